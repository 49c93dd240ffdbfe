"""Names for the kinds of array that pass between modules."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating[Any]]
"""Real numbers, float32 or float64; an operation answers in the precision it was given."""

ByteArray = NDArray[np.uint8]
"""Whole numbers 0…255, as in an image file."""
