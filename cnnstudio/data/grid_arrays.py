"""Grids that come as whole arrays: NumPy's .npy files, and nested lists as JSON writes them."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, text
from cnnstudio.data.files import check_file

_MEGABYTES = 1000
"""Arrays that take more memory than this, as float64, are not loaded."""

_AXES = ("image", "channel", "row", "column")


def load_array(path: Path) -> FloatArray:
    """Return the (H, W), (C, H, W) or (N, C, H, W) numbers in a .npy file.

    Raises
    ------
    UserError
        If there is no such file, it is no array of finite numbers of such a shape, or too large.

    """
    check_file(path, _MEGABYTES + 1)
    try:
        # Only the header is read, so that a huge array is refused before it fills the memory.
        stored = np.load(path, mmap_mode="r", allow_pickle=False)
        if not isinstance(stored, np.ndarray):
            stored.close()
            raise UserError(text("{name} holds several arrays. Save one of them with numpy.save.", name=path.name))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(text("{name} cannot be read: {reason}.", name=path.name, reason=reason)) from error
    # A damaged file makes NumPy raise ValueError, EOFError, SyntaxError, …
    except (ValueError, EOFError, SyntaxError, TypeError, KeyError, MemoryError, OverflowError) as error:
        sentence = text(
            "{name} holds no array of numbers that can be read. Save it with numpy.save as float64.", name=path.name
        )
        raise UserError(sentence) from error
    if stored.size * 8 > _MEGABYTES * 1_000_000:
        raise UserError(text("{name} has more than {count} MB of numbers.", name=path.name, count=_MEGABYTES))
    try:
        return finite_grid(stored)
    except UserError as error:
        raise UserError(text("{name}: {problem}", name=path.name, problem=error.message)) from error


def nested_grid(written: str) -> FloatArray:
    """Return the (H, W), (C, H, W) or (N, C, H, W) numbers of nested lists, as JSON writes them.

    Raises
    ------
    UserError
        If it is not such a list, or its lists differ in length.

    Examples
    --------
    >>> nested_grid("[[[1, 0], [0, 1]], [[2, 2], [2, 2]]]").shape
    (2, 2, 2)

    """
    try:
        array = np.array(json.loads(written))
    # Lists of different lengths are a ValueError; so is what is not JSON.
    except (ValueError, RecursionError, OverflowError) as error:
        sentence = text("These lists are not a grid. Write lists of equal length, such as [[1, 0], [0, 1]].")
        raise UserError(sentence) from error
    return finite_grid(array)


def finite_grid(array: NDArray[Any]) -> FloatArray:
    """Return a copy of the array as float64, or say why it is no grid.

    Raises
    ------
    UserError
        If it has less than 2 or more than 4 axes, no cells, or something in it is not a finite real number.

    """
    if array.dtype.kind not in "biuf":
        raise UserError(text("Not everything in it is a real number. Give numbers such as 2, −1 or 0.5."))
    if not 2 <= array.ndim <= 4:
        sentence = text(
            "A shape of {shape} is no grid. Give rows × columns, with channels × before them where there are several.",
            shape=" × ".join(map(str, array.shape)) or "1",
        )
        raise UserError(sentence)
    if not array.size:
        raise UserError(
            text("There are no numbers in it: its shape is {shape}.", shape=" × ".join(map(str, array.shape)))
        )
    grid = np.array(array, np.float64)
    wrong = ~np.isfinite(grid)
    if wrong.any():
        index = tuple(int(place) for place in np.unravel_index(int(wrong.argmax()), grid.shape))
        raise UserError(_not_finite(index, float(grid[index])))
    return grid


def _not_finite(index: tuple[int, ...], value: float) -> Text:
    """Return what to say of a cell that is NaN or infinite; places are counted from 1."""
    named = dict(zip(_AXES[-len(index) :], (place + 1 for place in index), strict=True))
    what = text("not a number (NaN)") if math.isnan(value) else text("infinite")
    if len(index) == 2:
        return text("Row {row}, column {column} is {what}. Write a finite number there.", **named, what=what)
    if len(index) == 3:
        return text(
            "Channel {channel}, row {row}, column {column} is {what}. Write a finite number there.", **named, what=what
        )
    return text(
        "Image {image}, channel {channel}, row {row}, column {column} is {what}. Write a finite number there.",
        **named,
        what=what,
    )
