from __future__ import annotations

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cnnstudio.ops.dense import dense
from cnnstudio.ops.relu import relu
from cnnstudio.ops.softmax import softmax

numbers = st.floats(-50, 50, allow_nan=False)


@given(arrays(np.float64, array_shapes(max_dims=4, max_side=5), elements=numbers))
def test_relu_agrees_with_torch(x: np.ndarray) -> None:
    np.testing.assert_array_equal(relu(x), torch.relu(torch.from_numpy(x)).numpy())


def test_softmax_of_the_lecture() -> None:
    """Curriculum L1."""
    assert softmax(np.array([2.2, 1.39, 0.85])).round(2).tolist() == [0.59, 0.26, 0.15]


@given(arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 12)), elements=st.floats(-700, 700)))
def test_softmax_agrees_with_torch_and_adds_up_to_one(logits: np.ndarray) -> None:
    shares = softmax(logits)

    np.testing.assert_allclose(shares, torch.softmax(torch.from_numpy(logits), dim=-1).numpy(), atol=1e-12)
    np.testing.assert_allclose(shares.sum(axis=-1), 1)


def test_softmax_of_huge_logits_does_not_overflow() -> None:
    assert softmax(np.array([1e4, 0.0])).tolist() == [1.0, 0.0]


@given(samples=st.integers(1, 4), inputs=st.integers(1, 9), units=st.integers(1, 9), seed=st.integers(0, 1000))
def test_dense_agrees_with_torch(samples: int, inputs: int, units: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, weight, bias = rng.normal(size=(samples, inputs)), rng.normal(size=(units, inputs)), rng.normal(size=units)

    expected = torch.nn.functional.linear(*map(torch.from_numpy, (x, weight, bias)))

    np.testing.assert_allclose(dense(x, weight, bias), expected.numpy(), atol=1e-12)
    np.testing.assert_allclose(dense(x, weight), expected.numpy() - bias, atol=1e-12)
