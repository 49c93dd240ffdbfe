"""A pen that never writes the same digit twice."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.handwriting.pen import Path, parse, smooth_curve
from cnnstudio.data.handwriting.styles import STYLES
from cnnstudio.data.handwriting.variation import affine, bend, finish_ends, lapse, loosen, round_off, shake
from cnnstudio.data.strokes import Drawing, Stroke, fitted

_PATHS: tuple[dict[str, tuple[Path, ...]], ...] = tuple(
    {name: parse(notation) for name, notation in styles.items()} for styles in STYLES
)


def write_digit(digit: int, rng: np.random.Generator, looseness: float = 1.0, style: str | None = None) -> Drawing:
    """Write a digit, each time a little differently.

    Parameters
    ----------
    digit
        0 … 9.
    rng
        Where chance comes from: the same generator state writes the same strokes.
    looseness
        How far the hand strays from the model: 0 not at all but for slant and width, 1 as people do, 1.5 sloppy.
    style
        Which of `STYLES[digit]`; by default one of them at random.

    Returns
    -------
    Drawing
        Strokes inside the canvas, the unit square.

    """
    ways = _PATHS[digit]
    paths = list(ways[style or list(ways)[rng.integers(len(ways))]])
    paths = bend(paths, rng, looseness)
    paths = loosen(paths, rng, looseness)
    paths = finish_ends(paths, rng, looseness)
    tension = float(rng.uniform(1 - 0.5 * min(looseness, 1), 1 + 0.2 * looseness))
    strokes = [smooth_curve(path, tension) for path in paths]
    strokes = round_off(strokes, rng, looseness)
    strokes = lapse(strokes, rng, looseness)
    strokes = shake(strokes, rng, looseness)
    return _on_canvas(affine(strokes, rng, looseness), rng)


def _on_canvas(strokes: list[FloatArray], rng: np.random.Generator) -> Drawing:
    """Put the digit somewhere on the canvas, at some size, with some pen."""
    size = float(rng.uniform(0.35, 0.85))
    drawing = fitted(strokes, size=size, width=float(size * np.exp(rng.normal(np.log(0.08), 0.4))))
    room = (1 - size) / 2
    offset = rng.uniform(-room, room, 2)
    return tuple(Stroke(stroke.points + offset, stroke.widths) for stroke in drawing)
