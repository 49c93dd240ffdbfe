"""Batch normalisation of one map, step by step: centre, divide by the deviation, scale and shift."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.batch_norm2d import EPSILON, batch_norm2d_backward


@dataclass(frozen=True, eq=False)
class BatchNormTrace:
    """One channel on its way through the normalisation; maps as (N, H, W)."""

    channel: int
    inputs: FloatArray
    mean: float
    variance: float
    centred: FloatArray
    """x − μ."""
    deviation: float
    """√(v + ε)."""
    normalised: FloatArray
    """(x − μ) / √(v + ε)."""
    gamma: float
    beta: float
    outputs: FloatArray
    """γ · normalised + β."""


@dataclass(frozen=True, eq=False)
class BatchNormBackwardTrace:
    """One channel on the way back; maps as (N, H, W)."""

    channel: int
    grad: FloatArray
    direct: FloatArray
    """γ / √(v + ε) · grad: what would come back if the statistics were fixed."""
    through_statistics: FloatArray
    """What comes back because each cell moves mean and variance, too."""
    dx: FloatArray
    """The sum of both."""
    dgamma: float
    dbeta: float


def trace_batch_norm2d(
    x: FloatArray, gamma: FloatArray, beta: FloatArray, channel: int, epsilon: float = EPSILON
) -> BatchNormTrace:
    """Normalise one channel of (N, C, H, W) maps with all that goes into it; arguments as for `batch_norm2d`.

    >>> x = np.array([1.0, 3.0, 1.0, 3.0]).reshape(1, 1, 2, 2)
    >>> trace = trace_batch_norm2d(x, np.array([10.0]), np.array([0.5]), 0)
    >>> trace.mean, trace.variance, trace.centred.ravel().tolist(), trace.outputs.round(3).ravel().tolist()
    (2.0, 1.0, [-1.0, 1.0, -1.0, 1.0], [-9.5, 10.5, -9.5, 10.5])
    """
    inputs = x[:, channel].copy()
    mean, variance = float(inputs.mean()), float(inputs.var())
    centred = inputs - mean
    deviation = float(np.sqrt(variance + epsilon))
    normalised = centred / deviation
    scale, shift = float(gamma[channel]), float(beta[channel])
    return BatchNormTrace(
        channel=channel,
        inputs=inputs,
        mean=mean,
        variance=variance,
        centred=centred,
        deviation=deviation,
        normalised=normalised,
        gamma=scale,
        beta=shift,
        outputs=scale * normalised + shift,
    )


def trace_batch_norm2d_backward(
    grad: FloatArray, x: FloatArray, gamma: FloatArray, channel: int, epsilon: float = EPSILON
) -> BatchNormBackwardTrace:
    """Hand the gradient of one channel back, what is direct apart; arguments as for `batch_norm2d_backward`.

    >>> x = np.array([1.0, 3.0, 1.0, 3.0]).reshape(1, 1, 2, 2)
    >>> trace = trace_batch_norm2d_backward(np.ones((1, 1, 2, 2)), x, np.array([10.0]), 0)
    >>> trace.direct.round(3).ravel().tolist(), trace.through_statistics.round(3).ravel().tolist()
    ([10.0, 10.0, 10.0, 10.0], [-10.0, -10.0, -10.0, -10.0])
    """
    chosen = slice(channel, channel + 1)
    gradients = batch_norm2d_backward(grad[:, chosen], x[:, chosen], gamma[chosen], epsilon)
    direct = grad[:, channel] * float(gamma[channel]) / float(np.sqrt(x[:, channel].var() + epsilon))
    dx = gradients.dx[:, 0]
    return BatchNormBackwardTrace(
        channel=channel,
        grad=grad[:, channel].copy(),
        direct=direct,
        through_statistics=dx - direct,
        dx=dx,
        dgamma=float(gradients.dgamma[0]),
        dbeta=float(gradients.dbeta[0]),
    )
