"""How the weights w are moved by the gradient g, at learning rate η.

    sgd        w ← w − η g
    momentum   v ← μ v + g,  w ← w − η v                    nesterov: w ← w − η (g + μ v)
    adagrad    h ← h + g²,  w ← w − η g / √h
    rmsprop    h ← 0.9 h + 0.1 g²,  w ← w − η g / √h
    adam       m ← β₁ m + (1 − β₁) g,  h ← β₂ h + (1 − β₂) g²,  w ← w − η m̂ / √ĥ
    adamw      as adam; weight decay beside the gradient, not in it

Sources: Polyak (1964); Nesterov (1983); Duchi, Hazan, Singer (2011); Hinton's lecture 6e (2012); Kingma, Ba (2015);
Loshchilov, Hutter (2019).
"""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from cnnstudio.training.config import TrainingConfig

_RMSPROP_KEEPS = 0.9


def make_optimizer(module: nn.Module, config: TrainingConfig) -> torch.optim.Optimizer:
    """Return what moves a module's weights; weight decay pulls at weights, not at biases and batch normalisation."""
    weights = [parameter for parameter in module.parameters() if parameter.ndim > 1]
    others = [parameter for parameter in module.parameters() if parameter.ndim <= 1]
    groups: list[dict[str, Any]] = [
        {"params": weights, "weight_decay": config.weight_decay},
        {"params": others, "weight_decay": 0.0},
    ]
    rate, is_fused, betas = config.learning_rate, config.is_fused or None, (config.beta1, config.beta2)
    groups = [group for group in groups if group["params"]]
    match config.optimizer:
        case "adagrad":
            return torch.optim.Adagrad(groups, rate, fused=is_fused if config.device == "cpu" else None)
        case "rmsprop":
            return torch.optim.RMSprop(groups, rate, alpha=_RMSPROP_KEEPS)
        case "adam":
            return torch.optim.Adam(groups, rate, betas, fused=is_fused)
        case "adamw":
            return torch.optim.AdamW(groups, rate, betas, fused=is_fused)
        case _:
            momentum = 0.0 if config.optimizer == "sgd" else config.momentum
            is_nesterov = config.optimizer == "nesterov" and momentum > 0
            return torch.optim.SGD(groups, rate, momentum, nesterov=is_nesterov, fused=is_fused)
