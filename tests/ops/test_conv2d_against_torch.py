"""Forward and backward equal PyTorch's on 4 000 random settings; every kind of setting is among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch

from cnnstudio.ops.conv2d import Conv2dGradients, conv2d, conv2d_backward
from cnnstudio.ops.padding2d import PADDING_MODES
from cnnstudio.ops.window_views import bands

TORCH_MODES = {"zeros": "constant", "reflect": "reflect", "replicate": "replicate"}
ROUNDS, SETTINGS_A_ROUND = 8, 500


@dataclass(frozen=True)
class Case:
    """One random setting, with random numbers for it."""

    x: np.ndarray
    weight: np.ndarray
    bias: np.ndarray
    settings: dict[str, Any]

    def kinds(self) -> set[str]:
        """Name what is special about the setting."""
        (top, bottom), (left, right) = self.settings["padding"]
        checks = {
            "strides differ": self.settings["stride"][0] != self.settings["stride"][1],
            "dilations differ": self.settings["dilation"][0] != self.settings["dilation"][1],
            "paddings differ": top != left,
            "padding is lopsided": top != bottom or left != right,
            "kernel is oblong": self.weight.shape[2] != self.weight.shape[3],
            "padding beyond the kernel": max(top, left) > max(self.weight.shape[2:]),
            "kernel as large as the picture": self.weight.shape[2:] == self.x.shape[2:],
            "several of all": min(*self.x.shape[:2], *self.weight.shape[:2]) > 1,
            "turned": self.settings["flip"],
            self.settings["padding_mode"]: True,
        }
        return {kind for kind, holds in checks.items() if holds}


def random_case(rng: np.random.Generator) -> Case:
    """Return a setting in which the kernel fits."""
    while True:
        size, kernel_size = rng.integers(1, 13, 2), rng.integers(1, 6, 2)
        stride, dilation = rng.integers(1, 4, 2), rng.integers(1, 4, 2)
        mode = str(rng.choice(PADDING_MODES))
        padding = rng.integers(0, 5, (2, 2)) * rng.integers(0, 2)
        if mode == "reflect":
            padding = np.minimum(padding, size[:, None] - 1)
        if (dilation * (kernel_size - 1) + 1 <= size + padding.sum(axis=1)).all():
            break
    number, channels, filters = rng.integers(1, 4, 3)
    settings = {
        "stride": tuple(stride.tolist()),
        "padding": tuple(map(tuple, padding.tolist())),
        "dilation": tuple(dilation.tolist()),
        "padding_mode": mode,
        "flip": bool(rng.integers(0, 2)),
    }
    shapes = (number, channels, *size), (filters, channels, *kernel_size), filters
    x, weight, bias = (rng.normal(size=shape) for shape in shapes)
    return Case(x, weight, bias, settings)


def random_cases(seed: int) -> Iterator[Case]:
    """Yield the settings of one round, the same for the same seed."""
    rng = np.random.default_rng(seed)
    return (random_case(rng) for _ in range(SETTINGS_A_ROUND))


def by_torch(case: Case) -> tuple[np.ndarray, np.ndarray, Conv2dGradients]:
    """Return PyTorch's output, a random gradient at it, and PyTorch's gradients."""
    x, weight, bias = (torch.from_numpy(a).requires_grad_() for a in (case.x, case.weight, case.bias))
    (top, bottom), (left, right) = case.settings["padding"]
    mode = TORCH_MODES[case.settings["padding_mode"]]
    padded = torch.nn.functional.pad(x, (left, right, top, bottom), mode=mode)
    kernel = weight.flip(2, 3) if case.settings["flip"] else weight
    stride, dilation = case.settings["stride"], case.settings["dilation"]
    y = torch.nn.functional.conv2d(padded, kernel, bias, stride=stride, dilation=dilation)
    grad = np.random.default_rng(0).normal(size=tuple(y.shape))
    gradients = torch.autograd.grad(y, (x, weight, bias), torch.from_numpy(grad))
    return y.detach().numpy(), grad, Conv2dGradients(*(gradient.numpy() for gradient in gradients))


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_forward_and_backward_agree_on_random_settings(seed: int) -> None:
    for case in random_cases(seed):
        y, grad, expected = by_torch(case)

        gradients = conv2d_backward(grad, case.x, case.weight, **case.settings)

        said = f"{case.settings} on {case.x.shape} with {case.weight.shape}"
        ours = conv2d(case.x, case.weight, case.bias, **case.settings), gradients.dx, gradients.dw, gradients.db
        for array, torchs in zip(ours, (y, expected.dx, expected.dw, expected.db), strict=True):
            np.testing.assert_allclose(array, torchs, rtol=0, atol=1e-6, err_msg=said)


def test_every_kind_of_setting_is_among_them() -> None:
    cases = [case for seed in range(ROUNDS) for case in random_cases(seed)]
    kinds = Counter(kind for case in cases for kind in case.kinds())

    assert len(cases) >= 2000
    assert len(kinds) == 12
    assert min(kinds.values()) > 20, kinds


def test_a_picture_worked_through_in_many_bands_agrees_too() -> None:
    rng = np.random.default_rng(0)
    x, weight, bias = rng.normal(size=(2, 2, 200, 150)), rng.normal(size=(3, 2, 5, 5)), rng.normal(size=3)
    settings = {"stride": (1, 1), "padding": ((1, 0), (2, 1)), "dilation": (2, 1), "padding_mode": "zeros"}
    case = Case(x, weight, bias, settings | {"flip": False})
    y, grad, expected = by_torch(case)

    gradients = conv2d_backward(grad, x, weight, **case.settings)

    assert len(list(bands(y.shape[2], 2 * 25 * y.shape[3]))) > 10
    np.testing.assert_allclose(conv2d(x, weight, bias, **case.settings), y, atol=1e-9)
    np.testing.assert_allclose(gradients.dx, expected.dx, atol=1e-9)
    np.testing.assert_allclose(gradients.dw, expected.dw, atol=1e-9)
