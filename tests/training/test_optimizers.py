"""Steps of each optimiser: by hand, with weight 1, gradient 0.5 and learning rate 0.1, and as PyTorch does them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from cnnstudio.training.config import OPTIMIZERS, TrainingConfig
from cnnstudio.training.optimizers import Optimizer

PLAIN = TrainingConfig(weight_decay=0.0, momentum=0.9)


def moved(config: TrainingConfig, steps: int = 1, gradient: float = 0.5) -> tuple[float, float]:
    """Weight and bias after steps with the same gradient each."""
    module = nn.Linear(1, 1)
    nn.init.ones_(module.weight)
    nn.init.ones_(module.bias)
    optimizer = Optimizer(module, config)
    for _ in range(steps):
        for parameter in module.parameters():
            parameter.grad = torch.full_like(parameter, gradient)
        optimizer.step(0.1)
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
def test_steps(optimizer: str, steps: int, weight: float) -> None:
    assert moved(replace(PLAIN, optimizer=optimizer), steps) == pytest.approx((weight, weight), abs=1e-5)


TORCH: dict[str, Callable[[list[dict[str, Any]]], torch.optim.Optimizer]] = {
    "sgd": lambda groups: torch.optim.SGD(groups, 0.01),
    "momentum": lambda groups: torch.optim.SGD(groups, 0.01, 0.9),
    "nesterov": lambda groups: torch.optim.SGD(groups, 0.01, 0.9, nesterov=True),
    "adagrad": lambda groups: torch.optim.Adagrad(groups, 0.01),
    "rmsprop": lambda groups: torch.optim.RMSprop(groups, 0.01, alpha=0.9),
    "adam": lambda groups: torch.optim.Adam(groups, 0.01, (0.9, 0.999)),
    "adamw": lambda groups: torch.optim.AdamW(groups, 0.01, (0.9, 0.999)),
}


def learned(make: Callable[[nn.Module], Callable[[], None]]) -> Tensor:
    """The weight of a small network after ten steps on the same pictures."""
    torch.manual_seed(1)
    module = nn.Sequential(nn.Conv2d(1, 3, 3), nn.Flatten(), nn.Linear(108, 4))
    pictures, labels = torch.randn(20, 1, 8, 8), torch.randint(0, 4, (20,))
    step = make(module)
    for _ in range(10):
        module.zero_grad()
        nn.functional.cross_entropy(module(pictures), labels).backward()
        step()
    return torch.cat([parameter.detach().flatten() for parameter in module.parameters()])


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_pytorch_takes_the_same_steps(optimizer: str) -> None:
    def ours(module: nn.Module) -> Callable[[], None]:
        moving = Optimizer(module, replace(PLAIN, optimizer=optimizer, weight_decay=0.01))
        return lambda: moving.step(0.01)

    def theirs(module: nn.Module) -> Callable[[], None]:
        weights = [parameter for parameter in module.parameters() if parameter.ndim > 1]
        biases = [parameter for parameter in module.parameters() if parameter.ndim == 1]
        groups = [{"params": weights, "weight_decay": 0.01}, {"params": biases, "weight_decay": 0.0}]
        return TORCH[optimizer](groups).step

    torch.testing.assert_close(learned(ours), learned(theirs), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_weight_decay_pulls_at_weights_and_not_at_biases(optimizer: str) -> None:
    weight, bias = moved(replace(PLAIN, optimizer=optimizer, weight_decay=0.3), gradient=0.0)
    assert weight < 1
    assert bias == 1
