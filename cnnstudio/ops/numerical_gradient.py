"""The gradient by trying it out: nudge one number after the other and see how much the result moves.

    ∂f/∂x ≈ (f(x + h) − f(x − h)) / 2h

Source: Saitoh, "Deep Learning from Scratch" (2016), section 4.3; for the relative difference, Stanford's CS231n,
"Gradient checks".
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cnnstudio.core.arrays import FloatArray


def numerical_gradient(f: Callable[[FloatArray], float], x: FloatArray, step: float = 1e-5) -> FloatArray:
    """Return the gradient of f at x by central differences, in float64.

    Parameters
    ----------
    f
        Makes one number of an array like x.
    x
        Where to measure; it is left as it was.
    step
        How far each number is nudged to either side.

    Returns
    -------
    An array shaped like x.

    Examples
    --------
    >>> numerical_gradient(lambda x: float((x**2).sum()), np.array([1.0, -3.0])).round(6).tolist()
    [2.0, -6.0]

    """
    nudged = np.array(x, np.float64)
    slopes = np.empty_like(nudged)
    for place in np.ndindex(nudged.shape):
        value = nudged[place]
        nudged[place] = value + step
        above = f(nudged)
        nudged[place] = value - step
        below = f(nudged)
        nudged[place] = value
        slopes[place] = (above - below) / (2 * step)
    return slopes


def relative_difference(a: FloatArray, b: FloatArray) -> float:
    """Return max |a − b| / (max |a| + max |b|), 0 where both are zero.

    >>> relative_difference(np.array([1.0, 3.0]), np.array([1.0, 5.0]))
    0.25
    """
    size = float(np.abs(a).max(initial=0) + np.abs(b).max(initial=0))
    return float(np.abs(a - b).max(initial=0)) / max(size, float(np.finfo(np.float64).tiny))
