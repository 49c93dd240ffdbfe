"""Local response normalisation: a strong cell quiets the cells at its place in the neighbouring maps.

    d[c] = k + α / n · Σ x[c']²   over the n maps c' around c, as far as there are any
    y[c] = x[c] / d[c]^β

    dx[c] = grad[c] / d[c]^β − 2αβ / n · x[c] · Σ grad[c'] · x[c'] / d[c']^(β + 1)
            over the maps c' that have c in their neighbourhood

Settings and the division of α by n are PyTorch's. AlexNet, with n = 5, k = 2, α = 10⁻⁴, β = 0.75, does not divide:
`alpha=5e-4` here.

Source: Krizhevsky, Sutskever, Hinton, "ImageNet classification with deep convolutional neural networks" (2012),
section 3.3.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray


def local_response_norm(
    x: FloatArray, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0
) -> FloatArray:
    """Divide each cell by what it and its neighbours in other maps amount to.

    Parameters
    ----------
    x
        (N, C, H, W) maps.
    size
        Maps n in a neighbourhood: c itself and as many before as after; of an even number, one more before.
    alpha, beta, k
        α, β and k of the formula.

    Returns
    -------
    (N, C, H, W) maps.

    Raises
    ------
    ValueError
        Where `size` is not at least 1.

    Examples
    --------
    >>> x = np.array([1.0, 2.0, 0.0]).reshape(1, 3, 1, 1)
    >>> local_response_norm(x, 3, alpha=3.0, beta=1.0, k=1.0).round(3).ravel().tolist()
    [0.167, 0.333, 0.0]

    """
    quieted: FloatArray = x * _amounts(x, size, alpha, k) ** -beta
    return quieted


def local_response_norm_backward(
    grad: FloatArray, x: FloatArray, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0
) -> FloatArray:
    """Hand the gradient back to each cell: for its own output, and for the outputs that it quieted.

    Parameters
    ----------
    grad
        (N, C, H, W) gradient at the output of `local_response_norm`.
    x, size, alpha, beta, k
        As given to `local_response_norm`.

    Returns
    -------
    (N, C, H, W) gradient at x.

    Examples
    --------
    >>> x, grad = np.array([1.0, 2.0, 0.0]).reshape(1, 3, 1, 1), np.array([0.0, 1.0, 0.0]).reshape(1, 3, 1, 1)
    >>> local_response_norm_backward(grad, x, 3, alpha=3.0, beta=1.0, k=1.0).round(3).ravel().tolist()
    [-0.111, -0.056, 0.0]

    """
    amounts = _amounts(x, size, alpha, k)
    before, after = reach(size)
    # Map c is a neighbour of those that reach it: as many before it as it has after it, and the other way round.
    quieted = _neighbour_sums(grad * x * amounts ** -(beta + 1), after, before)
    dx: FloatArray = grad * amounts**-beta - (2 * alpha * beta / size) * x * quieted
    return dx


def reach(size: int) -> tuple[int, int]:
    """Return how many maps before and after a map belong to its neighbourhood.

    >>> reach(5), reach(4)
    ((2, 2), (2, 1))
    """
    if size < 1:
        raise ValueError(f"a neighbourhood must have at least 1 map, not {size}")
    return size // 2, (size - 1) // 2


def _amounts(x: FloatArray, size: int, alpha: float, k: float) -> FloatArray:
    """Return d, what each cell is divided by before the power."""
    before, after = reach(size)
    return k + (alpha / size) * _neighbour_sums(np.square(x), before, after)


def _neighbour_sums(values: FloatArray, before: int, after: int) -> FloatArray:
    """Return for each cell of (N, C, H, W) the sum over the maps from `before` before it to `after` after it."""
    channels = values.shape[1]
    sums = np.zeros_like(values)
    for c in range(channels):
        sums[:, c] = values[:, max(0, c - before) : c + after + 1].sum(axis=1)
    return sums
