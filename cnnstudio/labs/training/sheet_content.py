"""What a sheet of paper with curves says: those of the view in front, who is who, and the table of the comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.comparison import Comparison, comparison_columns, comparison_lines
from cnnstudio.labs.training.comparison_sentences import comparison_headline
from cnnstudio.labs.training.curves import Look, RunCurves
from cnnstudio.labs.training.params import TrainingParams
from cnnstudio.labs.training.reached import reached
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.run_style import style_beside, style_of
from cnnstudio.labs.training.setting_words import summary
from cnnstudio.labs.training.state import TrainingState
from cnnstudio.widgets.curve_parts import CurvePicture, Line


@dataclass(frozen=True)
class LegendEntry:
    """How a curve is drawn, `color` of the palette, and whose it is."""

    color: str
    line: Line
    words: str


@dataclass(frozen=True, eq=False)
class SheetContent:
    """All that is drawn, in words.

    Attributes
    ----------
    title
        What it is.
    plots
        Loss and accuracy.
    legend
        An entry a curve.
    table
        Rows of words, the first that of the headings; none where there is no table.

    """

    title: str
    plots: tuple[CurvePicture, CurvePicture]
    legend: tuple[LegendEntry, ...]
    table: tuple[tuple[str, ...], ...] = ()


def sheet_of_runs(run: Run, others: Sequence[Run], params: TrainingParams, say: Translator) -> SheetContent:
    """Return the curves of a run as its view shows them, those of others pale beside them."""
    plots = RunCurves(say).pictures(run, others, Look(params.log_loss, params.by_epoch))
    count = run.smoothed_over
    mean = text("{run}: training, smoothed over {count} batches", run=run.title, count=count)
    legend = [
        LegendEntry("training", "noise", say(text("{run}: training, each batch", run=run.title))),
        LegendEntry("training", "solid", say(mean)),
    ]
    if run.validations:
        kept_back = text("{run}: validation, digits that are not learned", run=run.title)
        legend.append(LegendEntry("validation", "rings", say(kept_back)))
    for other in others:
        whose = text("{run}: {settings}. {reached}", run=other.title, settings=summary(other), reached=reached(other))
        legend.append(LegendEntry(*style_beside(other), say(whose)))
    title = text("{run}: {settings}. {reached}", run=run.title, settings=summary(run), reached=reached(run))
    return SheetContent(say(title), plots, tuple(legend))


def sheet_of_comparison(state: TrainingState, say: Translator) -> SheetContent:
    """Return the curves and the table of the comparison as they are seen, with all columns."""
    runs, params = state.compared_runs, state.params
    look = {name: getattr(params, name) for name in ("of_validation", "log_loss", "by_epoch")}
    plots = Comparison(say).pictures(runs, **look)
    legend = tuple(
        LegendEntry(*style_of(run.number), say(text("{run}: {settings}", run=run.title, settings=summary(run))))
        for run in runs
    )
    columns = (text("Run"), *comparison_columns(state.runs))
    lines = comparison_lines(state.runs)
    table = (_said(columns, say), *(_said((line.title, *line.cells), say) for line in lines))
    return SheetContent(_plain(say(comparison_headline(runs))), plots, legend, table)


def _said(cells: Sequence[Text | str], say: Translator) -> tuple[str, ...]:
    return tuple(cell if isinstance(cell, str) else say(cell) for cell in cells)


def _plain(words: str) -> str:
    return words.replace("<b>", "").replace("</b>", "")
