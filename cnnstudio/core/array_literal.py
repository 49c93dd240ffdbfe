"""Arrays written out as part of a program."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from cnnstudio.core.arrays import FloatArray

_LINE = 110
"""Characters after which the numbers go on in the next line."""


def array_literal(opening: str, array: FloatArray, dtype: str) -> str:
    """Return the line that makes the array, with as many digits as it takes to get the same numbers back.

    Parameters
    ----------
    opening
        The line up to the numbers, such as "x = np.array(".
    array
        Finite numbers.
    dtype
        The last argument of the call.

    Examples
    --------
    >>> print(array_literal("x = np.array(", np.array([[1.0, -0.5], [0.0, 2.0]]), "dtype=float"))
    x = np.array([[1, -0.5],
                  [0, 2]], dtype=float)

    """
    numbers = np.array2string(
        array.astype(np.float64),
        max_line_width=_LINE,
        separator=", ",
        prefix=opening,
        threshold=sys.maxsize,
        formatter={"float_kind": _digits},
    )
    return f"{opening}{numbers}, {dtype})"


def _digits(number: np.floating[Any]) -> str:
    return repr(float(number)).removesuffix(".0")
