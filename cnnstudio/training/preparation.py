"""A module and what moves its weights, ready for the first step."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from torch import nn

from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import NetworkSpec, Normalise
from cnnstudio.nets.torch_network import build_module, load_weights
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.initialisation import initialise
from cnnstudio.training.pictures import Pictures


def prepared_spec(spec: NetworkSpec, config: TrainingConfig, pictures: Pictures) -> NetworkSpec:
    """Return the network with the layer in front that the preprocessing asks for."""
    if config.preprocessing != "standardise" or isinstance(spec.layers[0], Normalise):
        return spec
    images = pictures.training[0].copy().images
    mean = float(images.mean(dtype=np.float64)) / 255
    deviation = float(np.sqrt(np.square(images, dtype=np.float32).mean(dtype=np.float64) / 255**2 - mean**2))
    layer = Normalise((round(mean, 4),), (max(round(deviation, 4), 1e-4),))
    return replace(spec, layers=(layer, *spec.layers))


def prepared_module(
    spec: NetworkSpec, config: TrainingConfig, start: Network | None, device: torch.device
) -> nn.Sequential:
    """Return the module with its first weights, drawn by the seed, or with those of `start`."""
    torch.set_num_threads(config.threads)  # more threads add in another order, and so give other weights
    torch.manual_seed(config.seed)
    module = build_module(spec)
    if start:
        load_weights(module, start)
    else:
        initialise(module, config.initialisation)
    return module.to(device)
