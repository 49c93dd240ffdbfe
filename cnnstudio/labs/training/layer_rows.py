"""How large the numbers of each layer are on the way there and back, now and at the start of the run."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cnnstudio.core.texts import Text
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.seen import LayerMoment
from cnnstudio.nets.layer_words import describe_layer
from cnnstudio.nets.spec import Dropout, Flatten, NetworkSpec

_LEAST = 1e-30


@dataclass(frozen=True)
class LayerRow:
    """A layer: root mean squares of its outputs, and of the loss's gradient with respect to its weights.

    Attributes
    ----------
    name
        What it is called.
    activation, gradient
        At the moment looked at; a layer without weights has no gradient.
    first_activation, first_gradient
        In the first batch that was looked into.

    """

    name: Text
    activation: float
    gradient: float | None
    first_activation: float
    first_gradient: float | None


def moment_at(run: Run, step: int | None) -> LayerMoment | None:
    """Return the last look into a batch up to a step, or the first where all are later; None where there is none."""
    history = run.layer_history
    known = [moment for moment in history if step is None or moment.step <= step]
    return known[-1] if known else history[0] if history else None


def layer_rows(run: Run, step: int | None) -> tuple[LayerRow, ...]:
    """Return a row a layer, from the input on; layers that only pass numbers on are left out."""
    now = moment_at(run, step)
    if now is None:
        return ()
    spec = _spec(run)
    first = {sizes.number: sizes for sizes in run.layer_history[0].layers}
    rows = []
    for sizes in now.layers:
        if sizes.number >= len(spec.layers) or isinstance(spec.layers[sizes.number], Flatten | Dropout):
            continue
        before = first.get(sizes.number, sizes)
        name = describe_layer(spec.layers[sizes.number])
        rows.append(LayerRow(name, sizes.activation, sizes.gradient, before.activation, before.gradient))
    return tuple(rows)


def weighted(rows: Sequence[LayerRow]) -> tuple[LayerRow, ...]:
    """Return the layers that have weights."""
    return tuple(row for row in rows if row.gradient is not None)


def powers_of_ten(values: Iterable[float | None]) -> tuple[int, int]:
    """Return the exponents between which all numbers above 0 lie, at least one apart.

    >>> powers_of_ten([0.03, 2.0, 0.0, None]), powers_of_ten([])
    ((-2, 1), (-1, 0))
    """
    known = [value for value in values if value is not None and _LEAST < value < math.inf]
    if not known:
        return -1, 0
    low = math.floor(math.log10(min(known)))
    return low, max(math.ceil(math.log10(max(known))), low + 1)


def _spec(run: Run) -> NetworkSpec:
    """Return the layers as they are trained: preparing the pictures may have added one."""
    network = run.network
    return run.spec if network is None else network.spec
