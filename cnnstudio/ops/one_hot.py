"""One-hot targets: all probability on the true class.

t[n, k] = 1 where k is the label of example n, else 0
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from cnnstudio.core.arrays import FloatArray


def one_hot(labels: ArrayLike, classes: int, dtype: type[np.floating[Any]] = np.float64) -> FloatArray:
    """Return a row of zeros with a single one for each label.

    Parameters
    ----------
    labels
        One whole number from 0, or (…) many.
    classes
        How many classes K there are.
    dtype
        Precision of the answer.

    Returns
    -------
    (…, K) targets.

    Raises
    ------
    ValueError
        Where a label is no class.

    Examples
    --------
    >>> one_hot([2, 0], 3).tolist(), one_hot(1, 3).tolist()
    ([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]], [0.0, 1.0, 0.0])

    """
    wanted = np.asarray(labels)
    if not np.isin(wanted, np.arange(classes)).all():
        raise ValueError(f"labels must be whole numbers from 0 to {classes - 1}")
    targets: FloatArray = (wanted[..., None] == np.arange(classes)).astype(dtype)
    return targets
