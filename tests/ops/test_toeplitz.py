from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.ops.conv2d import conv2d
from cnnstudio.ops.toeplitz import toeplitz_matrix

pairs = st.tuples(st.integers(1, 2), st.integers(1, 2))


def test_the_same_weights_stand_along_each_diagonal_and_most_are_zero() -> None:
    """Curriculum C8: a sparsely connected layer whose weights are shared."""
    matrix = toeplitz_matrix(np.array([[[[1.0, 2.0, 3.0]]]]), (1, 1, 6), padding=(0, 1))

    assert matrix.tolist() == [
        [2, 3, 0, 0, 0, 0],
        [1, 2, 3, 0, 0, 0],
        [0, 1, 2, 3, 0, 0],
        [0, 0, 1, 2, 3, 0],
        [0, 0, 0, 1, 2, 3],
        [0, 0, 0, 0, 1, 2],
    ]


@given(
    filters=st.integers(1, 2),
    channels=st.integers(1, 2),
    size=st.tuples(st.integers(3, 6), st.integers(3, 6)),
    kernel_size=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    stride=pairs,
    padding=st.tuples(st.integers(0, 2), st.integers(0, 2)),
    dilation=pairs,
    flip=st.booleans(),
    seed=st.integers(0, 1000),
)
def test_its_product_is_the_convolution(
    filters: int,
    channels: int,
    size: tuple[int, int],
    kernel_size: tuple[int, int],
    stride: tuple[int, int],
    padding: tuple[int, int],
    dilation: tuple[int, int],
    flip: bool,
    seed: int,
) -> None:
    rng = np.random.default_rng(seed)
    x, weight = rng.normal(size=(channels, *size)), rng.normal(size=(filters, channels, *kernel_size))
    settings = {"stride": stride, "padding": (padding, (1, 0)), "dilation": dilation, "flip": flip}
    try:
        expected = conv2d(x[None], weight, **settings)[0]  # type: ignore[arg-type]
    except ValueError:
        with pytest.raises(ValueError, match="does not fit"):
            toeplitz_matrix(weight, x.shape, **settings)  # type: ignore[arg-type]
        return

    matrix = toeplitz_matrix(weight, x.shape, **settings)  # type: ignore[arg-type]

    assert matrix.shape == (expected.size, x.size)
    np.testing.assert_allclose((matrix @ x.ravel()).reshape(expected.shape), expected, atol=1e-12)


def test_answers_in_the_precision_it_was_given() -> None:
    assert toeplitz_matrix(np.ones((1, 1, 2, 2), np.float32), (1, 3, 3)).dtype == np.float32


def test_channels_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="3 channels, the input has 1"):
        toeplitz_matrix(np.ones((1, 3, 2, 2)), (1, 4, 4))
