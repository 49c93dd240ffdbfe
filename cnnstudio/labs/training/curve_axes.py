"""The axes of the training curves: chosen so that they stay while the curves grow."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cnnstudio.core.numbers import fixed, grouped, power_of_ten
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training.run import Run
from cnnstudio.widgets.plot_parts import Axis, even_ticks

_FLOORS = ((0.985, 0.9), (0.95, 0.8), (0.8, 0.5))
"""From which best accuracy on the axis begins how high: what happens at the end is what one looks at."""

_MOST_NAMED = 6
"""With so many epochs or fewer, each is named under its part of the axis."""

_MOST_MARKED = 25
"""So many parts the axis is divided into at most."""

_LEAST_LOSS = 1e-6


def progress_axis(runs: Sequence[Run], say: Translator, *, by_epoch: bool) -> Axis:
    """Return the horizontal axis for runs: batches, or epochs, from the start to the end of the longest."""
    if by_epoch:
        return _epoch_axis(max((_length(run) / run.per_epoch for run in runs if run.per_epoch), default=1), say)
    length = max((_length(run) for run in runs), default=0) or 1
    ticks = tuple((value, grouped(round(value))) for value, _ in even_ticks(0, length, 6) if value == round(value))
    return Axis(0, length, ticks, say(text("batches")))


def dividers(run: Run | None, *, by_epoch: bool) -> tuple[float, ...]:
    """Return where on the horizontal axis epochs end; of very many, every second, fifth or tenth … one."""
    if run is None or not run.per_epoch:
        return ()
    unit = 1 if by_epoch else run.per_epoch
    sizes = (size * 10**power for power in range(9) for size in (1, 2, 5))
    step = next(size for size in sizes if run.epochs <= _MOST_MARKED * size)
    return tuple(float(number * unit) for number in range(step, run.epochs, step))


def loss_axis(low: float, high: float, *, is_logarithmic: bool) -> Axis:
    """Return the axis of the loss for numbers between two ends.

    >>> loss_axis(0.03, 2.3, is_logarithmic=False).high, loss_axis(0.03, 2.3, is_logarithmic=True).ticks
    (2.5, ((0.01, '0.01'), (0.1, '0.1'), (1.0, '1'), (10.0, '10')))
    """
    if is_logarithmic:
        first = math.floor(math.log10(max(low, _LEAST_LOSS)))
        last = max(math.ceil(math.log10(max(high, _LEAST_LOSS))), first + 1)
        ticks = tuple((10.0**power, _written_power(power)) for power in range(first, last + 1))
        return Axis(10.0**first, 10.0**last, ticks, "", is_logarithmic=True)
    high = max(high, 1e-3)
    step = even_ticks(0, high, 6)[1][0]
    top = step * math.ceil(high / step - 1e-9)
    return Axis(0, top, even_ticks(0, top, 7), "")


def accuracy_axis(best: float) -> Axis:
    """Return the axis of the accuracy, up to 1; the better the best one, the higher it begins.

    >>> accuracy_axis(0.975).low, accuracy_axis(0.3).low
    (0.8, 0)
    """
    low = next((floor for least, floor in _FLOORS if best >= least), 0)
    ticks = tuple((low + (1 - low) * part / 4, _percent(low + (1 - low) * part / 4)) for part in range(5))
    return Axis(low, 1, ticks, "")


def _epoch_axis(epochs: float, say: Translator) -> Axis:
    count = math.ceil(epochs)
    if count <= _MOST_NAMED:
        names = tuple((number - 0.5, say(text("epoch {number}", number=number))) for number in range(1, count + 1))
        return Axis(0, count, names, "")
    ticks = tuple((value, name) for value, name in even_ticks(0, count, 6) if value == round(value))
    return Axis(0, count, ticks, say(text("epochs")))


def _length(run: Run) -> int:
    """Return how many batches of a run there are to be seen: those it will have, or those it had."""
    return run.total_batches if run.is_active else run.batches


def _written_power(power: int) -> str:
    return fixed(10.0**power, max(0, -power)) if -3 < power < 4 else power_of_ten(power)


def _percent(share: float) -> str:
    percent = share * 100
    return f"{fixed(percent, 0 if abs(percent - round(percent)) < 1e-6 else 1)} %"
