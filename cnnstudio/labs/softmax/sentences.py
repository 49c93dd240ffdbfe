"""What the lab says of the softmax: the line above the stage and the explanation, with the numbers of the moment."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.softmax.calculation import Calculation
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.writing import share


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
            power=_exponent(calculation, largest),
        )
    if np.isinf(calculation.total):
        return text("The sum of the powers is too large for a computer: <b>∞</b>. Switch to the safe form.")
    return text("All powers are too small, and 0 / 0 is <b>not a number</b>. Switch to the safe form.")


def _exponent(calculation: Calculation, row: int) -> str | Text:
    """Return what e is raised to, as the table writes it."""
    return calculation.written(calculation.source("exponential"), row)


def _column(calculation: Calculation, column: str) -> Text:
    if column == "scaled":
        return text(
            "All scores are divided by the temperature <b>{t}</b>.", t=f"{calculation.result.trace.temperature:g}"
        )
    if column == "shifted":
        return text(
            "The largest, <b>{largest}</b>, is taken off all of them: none is above 0.", largest=_largest(calculation)
        )
    if column == "total":
        return text(
            "The {count} powers add up to <b>{sum}</b>.",
            count=calculation.classes,
            sum=calculation.written_total,
        )
    row = int(calculation.values("exponential").argmax())
    return text(
        "e is raised to each of them. The largest power is <b>{power}</b>; none is below 0.",
        power=calculation.written("exponential", row),
    )


def _largest(calculation: Calculation) -> str | Text:
    """Return the number that is taken off all scores."""
    column = calculation.source("shifted")
    return calculation.written(column, int(calculation.values(column).argmax()))


def _number(model: SoftmaxModel, column: str, row: int) -> Text:
    calculation = model.calculation
    result = calculation.written(column, row)
    if column == "scaled":
        return text(
            "{score} divided by the temperature {t} is <b>{result}</b>.",
            score=calculation.written("score", row),
            t=f"{model.result.trace.temperature:g}",
            result=result,
        )
    if column == "shifted":
        return text(
            "{before} minus the largest, {largest}, is <b>{result}</b>.",
            before=calculation.written(calculation.source(column), row),
            largest=_largest(calculation),
            result=result,
        )
    if column == "exponential":
        return _power(calculation, row)
    if column == "total":
        return _total(calculation, row)
    return text(
        "{power} / {sum} is <b>{result}</b>, the probability of class <b>{name}</b>.",
        power=calculation.written("exponential", row),
        sum=calculation.written_total,
        result=result,
        name=model.class_names[row],
    )


def _power(calculation: Calculation, row: int) -> Text:
    exponent, value = _exponent(calculation, row), calculation.value("exponential", row)
    if np.isinf(value):
        return text("e to the power {power} is too large for a computer: it writes <b>∞</b>, infinity.", power=exponent)
    if value == 0:
        return text("e to the power {power} is so small that a computer writes <b>0</b>.", power=exponent)
    return text(
        "e to the power {power} is <b>{result}</b>.", power=exponent, result=calculation.written("exponential", row)
    )


def _total(calculation: Calculation, row: int) -> Text:
    added = calculation.written("exponential", row)
    if row == 0:
        return text("The sum begins with <b>{added}</b>.", added=added)
    return text(
        "{before} + {added} = <b>{result}</b>.",
        before=calculation.written("total", row - 1),
        added=added,
        result=calculation.written("total", row),
    )


def form_note(model: SoftmaxModel) -> Text:
    """Say below the table what the two forms have to do with each other here."""
    if model.calculation.fails:
        return text("∞ and 0 are what a computer writes for numbers outside of its range. The safe form stays inside.")
    if model.params.stable and model.result.plain_form_fails:
        return text("The largest is taken off first: every power is from 0 to 1. The plain form fails here.")
    if model.params.stable:
        return text("The largest is taken off first: every power is from 0 to 1. The probabilities stay the same.")
    return text("Powers grow quickly: from e⁷¹⁰ on they are too large for a computer. The safe form prevents it.")


def explanation(model: SoftmaxModel) -> Text:
    """Return the text of the explanation card."""
    trace = model.result.trace
    winner = model.result.winner
    values: dict[str, object] = {
        "score": model.calculation.written("score", winner),
        "share": fixed(float(trace.probabilities[winner]), 3),
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
