"""A trained network without what matters only while training: dropout, and batch normalisation after a convolution.

With mean m, variance v, scale g and shift h of the batch normalisation, each kernel of the convolution before it is
multiplied by g / √(v + ε), and its bias b becomes (b − m) · g / √(v + ε) + h.

Source: Ioffe and Szegedy, "Batch normalization" (2015), section 3.1: at inference it is a linear transform.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.layer_forward import BATCH_NORM_ARRAYS
from cnnstudio.nets.layers import BatchNorm2d, Conv2d, Dropout, LayerSpec, Parallel, Residual
from cnnstudio.nets.network import Network
from cnnstudio.ops.batch_norm2d import EPSILON

_Arrays = dict[str, FloatArray]


def folded_network(network: Network) -> Network:
    """Return the network that gives the same answers with fewer layers.

    A batch normalisation that stands anywhere else than right behind a convolution stays, and is computed with the
    statistics of the training.
    """
    layers, weights = _fold_all(network.spec.layers, network.weights)
    spec = replace(network.spec, layers=layers)
    return replace(network, spec=spec, weights={name: array.astype(np.float32) for name, array in weights.items()})


def _fold_all(layers: Sequence[LayerSpec], weights: Mapping[str, FloatArray]) -> tuple[tuple[LayerSpec, ...], _Arrays]:
    """Return layers that follow one another and their arrays, the names counted anew."""
    kept: list[LayerSpec] = []
    arrays: list[_Arrays] = []
    for number, layer in enumerate(layers):
        own = _under(str(number), weights)
        match layer:
            case Dropout():
                continue
            case BatchNorm2d() if kept and isinstance(before := kept[-1], Conv2d):
                kept[-1], arrays[-1] = replace(before, bias=True), _fold(arrays[-1], own)
            case Residual() | Parallel():
                block, own = _fold_block(layer, own)
                kept.append(block)
                arrays.append(own)
            case _:
                kept.append(layer)
                arrays.append(own)
    return tuple(kept), {f"{n}.{name}": array for n, own in enumerate(arrays) for name, array in own.items()}


def _fold_block(block: Residual | Parallel, weights: _Arrays) -> tuple[Residual | Parallel, _Arrays]:
    """Return a block with each of its paths folded."""
    folded = [_fold_all(path, _under(str(index), weights)) for index, path in enumerate(block.paths)]
    paths = tuple(layers for layers, _ in folded)
    arrays = {f"{index}.{name}": array for index, (_, own) in enumerate(folded) for name, array in own.items()}
    if isinstance(block, Residual):
        return Residual(*paths), arrays
    return Parallel(paths), arrays


def _fold(convolution: _Arrays, norm: _Arrays) -> _Arrays:
    """Return the arrays of a convolution that does the normalisation too."""
    mean, variance, scale, shift = (norm[name].astype(np.float64) for name in BATCH_NORM_ARRAYS)
    factor = scale / np.sqrt(variance + EPSILON)  # in float64, so that folding rounds only once
    bias = convolution.get("bias", np.zeros(1))
    return {
        "weight": convolution["weight"].astype(np.float64) * factor[:, None, None, None],
        "bias": (bias.astype(np.float64) - mean) * factor + shift,
    }


def _under(name: str, weights: Mapping[str, FloatArray]) -> _Arrays:
    """Return the arrays whose names begin with `name` and a dot, without that."""
    return {rest: array for key, array in weights.items() for first, _, rest in [key.partition(".")] if first == name}
