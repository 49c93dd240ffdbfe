"""An activation as a curve with its slope, and what it makes of a map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.ops.activations import ACTIVATIONS, maxout, maxout_backward

MAXOUT = "maxout"
"""The name of the one activation that needs two maps, and so is not in `ACTIVATIONS`."""

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
        (OH, OW) z, f(z) and f'(z), cell by cell.
    rival
        (OH, OW) the map that competes with it in maxout, 0 where the lab has one filter only; None else.

    """

    name: str
    before: FloatArray
    after: FloatArray
    slope: FloatArray
    rival: FloatArray | None = None

    @property
    def flat_share(self) -> float:
        """The share of cells that let through less than a hundredth of their gradient."""
        return float((np.abs(self.slope) < _FLAT).mean())

    @property
    def reach(self) -> float:
        """How far from 0 the curve is drawn, so that the numbers of the map lie on it."""
        return max(_LEAST_REACH, float(np.ceil(np.abs(self.before).max())))


def activated_map(result: ConvolutionResult, number: int, name: str) -> ActivatedMap:
    """Return the map of filter `number` under an activation; under maxout it competes with that of the next filter."""
    before = np.asarray(result.map_before(number), np.float64)
    if name != MAXOUT:
        activation = ACTIVATIONS[name]
        return ActivatedMap(name, before, activation.function(before), activation.derivative(before))
    place = result.filters.index(number)
    others = result.filters[place + 1 :] + result.filters[:place]
    rival = np.asarray(result.map_before(others[0]), np.float64) if others else np.zeros_like(before)
    pair = np.stack([before, rival])[None]
    slope = maxout_backward(np.ones((1, 1, *before.shape)), pair, 2)[0, 0]
    return ActivatedMap(name, before, maxout(pair, 2)[0, 0], slope, rival)


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
