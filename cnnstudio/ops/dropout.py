"""Dropout: while training, each number is dropped with probability p, so that no unit can rely on a single other.

              training                  using the trained network
    inverted  y = x · m / (1 − p)       y = x
    classic   y = x · m                 y = x · (1 − p)

The mask m holds True where a number is kept. In both forms y is on average, over all masks, what the trained network
answers; the inverted one has nothing to do there and is what PyTorch and Keras use.

Source: Srivastava and others, "Dropout: a simple way to prevent neural networks from overfitting" (2014), section 10
for both forms.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray

Mask = NDArray[np.bool_]
"""True where a number is kept."""


def dropout_mask(shape: tuple[int, ...], probability: float, generator: np.random.Generator) -> Mask:
    """Draw which numbers are kept: each is dropped with the given probability, whatever happens to the others.

    Raises
    ------
    ValueError
        Unless 0 ≤ probability < 1.

    Examples
    --------
    >>> dropout_mask((2, 4), 0.5, np.random.default_rng(0))
    array([[ True, False, False, False],
           [ True,  True,  True,  True]])

    """
    check_probability(probability)
    return generator.random(shape) >= probability


def dropout(x: FloatArray, mask: Mask, probability: float) -> FloatArray:
    """Return x · m / (1 − p): what is kept grows, to make up for what is dropped.

    Parameters
    ----------
    x
        Numbers of any shape.
    mask
        What is kept, in that shape; see `dropout_mask`.
    probability
        With which the mask was drawn.

    Raises
    ------
    ValueError
        Unless 0 ≤ probability < 1.

    Examples
    --------
    >>> dropout(np.array([1.0, 2.0, 3.0]), np.array([True, False, True]), 0.5).tolist()
    [2.0, 0.0, 6.0]

    """
    check_probability(probability)
    return x * (mask / x.dtype.type(1 - probability))


def dropout_backward(grad: FloatArray, mask: Mask, probability: float) -> FloatArray:
    """Hand the gradient back to what was kept, as much larger as `dropout` made it; dropped numbers get none.

    >>> dropout_backward(np.array([1.0, 1.0, -1.0]), np.array([True, False, True]), 0.5).tolist()
    [2.0, 0.0, -2.0]
    """
    return dropout(grad, mask, probability)  # y is linear in x


def classic_dropout(x: FloatArray, mask: Mask) -> FloatArray:
    """Return x · m, the form of the first papers while training; the gradient is handed back in the same way.

    >>> classic_dropout(np.array([1.0, 2.0, 3.0]), np.array([True, False, True])).tolist()
    [1.0, 0.0, 3.0]
    """
    return x * mask


def classic_dropout_inference(x: FloatArray, probability: float) -> FloatArray:
    """Return x · (1 − p), what the classic form makes of x once it is trained.

    Raises
    ------
    ValueError
        Unless 0 ≤ probability < 1.

    Examples
    --------
    >>> classic_dropout_inference(np.array([1.0, 2.0, 3.0]), 0.5).tolist()
    [0.5, 1.0, 1.5]

    """
    check_probability(probability)
    return x * x.dtype.type(1 - probability)


def check_probability(probability: float) -> None:
    """Raise ValueError unless 0 ≤ probability < 1: were all dropped, nothing would be left to make up for it."""
    if not 0 <= probability < 1:
        raise ValueError(f"the probability of dropping must be at least 0 and below 1, not {probability}")
