"""The curves of the runs as pictures: loss and accuracy, of the batches learned and of pictures kept back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import fixed, grouped, percent
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training.curve_axes import accuracy_axis, dividers, loss_axis, progress_axis
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.run_style import style_beside
from cnnstudio.labs.training.setting_words import short_title
from cnnstudio.labs.training.smoothing_words import written_least_loss
from cnnstudio.labs.training.told import Told, told_at
from cnnstudio.widgets.curve_parts import CurvePicture, Trace

_LOSS, _ACCURACY = range(2)


@dataclass(frozen=True)
class Look:
    """How the curves are looked at: as `TrainingParams`."""

    log_loss: bool = False
    by_epoch: bool = False
    moment: int | None = None
    told: Told | None = None
    """What stands at the ends of the curves; None for what is known by then."""


@dataclass(frozen=True, eq=False)
class RunPoints:
    """The curves of one run."""

    xs: FloatArray
    losses: FloatArray
    """Of each batch."""
    smooth: tuple[FloatArray, FloatArray]
    """Losses and accuracies as means, in which those before count."""
    kept_xs: FloatArray
    kept: tuple[FloatArray, FloatArray]
    """Of the pictures kept back."""


class RunCurves:
    """Makes both pictures; what does not grow is made once."""

    def __init__(self, say: Translator) -> None:
        self._say = say
        self._still: tuple[object, tuple[Trace, ...], tuple[Trace, ...]] = (None, (), ())
        self._extremes: tuple[float, float, float] = (np.inf, 0.0, 0.0)

    def pictures(self, run: Run | None, others: Sequence[Run], look: Look) -> tuple[CurvePicture, CurvePicture]:
        """Return the pictures of loss and accuracy of a run, beside those of others."""
        points = None if run is None else run_points(run, look.by_epoch)
        _, still_loss, still_accuracy = self._still_traces(others, look)
        losses, accuracies = (self._live(points, part, look, run) for part in (_LOSS, _ACCURACY))
        x = progress_axis([*others, *([run] if run else [])], self._say, by_epoch=look.by_epoch)
        low, high, best = self._range(points)
        now = None if run is None else self._now(run, look)
        ends = dividers(run, by_epoch=look.by_epoch)
        y = loss_axis(low, high, is_logarithmic=look.log_loss)
        note, least = self._smoothed_note(run), self._least_note(run)
        notes = (least, note) if least else (note, self._loss_note(look))
        loss = CurvePicture(self._say(text("Loss")), notes[0], x, y, still_loss, losses, ends, now, notes[1])
        y = accuracy_axis(best)
        title = text("Accuracy from {least} %", least=round(y.low * 100)) if y.low else text("Accuracy")
        more = self._say(text("higher is better"))
        return loss, CurvePicture(self._say(title), note, x, y, still_accuracy, accuracies, ends, now, more)

    def _smoothed_note(self, run: Run | None) -> str:
        """Say what the strong line of training is, beside which the pale one is each batch."""
        if run is None or not run.per_epoch:
            return ""
        return self._say(text("smoothed over {count} batches", count=run.smoothed_over))

    def _loss_note(self, look: Look) -> str:
        if look.log_loss:
            return self._say(text("each line is ten times the one below"))
        return self._say(text("lower is better"))

    def _least_note(self, run: Run | None) -> str:
        """Say why the training loss may stay above the other, where it may: that is the first thing to know."""
        if run is None or not run.config.label_smoothing:
            return ""
        least = written_least_loss(run.config.label_smoothing, len(run.spec.class_names))
        return self._say(text("label smoothing: at least {least}", least=least))

    # -- curves

    def _still_traces(self, others: Sequence[Run], look: Look) -> tuple[object, tuple[Trace, ...], tuple[Trace, ...]]:
        key = (tuple((run, run.batches, self._say(run.title)) for run in others), look.by_epoch)
        if key != self._still[0]:
            known = [run_points(run, look.by_epoch) for run in others]
            traces = [
                tuple(
                    Trace(points.xs, points.smooth[part], *style_beside(run), short_title(run, self._say))
                    for run, points in zip(others, known, strict=True)
                )
                for part in (_LOSS, _ACCURACY)
            ]
            self._still = key, traces[0], traces[1]
            ranges = [extremes_of(points) for points in known]
            self._extremes = joined(ranges)
        return self._still

    def _range(self, points: RunPoints | None) -> tuple[float, float, float]:
        """Return the lowest and the highest loss of all curves, and the best accuracy of the run looked at."""
        mine = [] if points is None else [extremes_of(points)]
        low, high, best = joined([self._extremes, *mine])
        best = mine[0][2] if mine else best  # the curve looked at is to be seen whole, whatever others reached
        return (low, high, best) if high > 0 else (0.1, 2.3, 0.0)

    def _live(self, points: RunPoints | None, part: int, look: Look, run: Run | None) -> tuple[Trace, ...]:
        """Return the curves of the run looked at; what lies after the moment looked at is pale."""
        if points is None or run is None or not len(points.xs):
            return ()
        moment = look.moment
        here = np.inf if moment is None else moment / (run.per_epoch if look.by_epoch and run.per_epoch else 1)
        seen, kept = (int(np.searchsorted(xs, here, side="right")) for xs in (points.xs, points.kept_xs))
        smooth, validation = points.smooth[part], points.kept[part]
        told = look.told or told_at(run, run.batches if moment is None else moment)
        traces = [Trace(points.xs[:seen], points.losses[:seen], "training", "noise")] if part == _LOSS else []
        if moment is not None:
            traces.append(Trace(points.xs[seen:], smooth[seen:], "training", "noise"))
            traces.append(Trace(points.kept_xs[kept:], validation[kept:], "validation", "noise"))
        if seen:
            label = told.training and self._say(text("training {value}", value=_written(told.training[part], part)))
            traces.append(Trace(points.xs[:seen], smooth[:seen], "training", "solid", label or ""))
        if kept:
            seen_last = told.validation
            label = seen_last and self._say(text("validation {value}", value=_written(seen_last[part], part)))
            traces.append(Trace(points.kept_xs[:kept], validation[:kept], "validation", "rings", label or ""))
        return tuple(traces)

    def _now(self, run: Run, look: Look) -> tuple[float, str] | None:
        if look.moment is None and not run.is_active:
            return None
        step = run.batches if look.moment is None else look.moment
        name = text("now") if look.moment is None else text("batch {number}", number=grouped(step))
        return step / (run.per_epoch if look.by_epoch and run.per_epoch else 1), self._say(name)


def loss_words(loss: float) -> str:
    """Return a loss as it stands on the screen.

    >>> loss_words(2.302), loss_words(0.0312)
    ('2.30', '0.031')
    """
    return fixed(loss, 2 if loss >= 0.095 else 3)


def run_points(run: Run, by_epoch: bool) -> RunPoints:
    """Return the curves of a run, over batches or epochs."""
    unit = run.per_epoch if by_epoch and run.per_epoch else 1
    validations = run.validations
    kept = np.array([(entry.step, entry.loss, entry.accuracy) for entry in validations], float).reshape(-1, 3)
    return RunPoints(run.steps / unit, run.losses, run.smoothed, kept[:, 0] / unit, (kept[:, 1], kept[:, 2]))


def extremes_of(points: RunPoints) -> tuple[float, float, float]:
    """Return the lowest and highest finite loss, the highest no more than three times the first, and the accuracy."""
    losses, accuracies = (np.concatenate(pair) for pair in zip(points.smooth, points.kept, strict=True))
    finite = losses[np.isfinite(losses)]
    if not len(finite):
        return np.inf, 0.0, 0.0
    high = min(float(finite.max()), 3 * float(finite[0]))
    return float(finite.min()), high, float(accuracies.max(initial=0.0))


def joined(ranges: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Return the range of several curves: lowest and highest loss, best accuracy."""
    lows, highs, bests = zip(*ranges, strict=True) if ranges else ((np.inf,), (0.0,), (0.0,))
    return min(lows), max(highs), max(bests)


def _written(value: float, part: int) -> str:
    return percent(float(value)) if part == _ACCURACY else loss_words(float(value))
