"""Pen strokes in a JSON file: what `cnnstudio predict --strokes` reads.

The format: `{"digits": [{"label": 7, "strokes": [[[x, y], …], …]}, …]}`, in any unit, y upwards; the label may be left
out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, text
from cnnstudio.data.files import read_file
from cnnstudio.data.strokes import Drawing, fitted

_MEGABYTES = 64
"""Larger files are not read."""

_LARGEST_NUMBER = 1e9
"""Coordinates beyond this, in either direction, are no coordinates."""

_MOST_POINTS = 5000
"""More points in one digit are no handwriting: a tablet takes half a minute for them."""


@dataclass(frozen=True, eq=False)
class WrittenDigit:
    """One digit of a file.

    Attributes
    ----------
    strokes
        Each stroke as (n, 2) points x, y, in the file's unit, y upwards.
    label
        The digit that it is meant to be; None where the file does not say.

    """

    strokes: tuple[FloatArray, ...]
    label: int | None = None

    @property
    def drawing(self) -> Drawing:
        """The digit in the middle of the canvas."""
        return fitted([stroke * (1, -1) for stroke in self.strokes])


def load_strokes(path: Path | str) -> tuple[WrittenDigit, ...]:
    """Return the digits in a file.

    Raises
    ------
    UserError
        If it cannot be read or is not in the format; the sentence names the place.

    """
    path = Path(path)
    return _Reader(path.name).digits(read_file(path, _MEGABYTES))


def save_strokes(digits: Sequence[WrittenDigit], path: Path) -> None:
    """Write digits to a file, each number to four decimals; the file appears whole or not at all."""
    entries = []
    for digit in digits:
        label = {} if digit.label is None else {"label": digit.label}
        entries.append({**label, "strokes": [np.round(stroke, 4).tolist() for stroke in digit.strokes]})
    unfinished = path.with_name(path.name + ".part")
    try:
        unfinished.write_text(json.dumps({"digits": entries}, allow_nan=False), encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise UserError(
            text("{name} could not be saved: {reason}. Choose another folder.", name=path.name, reason=reason)
        ) from error


@dataclass(frozen=True)
class _Reader:
    """Turns the bytes of a file into digits; `name` is what its sentences call the file."""

    name: str

    def digits(self, content: bytes) -> tuple[WrittenDigit, ...]:
        """Return all digits."""
        try:
            # A byte order mark, as some editors write it, is passed over.
            document = json.loads(content.decode("utf-8-sig"))
        # Brackets nested by the thousand end as RecursionError, numbers of thousands of digits as ValueError.
        except (ValueError, RecursionError) as error:
            raise UserError(text("{name} is not a file of strokes: it is not valid JSON.", name=self.name)) from error
        entries = document.get("digits") if isinstance(document, dict) else None
        if not isinstance(entries, list):
            raise UserError(text("{name} is not a file of strokes: it has no list “digits”.", name=self.name))
        if not entries:
            raise UserError(text("{name} holds no digits.", name=self.name))
        return tuple(self._digit(entry, number) for number, entry in enumerate(entries, start=1))

    def _digit(self, entry: object, number: int) -> WrittenDigit:
        place = text("digit {number}", number=number)
        strokes = entry.get("strokes") if isinstance(entry, dict) else None
        if not isinstance(strokes, list) or not strokes:
            raise self._wrong(place, text("there is no list “strokes” with something in it"))
        label = entry.get("label") if isinstance(entry, dict) else None
        # True and False count as whole numbers in Python, not here.
        if label is not None and (isinstance(label, bool) or not isinstance(label, int) or not 0 <= label <= 9):
            raise self._wrong(place, text("the label is not a whole number from 0 to 9"))
        paths = tuple(
            self._stroke(stroke, text("digit {number}, stroke {stroke}", number=number, stroke=index))
            for index, stroke in enumerate(strokes, start=1)
        )
        if sum(map(len, paths)) > _MOST_POINTS:
            raise self._wrong(place, text("there are more than {count} points", count=_MOST_POINTS))
        return WrittenDigit(paths, label)

    def _stroke(self, stroke: object, place: Text) -> FloatArray:
        if not isinstance(stroke, list) or not stroke:
            raise self._wrong(place, text("there is no list of points"))
        for point in stroke:
            if not isinstance(point, list) or len(point) != 2 or not all(map(_is_coordinate, point)):
                raise self._wrong(place, text("a point is not two numbers [x, y]"))
        return np.array(stroke, np.float64)

    def _wrong(self, place: Text, reason: Text) -> UserError:
        return UserError(
            text("{name} cannot be used. In {place}, {reason}.", name=self.name, place=place, reason=reason)
        )


def _is_coordinate(value: object) -> bool:
    """Whether a value is a number of sensible size; NaN and the infinities are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= _LARGEST_NUMBER
