"""A loss taken apart: what each class adds to it, and the sum so far.

total = Σ_k terms[k],   terms as `cross_entropy_terms`, `kl_divergence_terms` and `squared_error_terms` give them
"""

from __future__ import annotations

from dataclasses import dataclass

from cnnstudio.core.arrays import FloatArray


@dataclass(frozen=True, eq=False)
class LossTrace:
    """The loss of one example, class by class."""

    terms: FloatArray
    """(K,) what each class adds."""
    running: FloatArray
    """(K,) the sum after each class."""
    total: float


def trace_loss(terms: FloatArray) -> LossTrace:
    """Add up the (K,) terms of one example's loss, one after the other.

    >>> import numpy as np
    >>> from cnnstudio.ops.squared_error import squared_error_terms
    >>> trace = trace_loss(squared_error_terms(np.array([1.0, 2.0, 2.0]), np.array([0.0, 0.0, 1.0])))
    >>> trace.terms.tolist(), trace.running.tolist(), trace.total
    ([0.5, 2.0, 0.5], [0.5, 2.5, 3.0], 3.0)
    """
    running = terms.cumsum()
    return LossTrace(terms=terms.copy(), running=running, total=float(running[-1]))
