"""What makes one writing of a digit differ from the next: each function is one habit or accident of the hand.

Lengths are in units of the digit's height. `looseness` 1 is everyday writing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.handwriting.pen import Path


def bend(paths: Sequence[Path], rng: np.random.Generator, looseness: float) -> list[Path]:
    """Warp the whole sheet smoothly, so that neighbouring parts grow, shrink and lean together.

    The displacement is a polynomial of second and third degree in x and y.
    """
    square, cube = rng.normal(0, 0.09 * looseness, (2, 3)), rng.normal(0, 0.06 * looseness, (2, 4))
    bent = []
    for path in paths:
        x, y = 2 * path.points.T - 1
        displacement = square @ [x * x, x * y, y * y] + cube @ [x**3, x * x * y, x * y * y, y**3]
        bent.append(Path(path.points + displacement.T / 2, path.corners))
    return bent


def loosen(paths: Sequence[Path], rng: np.random.Generator, looseness: float) -> list[Path]:
    """Miss each point by a little, and set each stroke down a little off its place."""
    loose = []
    for path in paths:
        misses = rng.normal(0, 0.022 * looseness, path.points.shape)
        place = rng.normal(0, 0.03 * looseness, 2) if len(paths) > 1 else 0.0
        corners = path.corners & (rng.random() > 0.12 * looseness)
        loose.append(Path(path.points + misses + place, corners))
    return loose


def finish_ends(paths: Sequence[Path], rng: np.random.Generator, looseness: float) -> list[Path]:
    """Start and stop each stroke early or late, and now and then with a hook."""
    return [_finished(_finished(path, rng, looseness), rng, looseness) for path in paths]


def _finished(path: Path, rng: np.random.Generator, looseness: float) -> Path:
    """Vary the path's end and return the path turned round, so that a second call varies its start."""
    points, corners = path.points[::-1].copy(), path.corners[::-1]
    last = points[0] - points[1]
    length = float(np.hypot(*last)) or 1.0
    way = last / length
    # Student's distribution has long tails: most ends lie near the model's, a few far off.
    points[0] += way * np.clip(rng.standard_t(3) * 0.04 * looseness, max(-0.25, -0.6 * length), 0.3)
    if rng.random() < 0.1 * looseness:
        angle = rng.uniform(1.6, 2.7) * rng.choice([-1, 1])
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        points = np.concatenate([[points[0] + turn @ way * rng.uniform(0.03, 0.1)], points])
        corners = np.concatenate([[False, rng.random() < 0.5], corners[1:]])
    return Path(points, corners)


def round_off(strokes: Sequence[FloatArray], rng: np.random.Generator, looseness: float) -> list[FloatArray]:
    """Cut corners as a hurried hand does: average each point with its neighbours along the stroke."""
    reach = int(max(0, rng.normal(0, 2.5 * looseness)))
    return [_averaged(stroke, min(reach, (len(stroke) - 1) // 4)) for stroke in strokes]


def _averaged(values: FloatArray, reach: int) -> FloatArray:
    """Return (n, 2) running means over 2·reach + 1 values; the ends stay."""
    if reach == 0:
        return values
    # Reflected through the end points, so that the ends stay where they are.
    before, after = 2 * values[0] - values[reach:0:-1], 2 * values[-1] - values[-2 : -reach - 2 : -1]
    total = np.cumsum(np.concatenate([np.zeros((1, 2)), before, values, after]), axis=0)
    width = 2 * reach + 1
    means: FloatArray = (total[width:] - total[:-width]) / width
    return means


def shake(strokes: Sequence[FloatArray], rng: np.random.Generator, looseness: float) -> list[FloatArray]:
    """Let the hand tremble, or a slow tablet catch only a few points of the stroke."""
    if rng.random() < 0.3:
        size = rng.uniform(0.01, 0.03) * looseness
        noises = [rng.normal(0, size, stroke.shape) for stroke in strokes]
        strokes = [
            stroke + _averaged(noise, min(2, len(noise) // 4)) for stroke, noise in zip(strokes, noises, strict=True)
        ]
    if rng.random() < 0.2:
        step = int(rng.integers(4, 10))
        strokes = [np.concatenate([stroke[:-1:step], stroke[-1:]]) for stroke in strokes]
    return list(strokes)


def lapse(strokes: Sequence[FloatArray], rng: np.random.Generator, looseness: float) -> list[FloatArray]:
    """Now and then lift the pen for a moment within a stroke."""
    whole = list(strokes)
    index = int(rng.integers(len(whole)))
    stroke = whole[index]
    gap = max(1, len(stroke) // 12)
    if rng.random() > 0.04 * looseness or len(stroke) < gap + 6:
        return whole
    start = int(rng.integers(2, len(stroke) - gap - 2))
    return [*whole[:index], stroke[:start], stroke[start + gap :], *whole[index + 1 :]]


def affine(strokes: Sequence[FloatArray], rng: np.random.Generator, looseness: float) -> list[FloatArray]:
    """Write narrower or wider, slanted, and on a turned sheet."""
    angle = np.radians(np.clip(rng.normal(0, 6 * max(looseness, 0.3)), -18, 18))
    width = 0.85 * np.exp(rng.normal(0, 0.24 * max(looseness, 0.5)))
    slant = rng.normal(0.1, 0.2)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = turn @ np.array([[width, -slant], [0.0, 1.0]])
    return [stroke @ matrix.T for stroke in strokes]
