"""Runs side by side: their curves in one picture, and a table of what they reached and in what they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cnnstudio.core.numbers import fixed, grouped, percent
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.curve_axes import accuracy_axis, loss_axis, progress_axis
from cnnstudio.labs.training.curves import extremes_of, joined, run_points
from cnnstudio.labs.training.run import Run, settings_that_differ
from cnnstudio.labs.training.setting_words import (
    DEVICE_NAMES,
    INITIALISATION_NAMES,
    OPTIMIZER_NAMES,
    PREPROCESSING_NAMES,
    SCHEDULE_NAMES,
)
from cnnstudio.training.settings import SETTINGS
from cnnstudio.widgets.curve_parts import CurvePicture, Line, Trace

_COLORS = ("training", "validation", "good", "text")
_LINES: tuple[Line, ...] = ("solid", "dashed", "dotted")

_WORDS = {
    "optimizer": OPTIMIZER_NAMES,
    "schedule": SCHEDULE_NAMES,
    "initialisation": INITIALISATION_NAMES,
    "preprocessing": PREPROCESSING_NAMES,
    "device": DEVICE_NAMES,
}
_SWITCHES = {"is_augmented": text("Varied pictures"), "is_fused": text("Fused steps")}

RESULTS = 3
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


def style_of(place: int) -> tuple[str, Line]:
    """Return colour and line of the curve at a place, from 0: each differs from those before it in either.

    >>> style_of(0), style_of(5)
    (('training', 'solid'), ('validation', 'dashed'))
    """
    return _COLORS[place % len(_COLORS)], _LINES[place // len(_COLORS) % len(_LINES)]


def comparison_columns(runs: Sequence[Run]) -> tuple[Text, ...]:
    """Return the titles of the columns after the first: what was reached, then what differs."""
    names = settings_that_differ(runs)
    differing = tuple(_SWITCHES[name] if name in _SWITCHES else SETTINGS[name].name for name in names)
    network = (text("Network"),) if len({run.spec.name for run in runs}) > 1 else ()
    return (text("Validation"), text("Test"), text("Seconds"), *network, *differing)


def comparison_lines(runs: Sequence[Run]) -> tuple[RunLine, ...]:
    """Return a row a run."""
    names, many = settings_that_differ(runs), len({run.spec.name for run in runs}) > 1
    return tuple(
        RunLine(
            run.number,
            run.title,
            (
                _share(run.best_validation),
                _share(run.test_accuracy),
                fixed(run.train_seconds, 1) if run.train_seconds else "–",
                *((run.spec.name,) if many else ()),
                *(_written(name, getattr(run.config, name)) for name in names),
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
        places = {run.number: place for place, run in enumerate(runs)}
        ended = [run for run in runs if not run.is_active]
        key = (tuple((run, places[run.number], run.batches, self._say(run.title)) for run in ended), by_epoch)
        if (key, of_validation) != self._still[0]:
            losses, accuracies = self._traces(ended, places, of_validation, by_epoch)
            self._still = (key, of_validation), losses, accuracies
            self._ranges = [extremes_of(run_points(run, by_epoch)) for run in ended]
        active = [run for run in runs if run.is_active]
        live_losses, live_accuracies = self._traces(active, places, of_validation, by_epoch)
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
        self, runs: Sequence[Run], places: dict[int, int], of_validation: bool, by_epoch: bool
    ) -> tuple[tuple[Trace, ...], tuple[Trace, ...]]:
        losses: list[Trace] = []
        accuracies: list[Trace] = []
        for run in runs:
            points, (color, line) = run_points(run, by_epoch), style_of(places[run.number])
            xs, values = (points.kept_xs, points.kept) if of_validation else (points.xs, points.smooth)
            for traces, ys in zip((losses, accuracies), values, strict=True):
                traces.append(Trace(xs, ys, color, line, self._say(run.title)))
        return tuple(losses), tuple(accuracies)


def comparison_headline(runs: Sequence[Run]) -> Text:
    """Say which of the runs reads best, and in what they differ."""
    if len(runs) < 2:
        return text("Runs are compared here. Change one setting and press Start: the run before stays beside the new.")
    known = [(run.best_validation, run) for run in runs if run.best_validation is not None]
    differing = comparison_columns(runs)[RESULTS:]
    if not known:
        return text("None of the {count} runs has finished an epoch yet.", count=len(runs))
    best, run = max(known, key=lambda entry: entry[0])
    values = {"run": run.title, "share": percent(best), "count": len(runs)}
    if len(differing) == 1:
        return text(
            "{run} reads most: <b>{share}</b>. The {count} runs differ only in: {setting}.",
            setting=differing[0],
            **values,
        )
    if not differing:
        return text("{run} reads most: <b>{share}</b>. All settings of the {count} runs are the same.", **values)
    return text(
        "{run} reads most: <b>{share}</b>. The {count} runs differ in {settings} settings.",
        settings=len(differing),
        **values,
    )


def comparison_explanation() -> Text:
    """Return the text of the explanation card."""
    return text(
        "Change one setting at a time; two at once and nobody knows which of them did it. The table shows only the "
        "settings that differ. Runs with the same seed start from the same weights and see the same batches. Choose by "
        "the validation; the test is for the end."
    )


def _written(name: str, value: object) -> Text | str:
    if name in _WORDS:
        return _WORDS[name][str(value)]
    if isinstance(value, bool):
        return text("yes") if value else text("no")
    if isinstance(value, int):
        return grouped(value)
    return f"{value:g}" if isinstance(value, float) else "–" if value is None else str(value)


def _share(value: float | None) -> str:
    return "–" if value is None else percent(value)
