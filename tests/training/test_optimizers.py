"""One step of each optimiser, by hand: weight 1, gradient 0.5, learning rate 0.1."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import nn

from cnnstudio.training.config import OPTIMIZERS, TrainingConfig
from cnnstudio.training.optimizers import make_optimizer

PLAIN = TrainingConfig(learning_rate=0.1, weight_decay=0.0, momentum=0.9)


def moved(config: TrainingConfig, steps: int = 1, gradient: float = 0.5) -> tuple[float, float]:
    """Weight and bias after steps with the same gradient each."""
    module = nn.Linear(1, 1)
    nn.init.ones_(module.weight)
    nn.init.ones_(module.bias)
    optimizer = make_optimizer(module, config)
    for _ in range(steps):
        for parameter in module.parameters():
            parameter.grad = torch.full_like(parameter, gradient)
        optimizer.step()
    return module.weight.item(), module.bias.item()


@pytest.mark.parametrize(
    ("optimizer", "steps", "weight"),
    [
        ("sgd", 2, 1 - 0.05 - 0.05),
        ("momentum", 2, 1 - 0.05 - 0.1 * (0.9 * 0.5 + 0.5)),
        ("nesterov", 1, 1 - 0.1 * (0.5 + 0.9 * 0.5)),
        ("adagrad", 1, 1 - 0.1),
        ("adagrad", 2, 1 - 0.1 - 0.1 / 2**0.5),
        ("rmsprop", 1, 1 - 0.1 / 0.1**0.5),
        ("adam", 2, 1 - 0.1 - 0.1),
        ("adamw", 1, 1 - 0.1),
    ],
)
@pytest.mark.parametrize("is_fused", [True, False])
def test_steps(optimizer: str, steps: int, weight: float, is_fused: bool) -> None:
    config = replace(PLAIN, optimizer=optimizer, is_fused=is_fused)
    assert moved(config, steps) == pytest.approx((weight, weight), abs=1e-5)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_weight_decay_pulls_at_weights_and_not_at_biases(optimizer: str) -> None:
    weight, bias = moved(replace(PLAIN, optimizer=optimizer, weight_decay=0.3), gradient=0.0)
    assert weight < 1
    assert bias == 1
