"""How the panel shares its height among the settings, the list of runs, and what can be done with them."""

from __future__ import annotations

from dataclasses import dataclass

_SEEN = 0.5
"""Share of the settings that must be seen at once; below it, all of the panel scrolls."""

_ROWS = 3
"""So many runs are seen at once wherever there are as many; fewer before the settings are cut off."""


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

    No row is cut in two.

    >>> share_panel(1000, (400, 330), 230, 50, 3)
    PanelPlaces(is_pinned=True, is_terse=False, list_height=370)
    >>> share_panel(680, (400, 330), 230, 50, 3)
    PanelPlaces(is_pinned=True, is_terse=True, list_height=100)
    """
    full, terse = settings
    most = min(max(runs, 1), _ROWS)
    tries = [(full, False, most), *((terse, True, rows) for rows in range(most, 0, -1))]
    tries += [(round(_SEEN * terse), True, rows) for rows in range(most, 0, -1)]
    for wanted, is_terse, rows in tries:
        if wanted + rest + rows * row <= height:
            room = max(rows * row, height - rest - (terse if is_terse else full))
            return PanelPlaces(True, is_terse, room if room >= runs * row else room - room % row)
    return PanelPlaces(False, False, row * most)
