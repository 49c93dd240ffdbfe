from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.ops.padding2d import PADDING_MODES, pad2d, pad2d_backward

TORCH_MODES = {"zeros": "constant", "reflect": "reflect", "replicate": "replicate"}
rings = st.tuples(st.integers(0, 4), st.integers(0, 4))


def test_each_mode_lays_its_own_numbers_around_a_row() -> None:
    row = np.array([[[[1.0, 2.0, 3.0]]]])

    assert pad2d(row, (0, 2)).ravel().tolist() == [0, 0, 1, 2, 3, 0, 0]
    assert pad2d(row, (0, 2), "reflect").ravel().tolist() == [3, 2, 1, 2, 3, 2, 1]
    assert pad2d(row, (0, 2), "replicate").ravel().tolist() == [1, 1, 1, 2, 3, 3, 3]


@given(
    mode=st.sampled_from(PADDING_MODES),
    size=st.tuples(st.integers(1, 7), st.integers(1, 7)),
    rows=rings,
    columns=rings,
    seed=st.integers(0, 1000),
)
def test_agrees_with_torch_there_and_back(
    mode: str, size: tuple[int, int], rows: tuple[int, int], columns: tuple[int, int], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(2, 3, *size))
    if mode == "reflect" and (max(rows) >= size[0] or max(columns) >= size[1]):
        with pytest.raises(ValueError, match="a mirror of"):
            pad2d(x, (rows, columns), mode)
        return

    leaf = torch.from_numpy(x).requires_grad_()
    expected = torch.nn.functional.pad(leaf, (*columns, *rows), mode=TORCH_MODES[mode])
    grad = rng.normal(size=tuple(expected.shape))
    (dx,) = torch.autograd.grad(expected, leaf, torch.from_numpy(grad))

    np.testing.assert_array_equal(pad2d(x, (rows, columns), mode), expected.detach().numpy())
    np.testing.assert_allclose(pad2d_backward(grad, size, (rows, columns), mode), dx.numpy(), atol=1e-12)


def test_the_gradient_is_not_changed_by_what_is_done_with_the_answer() -> None:
    grad = np.ones((1, 1, 3, 3))

    pad2d_backward(grad, (3, 3), 0)[:] = 5

    assert grad.max() == 1


def test_an_unknown_mode_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match="'circular' is none of zeros, reflect, replicate"):
        pad2d(np.ones((1, 1, 3, 3)), 0, "circular")


def test_a_padding_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        pad2d(np.ones((1, 1, 3, 3)), -1)
