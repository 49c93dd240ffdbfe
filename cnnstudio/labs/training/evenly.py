"""Some of many entries, spread evenly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

Entry = TypeVar("Entry")

_MOST_ENTRIES = 1_024
"""So many validations and epochs are kept of a run; then every second one is left out."""


def evenly(entries: Sequence[Entry], most: int) -> list[Entry]:
    """Return at most so many of the entries, the first and the last among them.

    >>> evenly([1, 2, 3, 4, 5, 6, 7], 3), evenly([1, 2], 3)
    ([1, 4, 7], [1, 2])
    """
    if len(entries) <= most:
        return list(entries)
    return [entries[place] for place in np.linspace(0, len(entries) - 1, most).round().astype(int).tolist()]


def thin(entries: list[Entry], most: int = _MOST_ENTRIES) -> None:
    """Leave out every second entry where there are more than so many; the first and the last stay."""
    if len(entries) > most:
        del entries[1:-1:2]
