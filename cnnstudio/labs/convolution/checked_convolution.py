"""One filter on a small part of the input, with a loss at its end: small enough to be computed hundreds of times."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.convolution.crop import Crop, crop_around, window_middle
from cnnstudio.labs.convolution.params import ConvolutionParams, ConvolutionResult
from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.ops.conv2d import conv2d, conv2d_backward
from cnnstudio.ops.window import Pair

Part = Literal["dw", "db", "dx"]
"""What is nudged: the weights, the bias or the input."""

CROP = 12
"""Rows and columns of the input that are checked, more where the window is larger."""


@dataclass(frozen=True)
class Loss:
    """What is measured at the output y, with fixed random numbers r, and its slope there."""

    formula: Text
    value: Callable[[FloatArray, FloatArray], FloatArray]
    slope: Callable[[FloatArray, FloatArray], FloatArray]


LOSSES: Mapping[str, Loss] = MappingProxyType(
    {
        "cubes": Loss(text("⅓ Σ r·y³"), lambda y, r: r * y**3 / 3, lambda y, r: r * y**2),
        "squares": Loss(text("½ Σ y²"), lambda y, r: y**2 / 2, lambda y, r: y),
        "weighted": Loss(text("Σ r·y"), lambda y, r: r * y, lambda y, r: r),
    }
)
"""Of the three only the first bends so that h matters: (L(w + h) − L(w − h)) / 2h is exact for the others."""


@dataclass(frozen=True, eq=False)
class CheckedConvolution:
    """One filter on a small input, with a loss at its end.

    Attributes
    ----------
    crop
        The part of the input, (C, h, w).
    weight
        (C, FH, FW) the kernel.
    bias
        What is added.
    keywords
        Stride, padding and so on, as `ops.conv2d` names them.
    activation
        A key of `ops.activations.ACTIVATIONS`.
    loss
        A key of `LOSSES`.

    """

    crop: Crop
    weight: FloatArray
    bias: float
    keywords: Mapping[str, Any]
    activation: str
    loss: str

    def values(self, part: Part) -> FloatArray:
        """Return the numbers that are nudged: (C, FH, FW) weights, the (1,) bias or the (C, h, w) input."""
        values: dict[Part, FloatArray] = {"dw": self.weight, "db": np.array([self.bias]), "dx": self.crop.values}
        return values[part]

    def before(self) -> FloatArray:
        """Return the (OH, OW) output before the activation."""
        map_: FloatArray = self._maps("db", self.values("db")[None])[0]
        return map_

    def losses(self, part: Part, values: FloatArray) -> FloatArray:
        """Return the (M,) losses with each of (M, …) other weights, biases or inputs in place of its own."""
        y = ACTIVATIONS[self.activation].function(self._maps(part, values))
        total: FloatArray = LOSSES[self.loss].value(y, _random(y.shape[1:])).sum(axis=(1, 2))
        return total

    def gradient(self, part: Part) -> FloatArray:
        """Return what backprop says, in the shape of `values`."""
        z = self.before()
        activation = ACTIVATIONS[self.activation]
        delta = LOSSES[self.loss].slope(activation.function(z), _random(z.shape)) * activation.derivative(z)
        given = conv2d_backward(delta[None, None], self.crop.values[None], self.weight[None], **self.keywords)
        gradients: dict[Part, FloatArray] = {"dw": given.dw[0], "db": given.db, "dx": given.dx[0]}
        return gradients[part]

    def _maps(self, part: Part, values: FloatArray) -> FloatArray:
        """Return (M, OH, OW) outputs before the activation."""
        x, weight = self.crop.values[None], self.weight[None]
        if part == "dw":
            maps: FloatArray = conv2d(x, values, **self.keywords)[0] + self.bias
        elif part == "dx":
            maps = conv2d(values, weight, **self.keywords)[:, 0] + self.bias
        else:
            maps = conv2d(x, weight, **self.keywords)[0] + values[:, :, None]
        return maps


def _random(shape: tuple[int, ...]) -> FloatArray:
    """Return the fixed numbers r of the loss, between −1 and 1, for (OH, OW)."""
    return np.random.default_rng(shape).uniform(-1, 1, shape)


def checked_convolution(
    result: ConvolutionResult, params: ConvolutionParams, place: Pair, loss: str
) -> CheckedConvolution:
    """Return the lab's convolution on the part of its input around a window.

    Where the output there is zero all over, so that there is nothing to check, the part around the strongest output.
    """
    checked = _around(result, params, place, loss)
    if np.any(ACTIVATIONS[checked.activation].function(checked.before())):
        return checked
    map_ = np.abs(result.maps[params.filter])
    row, column = divmod(int(map_.argmax()), map_.shape[1])
    return _around(result, params, (row, column), loss)


def _around(result: ConvolutionResult, params: ConvolutionParams, place: Pair, loss: str) -> CheckedConvolution:
    shown = result.params
    most = tuple(max(CROP, axis.extent) for axis in result.fits)
    crop = crop_around(result.input, window_middle(result, place), (most[0], most[1]))
    kernel, bias = shown.weight[params.filter], float(shown.bias[params.filter])
    return CheckedConvolution(crop, kernel, bias, shown.keywords(crop.size), shown.activation, loss)
