"""One output cell of a pooling, taken apart: forward, what flows into it; backward, what it hands back.

    max       the largest so far, cell after cell, in reading order      the winner is handed the gradient
    average   the sum so far, divided by the cells that count            each of them is handed grad / count
    l2        the sum of squares so far, and its root                    each is handed grad · x / root

The sum over all cells of these shares is the gradient: "one window at a time".

Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), section 9.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.pooling2d import check_pooling
from cnnstudio.ops.window import AxisFit, AxisFits, Pair


@dataclass(frozen=True, eq=False)
class PoolTrace:
    """What flows into one output cell; the window's cells as (FH, FW)."""

    row: int
    column: int
    rows: tuple[int, ...]
    """The FH rows of the padded input that the window meets."""
    columns: tuple[int, ...]
    """The FW columns of the padded input that the window meets."""
    inputs: FloatArray
    """The padding's are −∞ for the max, 0 for the others."""
    counted: NDArray[np.bool_]
    """Which cells take part: the padding's do not for the max, nor for an average that leaves them out."""
    terms: FloatArray
    """What each cell contributes: its value, or for l2 its square."""
    running: FloatArray
    """In reading order, the largest so far (max) or the sum so far (average, l2)."""
    winner: Pair | None
    """Where in the window the largest stands, the first of equals; None for the others."""
    count: int
    """How many cells take part: what an average divides by."""
    total: float
    """The largest, or the sum."""
    output: float
    """The output cell itself."""


@dataclass(frozen=True, eq=False)
class PoolBackwardTrace:
    """What one output cell hands back; the window's cells as (FH, FW)."""

    row: int
    column: int
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    grad: float
    """The gradient given at the output cell."""
    share: FloatArray
    """What each cell of the window is handed; the padding's share is lost."""
    winner: Pair | None
    """Where in the window the largest stands; None for the others."""


def trace_pool(
    padded: FloatArray, fits: AxisFits, kind: str, row: int, column: int, count_include_pad: bool = True
) -> PoolTrace:
    """Compute one output cell with all that goes into it; the cost does not grow with the picture.

    Parameters
    ----------
    padded
        (PH, PW) map with its padding, which may hold anything: the trace puts there what belongs there.
    fits
        How the window fits, see `pool_fits`. For global pooling it is as large as the map.
    kind
        "max", "average" or "l2".
    row, column
        Of the output cell.
    count_include_pad
        As for `average_pool2d`.

    Raises
    ------
    ValueError
        For an unknown kind, or a map of another size than `fits` says.
    IndexError
        Where the output has no such cell.

    Examples
    --------
    >>> from cnnstudio.ops.pooling_window import pool_fits
    >>> x = np.array([[1, 0, 1, 0], [0, 4, 2, 0], [0, 1, 6, 1], [0, 0, 1, 0]], float)
    >>> trace = trace_pool(x, pool_fits((4, 4), 2), "max", 1, 1)
    >>> trace.inputs.tolist(), trace.running.tolist(), trace.winner, trace.output
    ([[6.0, 1.0], [1.0, 0.0]], [[6.0, 6.0], [6.0, 6.0]], (0, 0), 6.0)

    """
    _check(padded, fits, kind, row, column)
    height, width = fits
    rows, columns = height.met(row), width.met(column)
    within = np.outer(_within(height, rows), _within(width, columns))
    window = padded[rows.start : rows.stop : rows.step, columns.start : columns.stop : columns.step]
    inputs = np.where(within, window, window.dtype.type(-np.inf if kind == "max" else 0))
    counted = within if kind == "max" or (kind == "average" and not count_include_pad) else np.ones_like(within)
    terms = inputs**2 if kind == "l2" else inputs
    running = (np.maximum.accumulate if kind == "max" else np.cumsum)(terms.ravel()).reshape(terms.shape)
    total, count = running[-1, -1], int(counted.sum())
    return PoolTrace(
        row=row,
        column=column,
        rows=tuple(rows),
        columns=tuple(columns),
        inputs=inputs,
        counted=counted,
        terms=terms,
        running=running,
        winner=_place_of_largest(inputs) if kind == "max" else None,
        count=count,
        total=float(total),
        output=_finish(kind, total, count),
    )


def trace_pool_backward(
    padded: FloatArray,
    fits: AxisFits,
    kind: str,
    grad: float,
    row: int,
    column: int,
    count_include_pad: bool = True,
) -> PoolBackwardTrace:
    """Compute what one output cell hands back of the gradient that reaches it.

    Parameters
    ----------
    grad
        The gradient at the output cell.
    padded, fits, kind, row, column, count_include_pad
        As for `trace_pool`.

    Raises
    ------
    ValueError, IndexError
        As `trace_pool` does.

    Examples
    --------
    >>> from cnnstudio.ops.pooling_window import pool_fits
    >>> x = np.array([[1.0, 2.0], [4.0, 2.0]])
    >>> for kind in ("max", "average", "l2"):
    ...     print(trace_pool_backward(x, pool_fits((2, 2), 2), kind, 20.0, 0, 0).share.tolist())
    [[0.0, 0.0], [20.0, 0.0]]
    [[5.0, 5.0], [5.0, 5.0]]
    [[4.0, 8.0], [16.0, 8.0]]

    """
    forward = trace_pool(padded, fits, kind, row, column, count_include_pad)
    share = np.zeros_like(forward.inputs)
    if forward.winner is not None:
        share[forward.winner] = grad
    elif kind == "average":
        share[forward.counted] = grad / forward.count
    elif forward.output != 0:
        share = grad * forward.inputs / forward.output
    return PoolBackwardTrace(row, column, forward.rows, forward.columns, grad, share, forward.winner)


def _within(axis: AxisFit, met: range) -> NDArray[np.bool_]:
    """Return which of the cells that the window meets along one axis belong to the map."""
    places, before = np.array(met), axis.padding[0]
    return (before <= places) & (places < before + axis.input_size)


def _finish(kind: str, total: np.floating[Any], count: int) -> float:
    if kind == "max":
        return float(total)
    return float(total / count if kind == "average" else np.sqrt(total))


def _place_of_largest(inputs: FloatArray) -> Pair:
    row, column = divmod(int(inputs.argmax()), inputs.shape[1])
    return row, column


def _check(padded: FloatArray, fits: AxisFits, kind: str, row: int, column: int) -> None:
    check_pooling(kind)
    height, width = fits
    if padded.shape != (height.padded_size, width.padded_size):
        expected = f"{height.padded_size}×{width.padded_size}"
        raise ValueError(f"the padded map has {padded.shape[0]}×{padded.shape[1]} cells, the window fits {expected}")
    if not (0 <= row < height.output_size and 0 <= column < width.output_size):
        raise IndexError(f"the output has {height.output_size}×{width.output_size} cells, none at ({row}, {column})")
