from __future__ import annotations

import pytest
import torch
from torch import nn

from cnnstudio.training.initialisation import initialise


def layers(initialisation: str, seed: int = 0) -> tuple[nn.Conv2d, nn.Linear]:
    torch.manual_seed(seed)
    module = nn.Sequential(nn.Conv2d(8, 64, 5), nn.BatchNorm2d(64), nn.Linear(400, 300))
    initialise(module, initialisation)
    convolution, _, dense = module
    assert isinstance(convolution, nn.Conv2d)
    assert isinstance(dense, nn.Linear)
    return convolution, dense


@pytest.mark.parametrize(
    ("initialisation", "of_convolution", "of_dense"),
    [
        ("small", 0.01, 0.01),
        ("xavier", (2 / (8 * 25 + 64 * 25)) ** 0.5, (2 / (400 + 300)) ** 0.5),
        ("he", (2 / (8 * 25)) ** 0.5, (2 / 400) ** 0.5),
        ("torch", (1 / (3 * 8 * 25)) ** 0.5, (1 / (3 * 400)) ** 0.5),
    ],
)
def test_the_deviation_is_the_formulas(initialisation: str, of_convolution: float, of_dense: float) -> None:
    convolution, dense = layers(initialisation)
    assert convolution.weight.std().item() == pytest.approx(of_convolution, rel=0.03)
    assert dense.weight.std().item() == pytest.approx(of_dense, rel=0.03)
    assert abs(dense.weight.mean().item()) < of_dense / 50


def test_biases_start_at_zero_unless_torch_decides() -> None:
    assert not any(layer.bias is not None and layer.bias.any() for layer in layers("he"))
    assert all(layer.bias is not None and layer.bias.any() for layer in layers("torch"))


def test_the_seed_decides() -> None:
    assert torch.equal(layers("he", 1)[0].weight, layers("he", 1)[0].weight)
    assert not torch.equal(layers("he", 1)[0].weight, layers("he", 2)[0].weight)
