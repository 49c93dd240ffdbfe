"""The softmax's calculation as a table, filled in up to the step of the moment."""

from __future__ import annotations

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.softmax.calculation import Calculation
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.table import BarColumn, Column, Spot, Table
from cnnstudio.labs.softmax.writing import share

CLASS = text("Class")
_LEAST_REACH = 3.0
"""How far the bars of small scores could reach."""


def softmax_table(model: SoftmaxModel, say: Translator, scale: tuple[float, float] | None = None) -> Table:
    """Return the table; `scale` are the numbers at the ends of the scores' bars, by default such that they fit."""
    calculation = model.calculation
    names = Column("class", say(CLASS), model.class_names, calculation.classes)
    columns = (names, *(_column(calculation, column, say, scale) for column in calculation.columns))
    is_whole = model.params.place is None
    now = _now(calculation)
    return Table(
        columns,
        chosen=model.result.winner if is_whole and not calculation.fails else None,
        now=now,
        used=frozenset() if now is None or model.params.unit == "column" else _used(calculation, now),
    )


def _column(calculation: Calculation, column: str, say: Translator, scale: tuple[float, float] | None) -> Column:
    values = calculation.values(column).tolist()
    words = tuple(_said(calculation.written(column, row), say) for row in range(calculation.classes))
    shown = calculation.filled(column)
    bars = None
    if column == "score":
        low, high = scale or score_scale(values)
        bars = BarColumn(tuple(values), low, high, "signed", can_drag=True)
    elif column == "share":
        bars = BarColumn(tuple(values), 0.0, 1.0, "share")
    is_whole = calculation.params.place is None and not calculation.fails
    footer = f"Σ {share(1.0)}" if column == "share" else ""
    return Column(column, _said(_heading(calculation, column), say), words, shown, bars, footer, is_whole)


def _said(words: str | Text, say: Translator) -> str:
    return say(words) if isinstance(words, Text) else words


def _heading(calculation: Calculation, column: str) -> str | Text:
    params = calculation.params
    divided = "z / T" if params.temperature != 1 else "z"
    power = "eᶻ" if calculation.source("exponential") == "score" else "eˢ"
    headings: dict[str, str | Text] = {
        "score": text("Score z"),
        "scaled": divided if params.stable else f"s = {divided}",
        "shifted": f"s = {divided} − max",
        "exponential": power,
        "total": text("Sum so far"),
        "share": text("Probability {power} / sum", power=power),
    }
    return headings[column]


def score_scale(scores: list[float]) -> tuple[float, float]:
    """Return the numbers at the ends of the scores' bars: room to drag on both sides, more on the side of the scores.

    >>> score_scale([2.0, 5.0]), score_scale([-10.0, 5.0])
    ((-2.0, 6.0), (-12.0, 12.0))
    """
    reach = max(_LEAST_REACH, 1.2 * max(abs(score) for score in scores))
    low = reach if min(scores) < 0 else reach / 3
    high = reach if max(scores) > 0 else reach / 3
    return -low, high


def _now(calculation: Calculation) -> Spot | None:
    """Return the number that is looked at: of a whole column that is added up, the sum."""
    place = calculation.params.place
    if place is not None and calculation.params.unit == "column" and place[0] != "total":
        return None
    return place


def _used(calculation: Calculation, now: Spot) -> frozenset[Spot]:
    """Return the numbers from which one is worked out."""
    column, row = now
    used = {(calculation.source(column), row)}
    if column == "shifted":
        source = calculation.source(column)
        used.add((source, int(calculation.values(source).argmax())))
    if column == "total" and row:
        used.add((column, row - 1))
    if column == "share":
        used.add(("total", calculation.classes - 1))
    return frozenset(used)
