"""How the panel shares its height among the settings, the list of runs, and what can be done with them."""

from __future__ import annotations

from dataclasses import dataclass

_SEEN = 0.5
"""Share of the settings that must be seen at once; below it, all of the panel scrolls."""

_LEAST_ROWS, _FEW_ROWS = 1.4, 3
"""Rows of the list where there are more than fit, a cut one telling that it scrolls, and where all of it scrolls."""


@dataclass(frozen=True)
class PanelPlaces:
    """What the panel shows.

    Attributes
    ----------
    is_pinned
        Whether runs and actions stay at the bottom while the settings scroll; else all scrolls in one.
    is_terse
        Whether the settings go without their sentences, which tooltips say as well.
    list_height
        How high the list of runs is.

    """

    is_pinned: bool
    is_terse: bool
    list_height: int


def share_panel(height: int, settings: tuple[int, int], rest: int, row: int, runs: int) -> PanelPlaces:
    """Share a height; `settings` are their heights with sentences and without.

    `rest` is the height of headings and buttons around the list, `row` that of one of its `runs`.

    >>> share_panel(1000, (400, 330), 230, 50, 3)
    PanelPlaces(is_pinned=True, is_terse=False, list_height=370)
    >>> share_panel(650, (400, 330), 230, 50, 3)
    PanelPlaces(is_pinned=True, is_terse=True, list_height=90)
    """
    least = round(row * (_LEAST_ROWS if runs > 1 else 1)) + 2
    full, terse = settings
    for wanted, is_terse in ((full, False), (terse, True), (round(_SEEN * terse), True)):
        if wanted + rest + least <= height:
            return PanelPlaces(True, is_terse, max(least, height - rest - (terse if is_terse else full)))
    return PanelPlaces(False, False, round(row * min(max(runs, 1), _FEW_ROWS)) + 2)
