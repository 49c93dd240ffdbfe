"""How a run is drawn wherever several are: its colour is the same in the list, beside another, and compared."""

from __future__ import annotations

from cnnstudio.labs.training.run import Run
from cnnstudio.widgets.curve_parts import Line

_COLORS = ("run_first", "run_second", "run_third", "run_fourth")
"""None of them is that of the training or the validation of the run looked at."""

_LINES: tuple[Line, ...] = ("solid", "dashed", "dotted")


def style_of(number: int) -> tuple[str, Line]:
    """Return colour and line of a run by its number, from 1: any twelve in a row differ in either.

    >>> style_of(1), style_of(6)
    (('run_first', 'solid'), ('run_second', 'dashed'))
    """
    place = number - 1
    return _COLORS[place % len(_COLORS)], _LINES[place // len(_COLORS) % len(_LINES)]


def style_beside(run: Run) -> tuple[str, Line]:
    """Return colour and line of a run whose curves are seen beside those looked at: thin, never solid."""
    color, line = style_of(run.number)
    return color, "dotted" if line == "dashed" else "dashed"
