"""What the lab says of the softmax: the line above the stage and the explanation, with the numbers of the moment."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.softmax.calculation import Calculation
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.writing import cell, power, score_decimals, share

SHARPER, FLATTER = text("sharper"), text("flatter")


def headline(model: SoftmaxModel) -> Text:
    """Return the sentence above the table."""
    if model.problem is not None:
        return model.problem
    place = model.params.place
    if place is None:
        return _whole(model)
    if model.params.unit == "column":
        return _column(model.calculation, place[0])
    return _number(model, *place)


def _whole(model: SoftmaxModel) -> Text:
    calculation = model.calculation
    if calculation.fails:
        return _failure(calculation)
    winner = model.result.winner
    return text(
        "Class <b>{name}</b> is the likeliest with <b>{share}</b>; all {count} probabilities add up to <b>1</b>.",
        name=model.class_names[winner],
        share=share(float(model.result.probabilities[winner])),
        count=calculation.classes,
    )


def _failure(calculation: Calculation) -> Text:
    """Say what became of the plain form, and what mends it."""
    largest = int(calculation.values("exponential").argmax())
    if np.isinf(calculation.value("exponential", largest)):
        return text(
            "e to the power {power} is too large for a computer, and ∞ / ∞ is <b>not a number</b>. "
            "Switch to the safe form.",
            power=_power_of(calculation, largest),
        )
    if np.isinf(calculation.total):
        return text("The sum of the powers is too large for a computer: <b>∞</b>. Switch to the safe form.")
    return text("All powers are too small, and 0 / 0 is <b>not a number</b>. Switch to the safe form.")


def _power_of(calculation: Calculation, row: int) -> str:
    """Return what e is raised to, as the table writes it."""
    column = calculation.source("exponential")
    written = cell(column, calculation.value(column, row), score_decimals(calculation.values("score")))
    return str(written)


def _column(calculation: Calculation, column: str) -> Text:
    trace = calculation.result.trace
    decimals = score_decimals(trace.logits)
    if column == "scaled":
        return text("All scores are divided by the temperature <b>{t}</b>.", t=f"{trace.temperature:g}")
    if column == "shifted":
        largest = str(cell("scaled", trace.maximum, decimals))
        return text("The largest, <b>{largest}</b>, is taken off all of them: none is above 0.", largest=largest)
    if column == "total":
        return text(
            "The {count} powers add up to <b>{sum}</b>.", count=calculation.classes, sum=power(calculation.total)
        )
    row = int(calculation.values("exponential").argmax())
    return text(
        "e is raised to each of them. The largest power is <b>{power}</b>; none is below 0.",
        power=power(calculation.value("exponential", row)),
    )


def _number(model: SoftmaxModel, column: str, row: int) -> Text:
    calculation = model.calculation
    trace = model.result.trace
    decimals = score_decimals(trace.logits)
    result = cell(column, calculation.value(column, row), decimals)
    if column == "scaled":
        score, t = fixed(float(trace.logits[row]), decimals), f"{trace.temperature:g}"
        return text("{score} divided by the temperature {t} is <b>{result}</b>.", score=score, t=t, result=result)
    if column == "shifted":
        before = cell("scaled", float(trace.scaled[row]), decimals)
        largest = cell("scaled", trace.maximum, decimals)
        return text(
            "{before} minus the largest, {largest}, is <b>{result}</b>.", before=before, largest=largest, result=result
        )
    if column == "exponential":
        return _power(calculation, row, str(result))
    if column == "total":
        return _total(calculation, row, str(result))
    return _share(model, row, result)


def _power(calculation: Calculation, row: int, result: str) -> Text:
    exponent = _power_of(calculation, row)
    if np.isinf(calculation.value("exponential", row)):
        return text("e to the power {power} is too large for a computer: it writes <b>∞</b>, infinity.", power=exponent)
    if calculation.value("exponential", row) == 0:
        return text("e to the power {power} is so small that a computer writes <b>0</b>.", power=exponent)
    return text("e to the power {power} is <b>{result}</b>.", power=exponent, result=result)


def _total(calculation: Calculation, row: int, result: str) -> Text:
    added = power(calculation.value("exponential", row))
    if row == 0:
        return text("The sum begins with <b>{added}</b>.", added=added)
    before = power(calculation.value("total", row - 1))
    return text("{before} + {added} = <b>{result}</b>.", before=before, added=added, result=result)


def _share(model: SoftmaxModel, row: int, result: str | Text) -> Text:
    calculation = model.calculation
    return text(
        "{power} / {sum} is <b>{result}</b>, the probability of class <b>{name}</b>.",
        power=power(calculation.value("exponential", row)),
        sum=power(calculation.total),
        result=result,
        name=model.class_names[row],
    )


def explanation(model: SoftmaxModel) -> Text:
    """Return the text of the explanation card."""
    trace = model.result.trace
    winner = model.result.winner
    values: dict[str, object] = {
        "score": fixed(float(trace.logits[winner]), score_decimals(trace.logits)),
        "share": share(float(trace.probabilities[winner])),
        "t": f"{trace.temperature:g}",
    }
    if model.params.stable:
        return text(
            "The largest score is taken off all of them first. That divides every power and their sum by the same "
            "number, so the probabilities stay the same, but no power is above 1: nothing overflows. Score {score} "
            "gets <b>{share}</b>.",
            **values,
        )
    if trace.temperature != 1:
        return text(
            "p = e<sup>z / T</sup> / Σ e<sup>z / T</sup>. The temperature T = <b>{t}</b> divides the scores: above 1 "
            "the probabilities move together, below 1 the largest takes more. Score {score} gets <b>{share}</b>.",
            **values,
        )
    return text(
        "p = e<sup>z</sup> / Σ e<sup>z</sup>. A power of e is never below 0, and divided by their sum they add up to "
        "1: scores of any size become probabilities. Score {score} gets <b>{share}</b>. Drag a bar to change a score.",
        **values,
    )
