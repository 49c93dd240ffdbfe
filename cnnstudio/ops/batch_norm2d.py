"""Batch normalisation: each map brought to mean 0 and variance 1 over the batch, then scaled and shifted.

    μ = mean of x over n, i, j        v = mean of (x − μ)² over n, i, j        of each channel c
    x̂ = (x − μ) / √(v + ε)            y = γ · x̂ + β

    dβ = Σ grad        dγ = Σ grad · x̂
    dx = γ / √(v + ε) · (grad − mean of grad − x̂ · mean of (grad · x̂))

Where the trained network is used, μ and v are those of the training data: then dx = γ / √(v + ε) · grad.

Source: Ioffe and Szegedy, "Batch normalization: accelerating deep network training by reducing internal covariate
shift" (2015), algorithm 1 and section 3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray

EPSILON = 1e-5
"""Keeps the division possible where a map does not vary, as in PyTorch."""

_OVER = (0, 2, 3)
"""The axes of a batch of maps that statistics are taken over: all but the channel's."""


def batch_statistics(x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the (C,) means and the (C,) variances of (N, C, H, W) maps.

    >>> [values.tolist() for values in batch_statistics(np.array([1.0, 3.0, 1.0, 3.0]).reshape(1, 1, 2, 2))]
    [[2.0], [1.0]]
    """
    return x.mean(axis=_OVER), x.var(axis=_OVER)


def batch_norm2d(x: FloatArray, gamma: FloatArray, beta: FloatArray, epsilon: float = EPSILON) -> FloatArray:
    """Normalise with the statistics of this batch, as while training.

    Parameters
    ----------
    x
        (N, C, H, W) maps.
    gamma, beta
        (C,) scale and shift, both learnt.
    epsilon
        Added to the variance.

    Returns
    -------
    (N, C, H, W) maps.

    Examples
    --------
    >>> x = np.array([1.0, 3.0, 1.0, 3.0]).reshape(1, 1, 2, 2)
    >>> batch_norm2d(x, np.array([10.0]), np.array([0.5])).round(3).ravel().tolist()
    [-9.5, 10.5, -9.5, 10.5]

    """
    return batch_norm2d_inference(x, *batch_statistics(x), gamma, beta, epsilon)


def batch_norm2d_inference(
    x: FloatArray,
    mean: FloatArray,
    variance: FloatArray,
    gamma: FloatArray,
    beta: FloatArray,
    epsilon: float = EPSILON,
) -> FloatArray:
    """Normalise with given (C,) means and variances, as in the trained network; the rest as for `batch_norm2d`.

    >>> x = np.array([1.0, 3.0]).reshape(1, 1, 1, 2)
    >>> batch_norm2d_inference(x, *np.array([[1.0], [4.0], [10.0], [0.5]])).round(3).ravel().tolist()
    [0.5, 10.5]
    """
    return _by_channel(gamma) * _normalised(x, mean, variance, epsilon) + _by_channel(beta)


@dataclass(frozen=True, eq=False)
class BatchNormGradients:
    """What batch normalisation hands back: the gradients of its maps, scale and shift, in their shapes."""

    dx: FloatArray
    dgamma: FloatArray
    dbeta: FloatArray


def batch_norm2d_backward(
    grad: FloatArray, x: FloatArray, gamma: FloatArray, epsilon: float = EPSILON
) -> BatchNormGradients:
    """Hand the gradient back through the normalisation and through the statistics, which depend on x as well.

    Parameters
    ----------
    grad
        (N, C, H, W) gradient at the output of `batch_norm2d`.
    x, gamma, epsilon
        As given to `batch_norm2d`.

    Examples
    --------
    What all cells of a map have in common has no effect on the output, and gets no gradient.

    >>> x = np.array([1.0, 3.0, 1.0, 3.0]).reshape(1, 1, 2, 2)
    >>> gradients = batch_norm2d_backward(np.ones((1, 1, 2, 2)), x, np.array([10.0]))
    >>> gradients.dx.ravel().tolist(), gradients.dgamma.tolist(), gradients.dbeta.tolist()
    ([0.0, 0.0, 0.0, 0.0], [0.0], [4.0])

    """
    mean, variance = batch_statistics(x)
    through = batch_norm2d_inference_backward(grad, x, mean, variance, gamma, epsilon)
    normalised = _normalised(x, mean, variance, epsilon)
    cells = x.size // x.shape[1]
    common = _by_channel(through.dbeta / cells) + normalised * _by_channel(through.dgamma / cells)
    dx = _by_channel(gamma / np.sqrt(variance + epsilon)) * (grad - common)
    return BatchNormGradients(dx, through.dgamma, through.dbeta)


def batch_norm2d_inference_backward(
    grad: FloatArray,
    x: FloatArray,
    mean: FloatArray,
    variance: FloatArray,
    gamma: FloatArray,
    epsilon: float = EPSILON,
) -> BatchNormGradients:
    """Hand the gradient back through `batch_norm2d_inference`, where the statistics are fixed.

    >>> x = np.array([1.0, 3.0]).reshape(1, 1, 1, 2)
    >>> gradients = batch_norm2d_inference_backward(np.ones((1, 1, 1, 2)), x, *np.array([[1.0], [4.0], [10.0]]))
    >>> gradients.dx.round(3).ravel().tolist(), gradients.dgamma.round(3).tolist(), gradients.dbeta.tolist()
    ([5.0, 5.0], [1.0], [2.0])
    """
    return BatchNormGradients(
        dx=grad * _by_channel(gamma / np.sqrt(variance + epsilon)),
        dgamma=(grad * _normalised(x, mean, variance, epsilon)).sum(axis=_OVER),
        dbeta=grad.sum(axis=_OVER),
    )


def _normalised(x: FloatArray, mean: FloatArray, variance: FloatArray, epsilon: float) -> FloatArray:
    normalised: FloatArray = (x - _by_channel(mean)) / np.sqrt(_by_channel(variance) + epsilon)
    return normalised


def _by_channel(values: FloatArray) -> FloatArray:
    """Return (C,) values so that each meets all cells of its map."""
    return values[:, None, None]
