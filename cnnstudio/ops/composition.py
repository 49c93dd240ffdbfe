"""Two convolutions with nothing between them are one convolution: why a network needs activations.

    w[k, c] = Σ_m  second[k, m] ∗ first[m, c]   (∗ the full convolution),   b[k] = b₂[k] + Σ_m b₁[m] · Σ second[k, m]

It holds for stride 1 without padding between the two.

Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), sections 6.1 and 9.1.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.conv2d import conv2d


def compose_kernels(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return the kernels that do at once what `first` and then `second` do, at stride 1 and without padding.

    Parameters
    ----------
    first
        (M, C, FH, FW) kernels, laid on the picture.
    second
        (K, M, GH, GW) kernels, laid on the maps of the first.

    Returns
    -------
    (K, C, FH + GH − 1, FW + GW − 1).

    Raises
    ------
    ValueError
        Where `second` has not a slice for each map of the first.

    Examples
    --------
    >>> blur = np.array([[[[1.0, 1.0]]]])
    >>> compose_kernels(blur, blur).tolist()
    [[[[1.0, 2.0, 1.0]]]]

    """
    # The kernel of the first spreads each weight of the second: a convolution with flipped kernels over all overlaps.
    pictures = first.swapaxes(0, 1)  # (C, M, FH, FW)
    height, width = second.shape[2:]
    composed = conv2d(pictures, second, padding=(height - 1, width - 1), flip=True)  # (C, K, …)
    return composed.swapaxes(0, 1)


def compose_biases(first_bias: FloatArray, second: FloatArray, second_bias: FloatArray) -> FloatArray:
    """Return the (K,) bias of the composed convolution: what the second makes of maps that are all bias.

    >>> compose_biases(np.array([3.0]), np.array([[[[1.0, 1.0]]]]), np.array([0.5])).tolist()
    [6.5]
    """
    composed: FloatArray = np.einsum("kmuv,m->k", second, first_bias) + second_bias
    return composed
