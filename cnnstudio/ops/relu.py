"""The rectifier: what is below zero becomes zero.

Source: Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines" (2010).
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray


def relu(x: FloatArray) -> FloatArray:
    """Return max(0, x), cell by cell, for an array of any shape.

    >>> relu(np.array([-1.5, 0.0, 2.0])).tolist()
    [0.0, 0.0, 2.0]
    """
    return np.maximum(x, 0)
