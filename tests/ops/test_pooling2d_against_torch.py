"""Forward and backward equal PyTorch's on 3 000 random settings; every kind of setting is among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from cnnstudio.ops.global_pool2d import global_pool2d, global_pool2d_backward
from cnnstudio.ops.pooling2d import POOLINGS, pool2d, pool2d_backward
from cnnstudio.ops.pooling_window import ceil_padding, cells_met
from cnnstudio.ops.window import Paddings, Pair, axis_fits, size_of

ROUNDS, SETTINGS_A_ROUND = 6, 500


@dataclass(frozen=True)
class Case:
    """One random setting, with random maps for it."""

    x: np.ndarray
    kind: str
    size: Pair
    stride: Pair
    padding: Paddings
    dilation: Pair
    count_include_pad: bool
    with_equals: bool

    @property
    def settings(self) -> dict[str, Any]:
        """As `pool2d` takes them."""
        keys = "kind", "size", "stride", "padding", "dilation", "count_include_pad"
        return {key: getattr(self, key) for key in keys}

    @property
    def torch_pads(self) -> bool:
        """Whether PyTorch lays such a padding around the maps itself."""
        if self.kind == "l2" or (self.kind == "average" and self.dilation != (1, 1)):
            return False
        return all(before == after <= size // 2 for (before, after), size in zip(self.padding, self.size, strict=True))

    def kinds(self) -> set[str]:
        """Name what is special about the setting."""
        padded = self.padding != ((0, 0), (0, 0))
        checks = {
            self.kind: True,
            "equals in the windows": self.with_equals,
            "strides differ": self.stride[0] != self.stride[1],
            "windows overlap": min(np.subtract(self.size, self.stride)) > 0,
            "windows leave gaps": max(np.subtract(self.stride, self.size)) > 0,
            "window is oblong": self.size[0] != self.size[1],
            "padded by PyTorch": padded and self.torch_pads,
            "padded by hand": padded and not self.torch_pads,
            "average without the padding": padded and self.kind == "average" and not self.count_include_pad,
            "dilated max": self.kind == "max" and self.dilation != (1, 1),
            "dilated average or l2": self.kind != "max" and self.dilation != (1, 1),
            "window as large as the map": self.size == size_of(self.x),
        }
        return {kind for kind, holds in checks.items() if holds}


def random_case(rng: np.random.Generator) -> Case:
    """Return a setting in which the window fits, and stands nowhere wholly in the padding."""
    while True:
        input_size, size = as_pair(rng.integers(1, 13, 2)), as_pair(rng.integers(1, 6, 2))
        stride = as_pair(rng.integers(1, 5, 2))
        dilation = as_pair(rng.integers(1, 4, 2)) if rng.random() < 0.3 else (1, 1)
        if rng.random() < 0.4:
            rows, columns = (as_pair(rng.integers(0, side, 2)) for side in size)
            padding: Paddings = rows, columns
        else:
            row, column = (int(rng.integers(0, side // 2 + 1)) for side in size)
            padding = (row, row), (column, column)
        fits = axis_fits(input_size, size, stride, padding, dilation)
        if all(axis.fits and cells_met(axis).all() for axis in fits):
            break
    shape = (*rng.integers(1, 4, 2), *input_size)
    with_equals = bool(rng.integers(0, 2))
    x = rng.integers(-1, 3, shape).astype(float) if with_equals else rng.normal(size=shape)
    return Case(x, str(rng.choice(POOLINGS)), size, stride, padding, dilation, bool(rng.integers(0, 2)), with_equals)


def as_pair(numbers: np.ndarray) -> Pair:
    return int(numbers[0]), int(numbers[1])


def random_cases(seed: int) -> Iterator[Case]:
    """Yield the settings of one round, the same for the same seed."""
    rng = np.random.default_rng(seed)
    return (random_case(rng) for _ in range(SETTINGS_A_ROUND))


def pooled_by_torch(x: torch.Tensor, case: Case) -> torch.Tensor:
    """Return PyTorch's pooled maps; where it does not lay such a padding around them, they are padded before."""
    size, stride = case.size, case.stride
    (top, bottom), (left, right) = case.padding
    own, by_hand = ((top, left), (0, 0, 0, 0)) if case.torch_pads else ((0, 0), (left, right, top, bottom))
    padded = functional.pad(x, by_hand, value=-torch.inf if case.kind == "max" else 0)
    if case.kind == "max":
        return functional.max_pool2d(padded, size, stride, own, case.dilation)
    if case.dilation != (1, 1):
        return dilated_by_torch(x, case)
    if case.kind == "l2":
        return functional.lp_pool2d(padded, 2, size, stride)
    pooled = functional.avg_pool2d(padded, size, stride, own, count_include_pad=case.count_include_pad)
    if case.count_include_pad or case.torch_pads:
        return pooled
    return pooled / functional.avg_pool2d(functional.pad(torch.ones_like(x), by_hand), size, stride)


