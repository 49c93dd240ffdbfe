"""Padding: what lies around a picture, so that a window can stand at its edge.

    zeros      0 0 | a b c d | 0 0
    reflect    c b | a b c d | c b
    replicate  a a | a b c d | d d

Source: PyTorch, torch.nn.functional.pad.
"""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.window import Paddings, Pair, paddings

PADDING_MODES = ("zeros", "reflect", "replicate")

_NUMPY_MODES = MappingProxyType({"zeros": "constant", "reflect": "reflect", "replicate": "edge"})


def pad2d(x: FloatArray, padding: int | Pair | Paddings, mode: str = "zeros") -> FloatArray:
    """Lay rings of numbers around pictures.

    Parameters
    ----------
    x
        (N, C, H, W) pictures.
    padding
        One number, (height, width), or ((top, bottom), (left, right)).
    mode
        "zeros"; "reflect", the picture mirrored about its edge cells; "replicate", the edge cells again.

    Returns
    -------
    (N, C, top + H + bottom, left + W + right); `x` itself where there is nothing to lay around it.

    Raises
    ------
    ValueError
        For an unknown mode, a padding below 0, or a mirror wider than the picture allows.

    Examples
    --------
    >>> pad2d(np.array([[[[1.0, 2.0, 3.0]]]]), (0, 2), "reflect")[0, 0]
    array([[3., 2., 1., 2., 3., 2., 1.]])

    """
    rings = paddings(padding)
    _check(x.shape[2:], rings, mode)
    if rings == ((0, 0), (0, 0)):
        return x
    padded: FloatArray = np.pad(x, ((0, 0), (0, 0), *rings), mode=_NUMPY_MODES[mode])  # type: ignore[call-overload]
    return padded


def pad2d_backward(
    grad: FloatArray, input_size: Pair, padding: int | Pair | Paddings, mode: str = "zeros"
) -> FloatArray:
    """Hand the gradient of the padded picture back to the cells that the padding was copied from.

    Parameters
    ----------
    grad
        (N, C, PH, PW) gradient at the padded picture.
    input_size
        (H, W) of the picture without its padding.
    padding, mode
        As for `pad2d`.

    Returns
    -------
    (N, C, H, W) gradient at the picture.

    Examples
    --------
    >>> pad2d_backward(np.ones((1, 1, 1, 7)), (1, 3), (0, 2), "reflect")[0, 0]
    array([[2., 3., 2.]])

    """
    rings = paddings(padding)
    _check(input_size, rings, mode)
    over_rows = _hand_rows_back(grad, input_size[0], rings[0], mode)
    return _hand_rows_back(over_rows.swapaxes(2, 3), input_size[1], rings[1], mode).swapaxes(2, 3)


def _hand_rows_back(grad: FloatArray, height: int, ring: Pair, mode: str) -> FloatArray:
    top = ring[0]
    handed = grad[:, :, top : top + height].copy()
    if mode == "zeros":
        return handed
    copied_from = np.pad(np.arange(height), ring, mode=_NUMPY_MODES[mode])  # type: ignore[call-overload]
    for row in (*range(top), *range(top + height, len(copied_from))):
        handed[:, :, copied_from[row]] += grad[:, :, row]
    return handed


def _check(input_size: tuple[int, ...], rings: Paddings, mode: str) -> None:
    if mode not in PADDING_MODES:
        raise ValueError(f"padding mode {mode!r} is none of {', '.join(PADDING_MODES)}")
    if mode != "reflect":
        return
    for size, ring in zip(input_size, rings, strict=True):
        if max(ring) >= size:
            raise ValueError(f"a mirror of {max(ring)} cells needs more than {size} cells; at most {size - 1} here")
