"""Activations: what a layer makes of its weighted sum z, and how steep that is.

    sigmoid     σ(z) = 1 / (1 + e^−z)       σ'(z) = σ(z) · (1 − σ(z)), at most 1/4
    tanh        tanh(z)                     1 − tanh²(z)
    relu        max(0, z)                   1 above 0, else 0
    leaky relu  max(0.1 z, z)               1 above 0, else 0.1
    maxout      the largest of P maps       1 for the map that won, 0 for the others

Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), section 6.3; Maas, Hannun, Ng, "Rectifier nonlinearities
improve neural network acoustic models" (2013); Goodfellow and others, "Maxout networks" (2013).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.relu import relu

LEAKY_SLOPE = 0.1
"""What a leaky rectifier lets through below zero."""


@dataclass(frozen=True)
class Activation:
    """A function of the weighted sum z, cell by cell, and its derivative there."""

    function: Callable[[FloatArray], FloatArray]
    derivative: Callable[[FloatArray], FloatArray]


def sigmoid(z: FloatArray) -> FloatArray:
    """Return 1 / (1 + e^−z); written with tanh, no exponential overflows.

    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0])).tolist()
    [0.0, 0.5, 1.0]
    """
    return (1 + np.tanh(z / 2)) / 2


def sigmoid_derivative(z: FloatArray) -> FloatArray:
    """Return σ(z) · (1 − σ(z)).

    >>> sigmoid_derivative(np.array([0.0])).tolist()
    [0.25]
    """
    return sigmoid(z) * sigmoid(-z)


def tanh_derivative(z: FloatArray) -> FloatArray:
    """Return 1 − tanh²(z).

    >>> tanh_derivative(np.array([0.0])).tolist()
    [1.0]
    """
    slope: FloatArray = 1 - np.square(np.tanh(z))
    return slope


def relu_derivative(z: FloatArray) -> FloatArray:
    """Return 1 above zero, else 0; at zero itself, where there is none, 0 as PyTorch does.

    >>> relu_derivative(np.array([-1.0, 0.0, 2.0])).tolist()
    [0.0, 0.0, 1.0]
    """
    slopes: FloatArray = (z > 0).astype(z.dtype)
    return slopes


def leaky_relu(z: FloatArray) -> FloatArray:
    """Return z above zero, a tenth of it below.

    >>> leaky_relu(np.array([-1.0, 0.0, 2.0])).tolist()
    [-0.1, 0.0, 2.0]
    """
    let_through: FloatArray = np.maximum(LEAKY_SLOPE * z, z)
    return let_through


def leaky_relu_derivative(z: FloatArray) -> FloatArray:
    """Return 1 above zero, else 0.1.

    >>> leaky_relu_derivative(np.array([-1.0, 0.0, 2.0])).tolist()
    [0.1, 0.1, 1.0]
    """
    return np.where(z > 0, z.dtype.type(1), z.dtype.type(LEAKY_SLOPE))


ACTIVATIONS: Mapping[str, Activation] = MappingProxyType(
    {
        "identity": Activation(np.positive, np.ones_like),
        "relu": Activation(relu, relu_derivative),
        "leaky_relu": Activation(leaky_relu, leaky_relu_derivative),
        "sigmoid": Activation(sigmoid, sigmoid_derivative),
        "tanh": Activation(np.tanh, tanh_derivative),
    }
)
"""The activations of one number, by name."""


def maxout(x: FloatArray, pieces: int) -> FloatArray:
    """Return the largest of each `pieces` maps that follow one another.

    Parameters
    ----------
    x
        (N, K, H, W) maps.
    pieces
        Maps that compete for one place, a divisor of K.

    Returns
    -------
    (N, K / pieces, H, W) maps.

    Raises
    ------
    ValueError
        Where the maps cannot be dealt out evenly.

    Examples
    --------
    >>> maxout(np.array([3.0, 1.0, -2.0, -1.0]).reshape(1, 4, 1, 1), 2).ravel().tolist()
    [3.0, -1.0]

    """
    largest: FloatArray = _groups(x, pieces).max(axis=2)
    return largest


def maxout_backward(grad: FloatArray, x: FloatArray, pieces: int) -> FloatArray:
    """Hand each gradient to the map that won its place, the first of equals.

    Parameters
    ----------
    grad
        (N, K / pieces, H, W) gradient at the output of `maxout`.
    x, pieces
        As given to `maxout`.

    Returns
    -------
    (N, K, H, W) gradient at x.

    Examples
    --------
    >>> x = np.array([3.0, 1.0, -2.0, -1.0]).reshape(1, 4, 1, 1)
    >>> maxout_backward(np.full((1, 2, 1, 1), 5.0), x, 2).ravel().tolist()
    [5.0, 0.0, 0.0, 5.0]

    """
    groups = _groups(x, pieces)
    handed = np.zeros_like(groups)
    winners = groups.argmax(axis=2, keepdims=True)
    np.put_along_axis(handed, winners, grad[:, :, None], axis=2)
    return handed.reshape(x.shape)


def _groups(x: FloatArray, pieces: int) -> FloatArray:
    number, maps, height, width = x.shape
    if pieces < 1 or maps % pieces:
        raise ValueError(f"{maps} maps cannot be dealt out into groups of {pieces}")
    return x.reshape(number, maps // pieces, pieces, height, width)
