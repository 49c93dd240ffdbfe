"""A network spec as a torch module, and a module's weights as a network again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

from cnnstudio.nets.folding import folded_network
from cnnstudio.nets.network import Network
from cnnstudio.nets.shapes import PlacedLayer, placed_layers, weight_shapes
from cnnstudio.nets.spec import NetworkSpec, Parallel, Residual
from cnnstudio.nets.torch_layers import MaxPool2dLayer, ParallelLayer, ResidualLayer, make_layer


def build_module(spec: NetworkSpec) -> nn.Sequential:
    """Return an untrained module that takes (N, C, H, W) and gives logits; its parts are named by layer number.

    Max pooling comes before a ReLU that stands right before it: the larger of two numbers stays the larger after ReLU,
    so that the result is the same, and ReLU has a quarter of the work.
    """
    module = _sequential(placed_layers(spec))
    module.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return module


def _sequential(placed: Sequence[PlacedLayer]) -> nn.Sequential:
    parts = [(str(number), _module(layer)) for number, layer in enumerate(placed)]
    for number in range(len(parts) - 1):
        if isinstance(parts[number][1], nn.ReLU) and isinstance(parts[number + 1][1], nn.MaxPool2d | MaxPool2dLayer):
            parts[number], parts[number + 1] = parts[number + 1], parts[number]
    return nn.Sequential(OrderedDict(parts))


def _module(placed: PlacedLayer) -> nn.Module:
    match placed.layer:
        case Residual():
            return ResidualLayer([_sequential(path) for path in placed.paths])
        case Parallel():
            return ParallelLayer([_sequential(path) for path in placed.paths])
        case _:
            return make_layer(placed.layer, placed.input_shape)


def load_weights(module: nn.Sequential, network: Network) -> None:
    """Give a module, built from the network's spec, the network's weights and statistics."""
    module.load_state_dict({name: torch.from_numpy(np.array(array)) for name, array in network.weights.items()})


def module_network(spec: NetworkSpec, module: nn.Module, record: Mapping[str, Any] | None = None) -> Network:
    """Return a copy of a module's weights and statistics as a network of the same layers; training can go on from it.

    Where the module lies on another device, its weights are fetched.
    """
    state = module.state_dict()
    arrays = {name: state[name].detach().cpu().numpy() for name in weight_shapes(spec)}
    return Network(spec, {name: np.array(array, np.float32, order="C") for name, array in arrays.items()}, record or {})


def trained_network(spec: NetworkSpec, module: nn.Module, record: Mapping[str, Any] | None = None) -> Network:
    """Return the network of a trained module, without what matters only while training: see `folded_network`."""
    return folded_network(module_network(spec, module, record))
