"""Is backprop right? Each number is nudged up and down, and the slope of the loss compared with the gradient.

    dL/dw ≈ (L(w + h) − L(w − h)) / 2h

Source: CS231n, "Convolutional Neural Networks for Visual Recognition", notes on gradient checks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.convolution.checked_convolution import CheckedConvolution, Part
from cnnstudio.ops.numerical_gradient import relative_difference

TOLERANCE = 1e-6
"""Relative difference below which the two count as equal."""

STEPS: tuple[float, ...] = tuple(10.0 ** (-tenths / 2) for tenths in range(2, 25))
"""The h from 1e-1 to 1e-12, two a decade."""

_MOST_SAMPLED, _LEAST_SAMPLED = 25, 8
"""Numbers nudged for each point of the curve, spread evenly over all."""

_PRODUCTS = 500_000
"""Multiplications for a point of the curve: where one output takes many, fewer numbers are nudged."""


def numerical_slopes(
    checked: CheckedConvolution, part: Part, step: float, places: FloatArray | None = None
) -> FloatArray:
    """Return the slope of the loss in each of the numbers, or in those at flat `places`, by nudging one at a time."""
    values = checked.values(part)
    chosen = np.arange(values.size) if places is None else places
    nudges = np.zeros((len(chosen), values.size))
    nudges[np.arange(len(chosen)), chosen] = step
    nudges = nudges.reshape(len(chosen), *values.shape)
    slopes = (checked.losses(part, values + nudges) - checked.losses(part, values - nudges)) / (2 * step)
    return slopes.reshape(values.shape) if places is None else slopes


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """Backprop and nudging side by side.

    Attributes
    ----------
    part, step
        What is nudged, and by how much.
    analytic, numerical
        What backprop says, and the slopes measured, in the shape of what is nudged.
    kinks
        Output cells at which the nudge may step across the kink of a rectifier.

    """

    part: Part
    step: float
    analytic: FloatArray
    numerical: FloatArray
    kinks: int

    @property
    def difference(self) -> FloatArray:
        """Numerical less analytic."""
        return self.numerical - self.analytic

    @property
    def relative(self) -> float:
        """The largest difference as a share of the largest numbers."""
        return relative_difference(self.analytic, self.numerical)

    @property
    def agrees(self) -> bool:
        """Whether the two count as equal."""
        return self.relative < TOLERANCE


def check_gradient(checked: CheckedConvolution, part: Part, step: float) -> GradientCheck:
    """Compare backprop with nudges of a size."""
    return GradientCheck(
        part, step, checked.gradient(part), numerical_slopes(checked, part, step), _kinks(checked, part, step)
    )


def _kinks(checked: CheckedConvolution, part: Part, step: float) -> int:
    if checked.activation not in ("relu", "leaky_relu"):
        return 0
    met = {"dw": checked.crop.values, "db": np.ones(1), "dx": checked.weight}[part]
    return int((np.abs(checked.before()) <= step * np.abs(met).max()).sum())


def differences_by_step(checked: CheckedConvolution, part: Part) -> FloatArray:
    """Return the relative difference for each h of `STEPS`, over some of the numbers, the largest among them."""
    analytic = checked.gradient(part).ravel()
    affordable = _PRODUCTS // (checked.weight.size * checked.before().size)
    count = min(max(affordable, _LEAST_SAMPLED), _MOST_SAMPLED, analytic.size)
    spread = np.linspace(0, analytic.size - 1, count).round().astype(int)
    places = np.unique(np.append(spread, np.abs(analytic).argmax()))
    return np.array(
        [relative_difference(analytic[places], numerical_slopes(checked, part, step, places)) for step in STEPS]
    )


@dataclass(frozen=True)
class Nudge:
    """One number nudged down and up: the loss on both sides, the slope between, and what backprop says."""

    place: tuple[int, ...]
    lower: float
    upper: float
    slope: float
    analytic: float


def nudge_one(checked: CheckedConvolution, check: GradientCheck, place: tuple[int, ...]) -> Nudge:
    """Nudge the number at an index of `values` by h."""
    values = np.repeat(checked.values(check.part)[None], 2, axis=0)
    values[(0, *place)] -= check.step
    values[(1, *place)] += check.step
    lower, upper = checked.losses(check.part, values).tolist()
    return Nudge(place, lower, upper, float(check.numerical[place]), float(check.analytic[place]))


def strongest_place(check: GradientCheck, channel: int) -> tuple[int, ...]:
    """Return the index of the largest gradient, in a channel where there are several."""
    if check.analytic.ndim == 1:
        return (0,)
    flat = int(np.abs(check.analytic[channel]).argmax())
    row, column = divmod(flat, check.analytic.shape[2])
    return channel, row, column
