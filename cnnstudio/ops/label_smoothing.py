"""Label smoothing: a target that is never quite sure, so that no logit has to grow for ever.

    t[k] = (1 − ε) · y[k] + ε / K,   y one-hot, K classes

The cross-entropy −Σ_k t[k] log p[k] is least where p = t, and is the entropy of t there: with ε > 0 it never reaches 0.

    H(t) = −Σ_k t[k] log t[k]

Source: Szegedy, Vanhoucke, Ioffe, Shlens, Wojna, "Rethinking the Inception Architecture" (2016), section 7.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray


def smoothed_targets(targets: FloatArray, smoothing: float) -> FloatArray:
    """Return targets of which a share is spread evenly over all classes.

    Parameters
    ----------
    targets
        (…, K) probabilities that add up to 1, such as one-hot ones.
    smoothing
        The share ε that is spread, from 0 to 1.

    Returns
    -------
    (…, K) targets that add up to 1.

    Raises
    ------
    ValueError
        Where the share is none.

    Examples
    --------
    >>> smoothed_targets(np.array([1.0, 0.0, 0.0, 0.0]), 0.2).round(2).tolist()
    [0.85, 0.05, 0.05, 0.05]

    """
    if not 0 <= smoothing <= 1:
        raise ValueError(f"the share that is spread lies between 0 and 1, not {smoothing}")
    smoothed: FloatArray = (1 - smoothing) * targets + smoothing / targets.shape[-1]
    return smoothed


def least_cross_entropy(smoothing: float, classes: int) -> float:
    """Return the smallest cross-entropy that any logits reach against smoothed one-hot targets.

    Parameters
    ----------
    smoothing
        The share ε that is spread, from 0 to 1.
    classes
        How many classes K there are.

    Returns
    -------
    The entropy of the smoothed target.

    Raises
    ------
    ValueError
        Where the share is none.

    Examples
    --------
    >>> round(least_cross_entropy(0.1, 10), 4), least_cross_entropy(0.0, 10)
    (0.5003, 0.0)

    """
    target = smoothed_targets(np.eye(1, classes)[0], smoothing)
    some = target[target > 0]
    return float(abs(some @ np.log(some)))
