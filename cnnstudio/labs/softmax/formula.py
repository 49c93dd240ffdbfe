"""The whole formula of one probability with the numbers of the moment, as rich text."""

from __future__ import annotations

from cnnstudio.core.texts import Text, Translator
from cnnstudio.labs.softmax.calculation import Calculation

_MOST_TERMS = 4


def formula_of(calculation: Calculation, row: int, say: Translator) -> str:
    """Return the probability of a class as powers, as their numbers, and as it is; a question mark is still to come.

    >>> from cnnstudio.labs.softmax.computation import compute
    >>> from cnnstudio.labs.softmax.params import SoftmaxParams
    >>> formula_of(Calculation(compute((2.0, 1.0)), SoftmaxParams()), 0, Translator())
    'e<sup>2</sup> / (e<sup>2</sup> + e<sup>1</sup>) = 7.39 / 10.11 = <b>0.731</b>'
    """
    exponent = calculation.source("exponential")

    def power_of(number: int) -> str:
        return f"e<sup>{calculation.written(exponent, number)}</sup>"

    def known(column: str, number: int) -> str | Text:
        return calculation.written(column, number) if calculation.is_filled(column, number) else "?"

    last = calculation.classes - 1
    terms = [power_of(number) for number in range(calculation.classes)]
    if calculation.classes > _MOST_TERMS:
        terms = [power_of(0), power_of(1), "…", power_of(last)]
    share = known("share", row)
    return (
        f"{power_of(row)} / ({' + '.join(terms)}) = {known('exponential', row)} / {known('total', last)} = "
        f"<b>{say(share) if isinstance(share, Text) else share}</b>"
    )
