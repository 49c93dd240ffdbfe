"""An activation as a curve with its slope, and what it makes of a map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.convolution.crop import crop_around
from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.ops.activations import ACTIVATIONS, maxout, maxout_backward
from cnnstudio.ops.window import Pair

MAXOUT = "maxout"
"""The name of the one activation that needs two maps, and so is not in `ACTIVATIONS`."""

LARGEST_MAP = (256, 256)
"""Of a larger map this much is shown, around the window."""

_POINTS = 401
_LEAST_REACH = 4.0
_FLAT = 0.01


@dataclass(frozen=True, eq=False)
class ActivatedMap:
    """A map before and after an activation.

    Attributes
    ----------
    name
        A key of `ACTIVATIONS`, or `MAXOUT`.
    before, after, slope
        (h, w) z, f(z) and f'(z), cell by cell: of the whole map, or of a part of a large one.
    top, left
        Row and column of the map at which the part begins.
    rival
        (h, w) the map that competes with it in maxout, 0 where the lab has one filter only; None else.

    """

    name: str
    before: FloatArray
    after: FloatArray
    slope: FloatArray
    top: int = 0
    left: int = 0
    rival: FloatArray | None = None

    @property
    def flat_share(self) -> float:
        """The share of cells that let through less than a hundredth of their gradient."""
        return float((np.abs(self.slope) < _FLAT).mean())

    @property
    def reach(self) -> float:
        """How far from 0 the curve is drawn, so that the numbers of the map lie on it."""
        return max(_LEAST_REACH, float(np.ceil(np.abs(self.before).max())))


def activated_map(result: ConvolutionResult, number: int, name: str, place: Pair = (0, 0)) -> ActivatedMap:
    """Return the map of filter `number` under an activation, of a large one the part around an output cell.

    Under maxout it competes with the map of the next filter.
    """
    crop = crop_around(result.before, place, LARGEST_MAP)
    here = result.filters.index(number)
    before = crop.values[here]
    if name != MAXOUT:
        activation = ACTIVATIONS[name]
        return ActivatedMap(
            name, before, activation.function(before), activation.derivative(before), crop.top, crop.left
        )
    rival = crop.values[(here + 1) % len(crop.values)] if len(crop.values) > 1 else np.zeros_like(before)
    pair = np.stack([before, rival])[None]
    slope = maxout_backward(np.ones((1, 1, *before.shape)), pair, 2)[0, 0]
    return ActivatedMap(name, before, maxout(pair, 2)[0, 0], slope, crop.top, crop.left, rival)


@dataclass(frozen=True, eq=False)
class ActivationCurve:
    """(n,) z, f(z) and f'(z)."""

    z: FloatArray
    value: FloatArray
    slope: FloatArray


def activation_curve(name: str, reach: float, rival: float = 0.0) -> ActivationCurve:
    """Return an activation from −reach to reach; maxout against a rival that stays where it is."""
    z = np.linspace(-reach, reach, _POINTS)
    if name == MAXOUT:
        return ActivationCurve(z, np.maximum(z, rival), (z >= rival).astype(float))
    return ActivationCurve(z, ACTIVATIONS[name].function(z), ACTIVATIONS[name].derivative(z))


def steepest(name: str) -> float:
    """Return the largest slope that an activation has anywhere.

    >>> steepest("sigmoid"), steepest("relu")
    (0.25, 1.0)
    """
    return float(activation_curve(name, _LEAST_REACH).slope.max())
