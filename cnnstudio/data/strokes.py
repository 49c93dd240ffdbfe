"""Pen strokes as vectors: what the learner draws, before any pixel.

A drawing is a tuple of strokes in canvas units: the canvas is the square from (0, 0), top left, to (1, 1), bottom
right. Widths are pen diameters in the same unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray


@dataclass(frozen=True, eq=False)
class Stroke:
    """One path of the pen, from touching the paper to leaving it.

    Attributes
    ----------
    points
        (n, 2) positions x, y; x to the right, y downwards; n ≥ 1.
    widths
        (n,) pen diameter at each point, larger where the pen was pressed harder.

    """

    points: FloatArray
    widths: FloatArray

    @staticmethod
    def of(points: Iterable[Sequence[float]], width: float) -> Stroke:
        """Make a stroke of constant width from x, y pairs."""
        array = np.array(list(points), dtype=np.float64).reshape(-1, 2)
        return Stroke(array, np.full(len(array), width))

    def extended(self, x: float, y: float, width: float) -> Stroke:
        """Return the stroke with one more point."""
        return Stroke(np.vstack([self.points, (x, y)]), np.append(self.widths, width))


Drawing = tuple[Stroke, ...]
"""Strokes in the order in which they were drawn."""


def resampled(stroke: Stroke, spacing: float) -> Stroke:
    """Return the stroke with points at most `spacing` apart along its path; the ends stay where they are."""
    if len(stroke.points) < 2:
        return stroke
    lengths = np.hypot(*np.diff(stroke.points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    if along[-1] == 0:
        return Stroke(stroke.points[:1], stroke.widths[:1])
    places = np.linspace(0.0, along[-1], int(np.ceil(along[-1] / spacing)) + 1)
    x, y = (np.interp(places, along, stroke.points[:, axis]) for axis in (0, 1))
    return Stroke(np.stack([x, y], axis=1), np.interp(places, along, stroke.widths))


def ink_box(drawing: Drawing, *, with_pen: bool = True) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of the drawing; with or without half the pen's width around its path."""
    if not drawing:
        raise ValueError("an empty drawing has no box")
    points = np.concatenate([stroke.points for stroke in drawing])
    radius = np.concatenate([stroke.widths for stroke in drawing])[:, None] / 2 if with_pen else 0.0
    left, top = (points - radius).min(axis=0)
    right, bottom = (points + radius).max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def erased(drawing: Drawing, path: FloatArray, diameter: float) -> Drawing:
    """Return what is left of the drawing after a round eraser went along `path`, (n, 2).

    A stroke that the eraser crosses falls into the pieces on either side; a stroke it does not touch is kept as the
    same object.
    """
    eraser = resampled(Stroke(path, np.zeros(len(path))), diameter / 4).points
    kept: list[Stroke] = []
    for stroke in drawing:
        fine = resampled(stroke, diameter / 8)
        reach = (diameter + fine.widths) / 2
        distance = np.full(len(fine.points), np.inf)
        for place in eraser:
            distance = np.minimum(distance, np.hypot(*(fine.points - place).T))
        stays = distance > reach
        if stays.all():
            kept.append(stroke)
        else:
            kept.extend(_runs(fine, stays))
    return tuple(kept)


def _runs(stroke: Stroke, stays: np.ndarray) -> Iterable[Stroke]:
    """Yield each unbroken run of points that stays."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], stays, [False]]).astype(np.int8)))
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        yield Stroke(stroke.points[start:stop], stroke.widths[start:stop])


def fitted(strokes: Sequence[FloatArray], *, size: float = 0.7, width: float = 0.05) -> Drawing:
    """Return paths of any unit, (n, 2) each with y downwards, as a drawing in the middle of the canvas.

    The longer side of the drawing becomes `size` of the canvas; `width` is the pen's diameter.
    """
    paths = [np.asarray(path, dtype=np.float64) for path in strokes if len(path)]
    if not paths:
        return ()
    points = np.concatenate(paths)
    low, high = points.min(axis=0), points.max(axis=0)
    extent = float((high - low).max())
    scale = size / extent if extent > 0 else 1.0
    middle = (low + high) / 2
    return tuple(Stroke((path - middle) * scale + 0.5, np.full(len(path), width)) for path in paths)