def dilated_by_torch(x: torch.Tensor, case: Case) -> torch.Tensor:
    """Return averages or lengths of dilated windows, which PyTorch knows only as columns."""
    (top, bottom), (left, right) = case.padding
    fits = axis_fits(size_of(case.x), case.size, case.stride, case.padding, case.dilation)

    def sums(maps: torch.Tensor) -> torch.Tensor:
        padded = functional.pad(maps, (left, right, top, bottom))
        columns = functional.unfold(padded, case.size, case.dilation, stride=case.stride)
        return columns.reshape(*x.shape[:2], -1, *(axis.output_size for axis in fits)).sum(dim=2)

    if case.kind == "l2":
        return functional.relu(sums(x**2)) ** 0.5  # PyTorch's own way to a slope of 0 where the root is 0
    return sums(x) / (case.size[0] * case.size[1] if case.count_include_pad else sums(torch.ones_like(x)))


def globally_pooled_by_torch(x: torch.Tensor, kind: str) -> torch.Tensor:
    match kind:
        case "max":
            return functional.adaptive_max_pool2d(x, 1)
        case "average":
            return functional.adaptive_avg_pool2d(x, 1)
        case _:
            return functional.lp_pool2d(x, 2, (x.shape[2], x.shape[3]))


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_forward_and_backward_agree_on_random_settings(seed: int) -> None:
    for case in random_cases(seed):
        x = torch.from_numpy(case.x).requires_grad_()
        expected = pooled_by_torch(x, case)
        grad = np.random.default_rng(seed).normal(size=tuple(expected.shape))
        (expected_dx,) = torch.autograd.grad(expected, x, torch.from_numpy(grad))

        y, dx = pool2d(case.x, **case.settings), pool2d_backward(grad, case.x, **case.settings)

        said = f"{case.settings} on {case.x.shape}"
        np.testing.assert_allclose(y, expected.detach().numpy(), rtol=0, atol=1e-6, err_msg=said)
        np.testing.assert_allclose(dx, expected_dx.numpy(), rtol=0, atol=1e-6, err_msg=said)


def test_every_kind_of_setting_is_among_them() -> None:
    cases = [case for seed in range(ROUNDS) for case in random_cases(seed)]
    kinds = Counter(kind for case in cases for kind in case.kinds())

    assert len(cases) >= 2000
    assert len(kinds) == 14
    assert min(kinds.values()) > 20, kinds


@pytest.mark.parametrize("kind", POOLINGS)
def test_global_pooling_agrees_on_random_maps(kind: str) -> None:
    rng = np.random.default_rng(0)
    for _ in range(200):
        picture = rng.normal(size=rng.integers(1, 8, 4)) * rng.integers(0, 3)
        x = torch.from_numpy(picture).requires_grad_()
        expected = globally_pooled_by_torch(x, kind)
        grad = rng.normal(size=tuple(expected.shape))
        (expected_dx,) = torch.autograd.grad(expected, x, torch.from_numpy(grad))

        np.testing.assert_allclose(global_pool2d(picture, kind), expected.detach().numpy(), atol=1e-9)
        np.testing.assert_allclose(global_pool2d_backward(grad, picture, kind), expected_dx.numpy(), atol=1e-9)


@pytest.mark.parametrize("kind", ["max", "average"])
def test_rounding_up_agrees_on_random_settings(kind: str) -> None:
    for case in (case for case in random_cases(99) if case.kind == kind and case.torch_pads):
        x, own = torch.from_numpy(case.x), (case.padding[0][0], case.padding[1][0])
        if kind == "max":
            expected = functional.max_pool2d(x, case.size, case.stride, own, case.dilation, ceil_mode=True)
        else:
            expected = functional.avg_pool2d(x, case.size, case.stride, own, ceil_mode=True, count_include_pad=False)
        padding = ceil_padding(size_of(case.x), case.size, case.stride, case.padding, case.dilation)

        y = pool2d(case.x, **case.settings | {"padding": padding, "count_include_pad": False})

        np.testing.assert_allclose(y, expected.numpy(), rtol=0, atol=1e-9, err_msg=str(case.settings))
