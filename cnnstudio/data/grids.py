"""Grids of numbers from the outside: typed, in a CSV file, in a NumPy file, or the pixels of a picture.

Whatever comes is real and finite, float64, and of shape (H, W), (C, H, W) or (N, C, H, W); whatever is not becomes a
plain sentence, and a file that is too large is refused before it is read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import MINUS
from cnnstudio.core.texts import text
from cnnstudio.data.files import read_file
from cnnstudio.data.full_picture import load_full_picture
from cnnstudio.data.grid_arrays import load_array, nested_grid
from cnnstudio.data.grid_text import parse_grid, parse_table

__all__ = ["is_picture", "load_grid", "parse_grid"]

_TEXT_MEGABYTES = 64
"""Larger files of written numbers are not read."""

_READERS: dict[str, Callable[[str], FloatArray]] = {
    **dict.fromkeys((".csv", ".tsv", ".txt", ".dat"), parse_table),
    ".json": nested_grid,
}
"""What reads the content of a text file, by the end of its name."""

_LUMINANCE = np.array([0.299, 0.587, 0.114])
"""Weights of red, green and blue (ITU-R BT.601)."""


def load_grid(source: Path | str, *, colour: bool = False) -> FloatArray:
    """Return the grid in a file, or the one that is written in `source` itself.

    Parameters
    ----------
    source
        Rows such as "1 0 1; 0 1 1", nested lists such as "[[1, 0], [0, 1]]", or the path of a file: CSV (blank lines
        part the channels), JSON (nested lists), NumPy's .npy, or a picture.
    colour
        Whether a picture gives its three colours, red, green, blue; else its luminance.

    Returns
    -------
    (H, W), (C, H, W) or (N, C, H, W), float64. Pixels are 0 for black to 1 for white.

    Raises
    ------
    UserError
        If it cannot be read or is not a grid of finite numbers.

    """
    if isinstance(source, str) and not os.path.exists(source) and _is_written(source):
        return nested_grid(source) if source.lstrip().startswith("[") else parse_grid(source)
    path = Path(source)
    suffix = path.suffix.lower()
    if suffix == ".npy":
        return load_array(path)
    if suffix not in _READERS:
        return _pixels(path, colour=colour)
    content = _content(path)
    try:
        return _READERS[suffix](content)
    except UserError as error:
        raise UserError(text("{name}: {problem}", name=path.name, problem=error.message)) from error


def is_picture(source: Path | str) -> bool:
    """Tell whether this is a file that is read as a picture rather than as numbers."""
    return os.path.isfile(source) and Path(source).suffix.lower() not in (".npy", *_READERS)


def _is_written(source: str) -> bool:
    """Tell whether this is a grid rather than the path of a file: it begins with a number or has a semicolon."""
    first = re.split(r"[\s,;]", source.strip(), maxsplit=1)[0]
    try:
        float(first.replace(MINUS, "-"))
    except ValueError:
        return first == "" or first.startswith("[") or ";" in source
    return True


def _content(path: Path) -> str:
    """Return what is written in a text file."""
    try:
        content = read_file(path, _TEXT_MEGABYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        content = "\0"
    if "\0" in content:
        raise UserError(text("{name} is not a text file of numbers. Save it as CSV, UTF-8.", name=path.name))
    return content


def _pixels(path: Path, *, colour: bool) -> FloatArray:
    """Return the (H, W) luminance of a picture, or its (3, H, W) colours."""
    pixels = load_full_picture(path).colour
    if colour:
        return np.ascontiguousarray(pixels.transpose(2, 0, 1)) / 255
    return np.asarray(pixels @ _LUMINANCE / 255)
