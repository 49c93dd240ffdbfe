"""Runs side by side: their curves in one picture, and a table of what they reached and in what they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cnnstudio.core.numbers import fixed, grouped
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.curve_axes import accuracy_axis, loss_axis, progress_axis
from cnnstudio.labs.training.curves import extremes_of, joined, run_points
from cnnstudio.labs.training.reached import best_runs, best_validation, last_validation, share_words, tested_words
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.run_extent import differing_settings, epochs_words, start_words, starts_differ
from cnnstudio.labs.training.run_style import style_of
from cnnstudio.labs.training.setting_words import (
    DEVICE_NAMES,
    INITIALISATION_NAMES,
    OPTIMIZER_NAMES,
    PRECISION_NAMES,
    PREPROCESSING_NAMES,
    SCHEDULE_NAMES,
    short_title,
)
from cnnstudio.training.settings import SETTINGS
from cnnstudio.widgets.curve_parts import CurvePicture, Trace

_WORDS = {
    "optimizer": OPTIMIZER_NAMES,
    "schedule": SCHEDULE_NAMES,
    "initialisation": INITIALISATION_NAMES,
    "preprocessing": PREPROCESSING_NAMES,
    "device": DEVICE_NAMES,
    "precision": PRECISION_NAMES,
}
_SWITCHES = {"is_augmented": text("Varied pictures")}

RESULTS = 4
"""So many columns tell what was reached."""


@dataclass(frozen=True)
class RunLine:
    """A row of the table.

    Attributes
    ----------
    number
        Of the run.
    title
        What it is called.
    cells
        What stands in each column after the first.

    """

    number: int
    title: Text
    cells: tuple[Text | str, ...]


def comparison_columns(runs: Sequence[Run]) -> tuple[Text, ...]:
    """Return the titles of the columns after the first: what was reached, then what differs."""
    names = differing_settings(runs)
    differing = tuple(_SWITCHES[name] if name in _SWITCHES else SETTINGS[name].name for name in names)
    network = (text("Network"),) if len({run.spec.name for run in runs}) > 1 else ()
    start = (text("Started from"),) if starts_differ(runs) else ()
    return (
        text("Validation, best"),
        text("Validation, last"),
        text("Test, last"),
        text("Seconds"),
        *network,
        *start,
        *differing,
    )


def comparison_lines(runs: Sequence[Run]) -> tuple[RunLine, ...]:
    """Return a row a run."""
    names, many = differing_settings(runs), len({run.spec.name for run in runs}) > 1
    best, have_starts = best_runs(runs), starts_differ(runs)
    return tuple(
        RunLine(
            run.number,
            run.title,
            (
                _best_words(run, best, len(runs)),
                share_words(last_validation(run)),
                tested_words(run),
                fixed(run.train_seconds, 1) if run.train_seconds else "–",
                *((run.spec.name,) if many else ()),
                *((start_words(run, runs),) if have_starts else ()),
                *(_written(name, run) for name in names),
            ),
        )
        for run in runs
    )


class Comparison:
    """Makes both pictures of several runs; those that do not go on are made once."""

    def __init__(self, say: Translator) -> None:
        self._say = say
        self._still: tuple[object, tuple[Trace, ...], tuple[Trace, ...]] = (None, (), ())
        self._ranges: list[tuple[float, float, float]] = []

    def pictures(
        self, runs: Sequence[Run], *, of_validation: bool, log_loss: bool, by_epoch: bool
    ) -> tuple[CurvePicture, CurvePicture]:
        """Return the pictures of loss and accuracy, of the batches learned or of the pictures kept back."""
        ended = [run for run in runs if not run.is_active]
        key = (tuple((run, run.batches, self._say(run.title)) for run in ended), by_epoch)
        if (key, of_validation) != self._still[0]:
            losses, accuracies = self._traces(ended, of_validation, by_epoch)
            self._still = (key, of_validation), losses, accuracies
            self._ranges = [extremes_of(run_points(run, by_epoch)) for run in ended]
        active = [run for run in runs if run.is_active]
        live_losses, live_accuracies = self._traces(active, of_validation, by_epoch)
        ranges = [*self._ranges, *(extremes_of(run_points(run, by_epoch)) for run in active)]
        low, high, _ = joined(ranges)
        x = progress_axis(runs, self._say, by_epoch=by_epoch)
        loss_y = loss_axis(low if high else 0.1, high or 2.3, is_logarithmic=log_loss)
        worst = min((best for _, _, best in ranges), default=0.0)  # all curves are to be seen
        y, note = accuracy_axis(worst), text("validation") if of_validation else text("training")
        title = text("Accuracy from {least} %", least=round(y.low * 100)) if y.low else text("Accuracy")
        said = self._say(note)
        return (
            CurvePicture(self._say(text("Loss")), said, x, loss_y, self._still[1], live_losses),
            CurvePicture(self._say(title), said, x, y, self._still[2], live_accuracies),
        )

    def _traces(
        self, runs: Sequence[Run], of_validation: bool, by_epoch: bool
    ) -> tuple[tuple[Trace, ...], tuple[Trace, ...]]:
        losses: list[Trace] = []
        accuracies: list[Trace] = []
        for run in runs:
            points, (color, line) = run_points(run, by_epoch), style_of(run.number)
            xs, values = (points.kept_xs, points.kept) if of_validation else (points.xs, points.smooth)
            for traces, ys in zip((losses, accuracies), values, strict=True):
                traces.append(Trace(xs, ys, color, line, short_title(run, self._say)))
        return tuple(losses), tuple(accuracies)


def _written(name: str, run: Run) -> Text | str:
    value = getattr(run.config, name)
    if name == "epochs":
        return epochs_words(run)
    if name in _WORDS:
        return _WORDS[name][str(value)]
    if isinstance(value, bool):
        return text("yes") if value else text("no")
    if isinstance(value, int):
        return grouped(value)
    return f"{value:g}" if isinstance(value, float) else "–" if value is None else str(value)


def _best_words(run: Run, best: Sequence[Run], count: int) -> Text | str:
    """Return the best accuracy of a run, and whether no other of the runs has a better one."""
    share = share_words(best_validation(run))
    if run not in best or count < 2:
        return share
    return text("{share}, best", share=share) if len(best) == 1 else text("{share}, tie", share=share)
