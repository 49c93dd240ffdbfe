"""The recipe for pen strokes: scale the vectors first, then draw them with a pen of the right width."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.recipe import PEN_DIAMETER, SIDE, Prepared, Recipe, empty, finished
from cnnstudio.data.strokes import Drawing, Stroke, ink_box, resampled

_SPACING = 0.25
"""Distance between two stamps of the pen, pixels: the edge waves by less than a hundredth of a pixel."""


_MOST_STAMPS = 20_000
"""A stroke is never stamped more often, however far off the sheet it runs."""


def prepare_strokes(drawing: Drawing, recipe: Recipe | None = None, pen_diameter: float = PEN_DIAMETER) -> Prepared:
    """Return the 28 × 28 picture of a drawing in canvas units.

    Parameters
    ----------
    drawing
        Strokes in any unit; without cropping the canvas is the unit square.
    recipe
        Which steps are done, by default all.
    pen_diameter
        Pen width in pixels, used where the recipe's pen step is on.

    """
    recipe = recipe or Recipe()
    if not drawing:
        return empty()
    scale, middle = _placement(drawing, recipe, pen_diameter)
    strokes = [
        Stroke(
            (stroke.points - middle) * scale + SIDE / 2,
            np.full_like(stroke.widths, pen_diameter) if recipe.pen else stroke.widths * scale,
        )
        for stroke in drawing
    ]
    return finished(draw_strokes(strokes), recipe)


def _placement(drawing: Drawing, recipe: Recipe, pen_diameter: float) -> tuple[float, FloatArray]:
    """Return pixels per canvas unit, and the point that comes to lie in the middle of the sheet."""
    if not recipe.crop:
        return float(recipe.side), np.array([0.5, 0.5])
    left, top, right, bottom = ink_box(drawing, with_pen=not recipe.pen)
    extent = max(right - left, bottom - top)
    room = recipe.side - (pen_diameter if recipe.pen else 0.0)
    scale = room / extent if extent > 0 else 1.0
    return scale, np.array([(left + right) / 2, (top + bottom) / 2])


def draw_strokes(strokes: list[Stroke], side: int = SIDE) -> FloatArray:
    """Return (side, side) ink from strokes in pixel units: a round pen stamped along each path.

    A pixel whose centre lies `distance` from the pen's centre is covered by clip(radius + ½ − distance, 0, 1): full
    inside, none outside, and a ramp one pixel wide at the edge, as antialiasing gives it.
    """
    fine = [resampled(stroke, max(_SPACING, _path_length(stroke) / _MOST_STAMPS)) for stroke in strokes]
    centers = np.concatenate([stroke.points for stroke in fine])  # (n, 2)
    radius = np.concatenate([stroke.widths for stroke in fine]) / 2  # (n,)
    reach = int(np.ceil(radius.max() + 0.5))
    # The square of pixels around each stamp: (n, k) columns and rows.
    around = np.arange(-reach, reach + 1)
    columns = np.floor(centers[:, :1]).astype(np.intp) + around
    rows = np.floor(centers[:, 1:]).astype(np.intp) + around
    dx = (columns + 0.5 - centers[:, :1])[:, None, :]  # (n, 1, k)
    dy = (rows + 0.5 - centers[:, 1:])[:, :, None]  # (n, k, 1)
    cover = np.clip(radius[:, None, None] + 0.5 - np.sqrt(dx * dx + dy * dy), 0.0, 1.0)  # (n, k, k)
    # A margin of one cell takes what falls off the sheet and is cut away again.
    columns, rows = np.clip(columns, -1, side) + 1, np.clip(rows, -1, side) + 1
    sheet = np.zeros((side + 2, side + 2))
    np.maximum.at(sheet, (rows[:, :, None], columns[:, None, :]), cover)
    return sheet[1:-1, 1:-1]


def _path_length(stroke: Stroke) -> float:
    return float(np.hypot(*np.diff(stroke.points, axis=0).T).sum())
