"""Local response normalisation of one cell, term by term: which maps quiet it, and how much each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.local_response_norm import local_response_norm_backward, reach


@dataclass(frozen=True, eq=False)
class LocalResponseTrace:
    """What one cell is divided by."""

    channel: int
    channels: tuple[int, ...]
    """The maps of its neighbourhood, its own among them."""
    inputs: FloatArray
    """The cell at its place in each of them."""
    squares: FloatArray
    running: FloatArray
    """The sum of the squares so far."""
    total: float
    amount: float
    """k + α / n · total."""
    divisor: float
    """The amount to the power of β."""
    value: float
    """The cell itself."""
    output: float


@dataclass(frozen=True, eq=False)
class LocalResponseBackwardTrace:
    """What the gradient at one output cell hands to the cells at its place in each map."""

    channel: int
    channels: tuple[int, ...]
    grad: float
    dx_share: FloatArray
    """One number for each of `channels`."""


def trace_local_response_norm(
    cells: FloatArray, channel: int, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0
) -> LocalResponseTrace:
    """Compute one output cell with all that goes into it.

    Parameters
    ----------
    cells
        (C,) one cell of each map, all at the same place.
    channel
        The map whose cell is computed.
    size, alpha, beta, k
        As for `local_response_norm`.

    Raises
    ------
    IndexError
        Where there is no such map.

    Examples
    --------
    >>> trace = trace_local_response_norm(np.array([1.0, 2.0, 0.0]), 1, 3, alpha=3.0, beta=1.0)
    >>> trace.channels, trace.squares.tolist(), trace.amount, round(trace.output, 3)
    ((0, 1, 2), [1.0, 4.0, 0.0], 6.0, 0.333)

    """
    channels = _neighbours(cells, channel, size)
    inputs = cells[channels.start : channels.stop].copy()
    running = np.square(inputs).cumsum()
    total = float(running[-1])
    amount = k + alpha / size * total
    divisor = amount**beta
    value = float(cells[channel])
    return LocalResponseTrace(
        channel=channel,
        channels=tuple(channels),
        inputs=inputs,
        squares=np.square(inputs),
        running=running,
        total=total,
        amount=amount,
        divisor=divisor,
        value=value,
        output=value / divisor,
    )


def trace_local_response_norm_backward(
    cells: FloatArray, channel: int, grad: float, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0
) -> LocalResponseBackwardTrace:
    """Compute what the gradient at one output cell hands back; arguments as for `trace_local_response_norm`.

    >>> trace = trace_local_response_norm_backward(np.array([1.0, 2.0, 0.0]), 1, 1.0, 3, alpha=3.0, beta=1.0)
    >>> trace.channels, trace.dx_share.round(3).tolist()
    ((0, 1, 2), [-0.111, -0.056, 0.0])
    """
    channels = _neighbours(cells, channel, size)
    at_outputs = np.zeros_like(cells)
    at_outputs[channel] = grad
    column = (1, len(cells), 1, 1)
    dx = local_response_norm_backward(at_outputs.reshape(column), cells.reshape(column), size, alpha, beta, k).ravel()
    return LocalResponseBackwardTrace(channel, tuple(channels), grad, dx[channels.start : channels.stop])


def _neighbours(cells: FloatArray, channel: int, size: int) -> range:
    if not 0 <= channel < len(cells):
        raise IndexError(f"there are {len(cells)} maps, none with number {channel}")
    before, after = reach(size)
    return range(max(0, channel - before), min(len(cells), channel + after + 1))
