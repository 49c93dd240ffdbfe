"""From a way of writing to a curve: the notation read, and the smooth path through its points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray

_SAMPLES = 10
"""Points on the curve from one given point to the next."""


@dataclass(frozen=True, eq=False)
class Path:
    """What the pen passes through between touching the paper and leaving it.

    Attributes
    ----------
    points
        (n, 2) positions x, y; y downwards; the height of a digit is about 1.
    corners
        (n,) bool, where the pen turns sharply.

    """

    points: FloatArray
    corners: np.ndarray


def parse(notation: str) -> tuple[Path, ...]:
    """Read a way of writing as `styles` notes it.

    >>> parse("28,28 52,0! 52,100")[0].corners.tolist()
    [False, True, False]
    """
    return tuple(_path(stroke.split()) for stroke in notation.split("/"))


def _path(words: list[str]) -> Path:
    points = [[float(number) for number in word.rstrip("!").split(",")] for word in words]
    return Path(np.array(points) / 100, np.array([word.endswith("!") for word in words]))


def smooth_curve(path: Path, tension: float = 1.0) -> FloatArray:
    """Return (m, 2) points of a curve through the path's points, broken at its corners.

    Each stretch between corners is a cubic Hermite spline whose tangents come from the neighbouring points at chord
    length (Catmull and Rom 1974, "A class of local interpolating splines"), times `tension`: 0 gives straight lines.
    """
    breaks = [0, *(np.flatnonzero(path.corners[1:-1]) + 1), len(path.points) - 1]
    pieces = [
        _hermite(path.points[start : stop + 1], tension) for start, stop in zip(breaks[:-1], breaks[1:], strict=True)
    ]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _hermite(points: FloatArray, tension: float) -> FloatArray:
    """Return the spline through (n, 2) points, n ≥ 2."""
    if len(points) == 2:
        line: FloatArray = points[0] + np.linspace(0, 1, 2 * _SAMPLES + 1)[:, None] * (points[1] - points[0])
        return line
    lengths = np.maximum(np.hypot(*np.diff(points, axis=0).T), 1e-6)[:, None]  # (n - 1, 1)
    slopes = np.diff(points, axis=0) / lengths
    inner = (slopes[:-1] * lengths[1:] + slopes[1:] * lengths[:-1]) / (lengths[:-1] + lengths[1:])
    # At the ends the curve runs out like a parabola.
    tangents = np.concatenate([2 * slopes[:1] - inner[:1], inner, 2 * slopes[-1:] - inner[-1:]]) * tension
    t = (np.arange(_SAMPLES) / _SAMPLES)[None, :, None]  # (1, samples, 1)
    start, end = points[:-1, None], points[1:, None]  # (n - 1, 1, 2)
    leave, arrive = (tangents[:-1] * lengths)[:, None], (tangents[1:] * lengths)[:, None]
    curve = (
        (2 * t**3 - 3 * t**2 + 1) * start
        + (t**3 - 2 * t**2 + t) * leave
        + (3 * t**2 - 2 * t**3) * end
        + (t**3 - t**2) * arrive
    )
    return np.concatenate([curve.reshape(-1, 2), points[-1:]])
