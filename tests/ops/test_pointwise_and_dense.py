from __future__ import annotations

import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cnnstudio.ops.dense import dense
from cnnstudio.ops.relu import relu

numbers = st.floats(-50, 50, allow_nan=False)


@given(arrays(np.float64, array_shapes(max_dims=4, max_side=5), elements=numbers))
def test_relu_agrees_with_torch(x: np.ndarray) -> None:
    np.testing.assert_array_equal(relu(x), torch.relu(torch.from_numpy(x)).numpy())


@given(samples=st.integers(1, 4), inputs=st.integers(1, 9), units=st.integers(1, 9), seed=st.integers(0, 1000))
def test_dense_agrees_with_torch(samples: int, inputs: int, units: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, weight, bias = rng.normal(size=(samples, inputs)), rng.normal(size=(units, inputs)), rng.normal(size=units)

    expected = torch.nn.functional.linear(*map(torch.from_numpy, (x, weight, bias)))

    np.testing.assert_allclose(dense(x, weight, bias), expected.numpy(), atol=1e-12)
    np.testing.assert_allclose(dense(x, weight), expected.numpy() - bias, atol=1e-12)
