"""One softmax taken apart, in the safe form and in the naive one.

    safe    p[k] = e^(s[k] − m) / Σ_j e^(s[j] − m)   with s = z / T and m = max s: every exponent is at most 0
    naive   p[k] = e^s[k] / Σ_j e^s[j]               overflows in float64 where a score is above 709.78

Both are the same number: e^−m stands above and below the fraction line.

Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), section 4.1, "Overflow and underflow".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.softmax import check_temperature


@dataclass(frozen=True, eq=False)
class SoftmaxTrace:
    """Every number on the way from (K,) logits to (K,) probabilities, in float64."""

    logits: FloatArray
    temperature: float
    scaled: FloatArray
    """z / T."""
    maximum: float
    """The largest of the scaled logits."""
    shifted: FloatArray
    """Scaled − maximum."""
    exponentials: FloatArray
    """e to the power of the shifted."""
    running: FloatArray
    """The sum of the exponentials so far."""
    sum: float
    probabilities: FloatArray
    naive_exponentials: FloatArray
    """e to the power of the scaled; infinite where that overflows."""
    naive_sum: float
    naive_probabilities: FloatArray
    """Not a number where infinity is divided by infinity, or 0 by 0."""
    overflows: bool
    """Whether the naive sum is infinite."""


def trace_softmax(logits: FloatArray, temperature: float = 1.0) -> SoftmaxTrace:
    """Compute the softmax of (K,) logits with all that goes into it.

    Raises
    ------
    ValueError
        Where the temperature is not above 0.

    Examples
    --------
    >>> trace = trace_softmax(np.array([2.0, 1.0, 2.0]))
    >>> trace.maximum, trace.shifted.tolist(), trace.exponentials.round(2).tolist()
    (2.0, [0.0, -1.0, 0.0], [1.0, 0.37, 1.0])
    >>> trace_softmax(np.array([1000.0, 0.0])).naive_probabilities.tolist()
    [nan, 0.0]

    """
    check_temperature(temperature)
    given = np.array(logits, np.float64)
    scaled = given / temperature
    maximum = float(scaled.max())
    shifted = scaled - maximum
    exponentials = np.exp(shifted)
    running = exponentials.cumsum()
    with np.errstate(over="ignore", invalid="ignore"):  # what goes wrong here is what is to be shown
        naive_exponentials = np.exp(scaled)
        naive_sum = float(naive_exponentials.sum())
        naive_probabilities = naive_exponentials / naive_sum
    return SoftmaxTrace(
        logits=given,
        temperature=temperature,
        scaled=scaled,
        maximum=maximum,
        shifted=shifted,
        exponentials=exponentials,
        running=running,
        sum=float(running[-1]),
        probabilities=exponentials / running[-1],
        naive_exponentials=naive_exponentials,
        naive_sum=naive_sum,
        naive_probabilities=naive_probabilities,
        overflows=bool(np.isinf(naive_sum)),
    )
