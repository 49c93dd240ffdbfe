from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.ops.conv2d import conv2d, conv2d_backward
from cnnstudio.ops.im2col import col2im, im2col

pairs = st.tuples(st.integers(1, 3), st.integers(1, 3))


def test_the_sizes_of_the_lecture() -> None:
    """Curriculum C7: (1, 3, 7, 7) with 5 × 5 gives (9, 75); 147 numbers become 675."""
    x = np.random.default_rng(0).normal(size=(1, 3, 7, 7))

    columns = im2col(x, 5)

    assert columns.shape == (9, 75)
    assert (x.size, columns.size) == (147, 675)
    assert im2col(np.zeros((10, 3, 7, 7)), 5).shape == (90, 75)


def test_each_row_is_a_window_in_reading_order() -> None:
    x = np.arange(24.0).reshape(1, 2, 3, 4)

    rows = im2col(x, (2, 3))

    assert rows[1].tolist() == [*x[0, 0, 0:2, 1:4].ravel(), *x[0, 1, 0:2, 1:4].ravel()]
    assert rows[2].tolist() == [*x[0, 0, 1:3, 0:3].ravel(), *x[0, 1, 1:3, 0:3].ravel()]


@given(
    number=st.integers(1, 2),
    channels=st.integers(1, 3),
    size=st.tuples(st.integers(3, 8), st.integers(3, 8)),
    kernel_size=pairs,
    stride=pairs,
    padding=pairs,
    dilation=st.integers(1, 2),
    seed=st.integers(0, 1000),
)
def test_agrees_with_torch_there_and_back(
    number: int,
    channels: int,
    size: tuple[int, int],
    kernel_size: tuple[int, int],
    stride: tuple[int, int],
    padding: tuple[int, int],
    dilation: int,
    seed: int,
) -> None:
    """PyTorch calls them unfold and fold, and lays out windows as columns."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(number, channels, *size))
    settings = {"kernel_size": kernel_size, "stride": stride, "padding": padding, "dilation": dilation}

    columns = im2col(x, **settings)  # type: ignore[arg-type]

    unfolded = torch.nn.functional.unfold(torch.from_numpy(x), **settings)  # type: ignore[arg-type]
    np.testing.assert_array_equal(columns, unfolded.transpose(1, 2).reshape(columns.shape).numpy())
    back = col2im(columns, x.shape, **settings)  # type: ignore[arg-type]
    folded = torch.nn.functional.fold(unfolded, size, **settings)  # type: ignore[arg-type]
    np.testing.assert_allclose(back, folded.numpy(), atol=1e-12)


@pytest.mark.parametrize("padding_mode", ["zeros", "reflect", "replicate"])
def test_a_convolution_is_one_matrix_product_forward_and_backward(padding_mode: str) -> None:
    rng = np.random.default_rng(0)
    x, weight = rng.normal(size=(2, 3, 6, 7)), rng.normal(size=(4, 3, 3, 2))
    rows = weight.reshape(4, -1)

    columns = im2col(x, (3, 2), padding=1, padding_mode=padding_mode)
    y = (columns @ rows.T).reshape(2, 6, 8, 4).transpose(0, 3, 1, 2)
    grad = rng.normal(size=y.shape)
    flat = grad.transpose(0, 2, 3, 1).reshape(-1, 4)

    np.testing.assert_allclose(y, conv2d(x, weight, padding=1, padding_mode=padding_mode), atol=1e-12)
    expected = conv2d_backward(grad, x, weight, padding=1, padding_mode=padding_mode)
    np.testing.assert_allclose((flat.T @ columns).reshape(weight.shape), expected.dw, atol=1e-12)
    dx = col2im(flat @ rows, x.shape, (3, 2), padding=1, padding_mode=padding_mode)
    np.testing.assert_allclose(dx, expected.dx, atol=1e-12)


def test_a_window_larger_than_the_picture_and_columns_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        im2col(np.zeros((1, 1, 3, 3)), 4)
    with pytest.raises(ValueError, match="reshape"):
        col2im(np.zeros((3, 4)), (1, 1, 3, 3), 2)
