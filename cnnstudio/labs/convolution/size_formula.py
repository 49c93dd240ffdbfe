"""The formula of the output's size with its numbers put in, and the sentence that says why a setting is impossible."""

from __future__ import annotations

from cnnstudio.core.numbers import MINUS
from cnnstudio.ops.window import AxisFit


def formula_rows(fit: AxisFit) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Return the two lines of ⌊(N − F + 2P) / S⌋ + 1 as (what stands there, its letter below) pairs.

    >>> [what for what, _ in formula_rows(AxisFit(28, 3, 1, (1, 1), 1))[0]]
    ['28', ' − ', '3', ' + ', '2·1', ' = ', '27']
    """
    before, after = fit.padding
    padding = (f"2·{before}", "2P") if before == after else (f"{before} + {after}", "P")
    span = fit.padded_size - fit.extent
    extent = (
        (str(fit.kernel_size), "F")
        if fit.dilation == 1
        else (f"({fit.dilation}·{fit.kernel_size - 1} + 1)", "D·(F−1)+1")
    )
    first = (
        (str(fit.input_size), "N"),
        (f" {MINUS} ", ""),
        extent,
        (" + ", ""),
        padding,
        (" = ", ""),
        (str(span).replace("-", MINUS), ""),
    )
    result = str(fit.output_size) if fit.fits else "?"
    second = (
        (f"⌊{str(span).replace('-', MINUS)} / ", ""),
        (str(fit.stride), "S"),
        ("⌋ + 1 = ", ""),
        (result, ""),
    )
    return first, second


def formula_html(fit: AxisFit, quiet: str, caption: int) -> str:
    """Return both lines as a table, each letter under its number.

    Parameters
    ----------
    fit
        One axis.
    quiet
        Colour of the letters, "#rrggbb".
    caption
        Their size in pixels.

    """
    return "".join(_table(row, quiet, caption) for row in formula_rows(fit))


def _table(row: tuple[tuple[str, str], ...], quiet: str, caption: int) -> str:
    numbers = "".join(
        f'<td align="center">{f"<b>{what}</b>" if letter else what}</td>' for what, letter in _spaced(row)
    )
    style = f'style="color: {quiet}; font-size: {caption}px"'
    letters = "".join(f'<td align="center" {style}>{letter}</td>' for _, letter in row)
    return f'<table cellspacing="0" cellpadding="0"><tr>{numbers}</tr><tr>{letters}</tr></table>'


def _spaced(row: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((what.replace(" ", "&nbsp;"), letter) for what, letter in row)
