"""A calculation of a lab as programs to take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cnnstudio.core.arrays import FloatArray


@dataclass(frozen=True, eq=False)
class Programs:
    """The same calculation in two ways.

    Attributes
    ----------
    numpy, torch
        Programs that stand alone.
    arrays
        What they load, by the names of the files beside them.

    """

    numpy: str
    torch: str
    arrays: Mapping[str, FloatArray] = field(default_factory=dict)
