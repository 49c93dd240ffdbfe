"""Some of many entries, spread evenly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

Entry = TypeVar("Entry")


def evenly(entries: Sequence[Entry], most: int) -> list[Entry]:
    """Return at most so many of the entries, the first and the last among them.

    >>> evenly([1, 2, 3, 4, 5, 6, 7], 3), evenly([1, 2], 3)
    ([1, 4, 7], [1, 2])
    """
    if len(entries) <= most:
        return list(entries)
    return [entries[place] for place in np.linspace(0, len(entries) - 1, most).round().astype(int).tolist()]
