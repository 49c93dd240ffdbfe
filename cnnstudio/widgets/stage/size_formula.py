"""The formula of the output's size with its numbers put in: ⌊(N − F + 2P) / S⌋ + 1."""

from __future__ import annotations

from cnnstudio.core.numbers import MINUS
from cnnstudio.ops.window import AxisFit

FLOOR_LEFT, FLOOR_RIGHT = "⌊", "⌋"

FormulaRow = tuple[tuple[str, str], ...]
"""What stands there, and its letter below."""


def formula_rows(fit: AxisFit) -> tuple[FormulaRow, FormulaRow]:
    """Return the two lines of the formula, the sum that the stride divides and the size that follows.

    >>> [what for what, _ in formula_rows(AxisFit(28, 3, 1, (1, 1), 1))[0]]
    ['28', '−', '3', '+', '2·1', '=', '27']
    >>> [what for what, _ in formula_rows(AxisFit(28, 3, 1, (1, 1), 1))[1]]
    ['⌊', '27', '/', '1', '⌋', '+', '1', '=', '28']
    """
    before, after = fit.padding
    padding = (f"2·{before}", "2P") if before == after else (f"{before}+{after}", "P")
    span = str(fit.padded_size - fit.extent).replace("-", MINUS)
    kernel = (str(fit.extent), "F" if fit.dilation == 1 else "D·(F−1)+1")
    first = ((str(fit.input_size), "N"), (MINUS, ""), kernel, ("+", ""), padding, ("=", ""), (span, ""))
    result = (str(fit.output_size) if fit.fits else "?", "")
    division = ((FLOOR_LEFT, ""), (span, ""), ("/", ""), (str(fit.stride), "S"), (FLOOR_RIGHT, ""))
    return first, (*division, ("+", ""), ("1", ""), ("=", ""), result)


def formula_words(fit: AxisFit) -> str:
    """Return the formula on one line, as a screen reader reads it."""
    return "; ".join(" ".join(what for what, _ in row) for row in formula_rows(fit))
