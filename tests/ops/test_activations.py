from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cnnstudio.ops.activations import ACTIVATIONS, maxout, maxout_backward
from cnnstudio.ops.numerical_gradient import numerical_gradient, relative_difference

TORCH_ACTIVATIONS = {
    "identity": torch.nn.Identity(),
    "relu": torch.nn.ReLU(),
    "leaky_relu": torch.nn.LeakyReLU(0.1),
    "sigmoid": torch.nn.Sigmoid(),
    "tanh": torch.nn.Tanh(),
}

names = pytest.mark.parametrize("name", sorted(ACTIVATIONS))


def test_all_activations_of_the_lecture_are_there() -> None:
    """Curriculum A1; maxout, which needs several maps, is a function of its own."""
    assert set(ACTIVATIONS) == set(TORCH_ACTIVATIONS)


@names
@given(z=arrays(np.float64, array_shapes(max_dims=4, max_side=4), elements=st.floats(-1000, 1000)))
def test_value_and_slope_agree_with_torch(name: str, z: np.ndarray) -> None:
    leaf = torch.from_numpy(z).requires_grad_()
    expected = TORCH_ACTIVATIONS[name](leaf)
    (slope,) = torch.autograd.grad(expected.sum(), leaf)

    np.testing.assert_allclose(ACTIVATIONS[name].function(z), expected.detach().numpy(), atol=1e-12)
    np.testing.assert_allclose(ACTIVATIONS[name].derivative(z), slope.numpy(), atol=1e-12)


@names
def test_the_slope_is_what_nudging_measures(name: str) -> None:
    z = np.array([-3.1, -0.7, -0.2, 0.3, 1.9])
    used = ACTIVATIONS[name]

    measured = numerical_gradient(lambda z: float(used.function(z).sum()), z)

    assert relative_difference(used.derivative(z), measured) < 1e-6


@names
def test_answers_in_the_precision_it_was_given(name: str) -> None:
    z = np.linspace(-1, 1, 5, dtype=np.float32)

    assert ACTIVATIONS[name].function(z).dtype == np.float32
    assert ACTIVATIONS[name].derivative(z).dtype == np.float32


def test_a_sigmoid_is_steepest_at_zero_and_never_above_a_quarter() -> None:
    """Curriculum A1."""
    z = np.linspace(-8, 8, 1601)
    slopes = ACTIVATIONS["sigmoid"].derivative(z)

    assert slopes.max() == 0.25
    assert z[slopes.argmax()] == pytest.approx(0)


def test_through_ten_layers_a_sigmoid_passes_a_millionth_and_a_rectifier_all() -> None:
    """Curriculum A3: the derivatives multiply."""
    z = np.full(10, 0.0)

    assert ACTIVATIONS["sigmoid"].derivative(z).prod() == pytest.approx(0.25**10)
    assert ACTIVATIONS["sigmoid"].derivative(z).prod() < 1e-6
    assert ACTIVATIONS["relu"].derivative(z + 1).prod() == 1


def test_maxout_lets_the_largest_of_each_group_through_and_hands_its_gradient_back() -> None:
    """Curriculum A1."""
    x = np.array([[3.0, -1.0], [1.0, 5.0], [0.0, 0.0], [-2.0, 0.0]]).reshape(1, 4, 1, 2)

    assert maxout(x, 2)[0, :, 0].tolist() == [[3, 5], [0, 0]]
    handed = maxout_backward(np.array([[7.0, 8.0], [9.0, 10.0]]).reshape(1, 2, 1, 2), x, 2)
    assert handed[0, :, 0].tolist() == [[7, 0], [0, 8], [9, 10], [0, 0]]


@given(number=st.integers(1, 2), groups=st.integers(1, 3), pieces=st.integers(1, 4), seed=st.integers(0, 1000))
def test_maxout_agrees_with_torch(number: int, groups: int, pieces: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, grad = rng.normal(size=(number, groups * pieces, 3, 4)), rng.normal(size=(number, groups, 3, 4))
    leaf = torch.from_numpy(x).requires_grad_()
    expected = leaf.reshape(number, groups, pieces, 3, 4).amax(dim=2)
    (dx,) = torch.autograd.grad(expected, leaf, torch.from_numpy(grad))

    np.testing.assert_array_equal(maxout(x, pieces), expected.detach().numpy())
    np.testing.assert_array_equal(maxout_backward(grad, x, pieces), dx.numpy())


def test_maps_that_cannot_be_dealt_out_are_refused() -> None:
    with pytest.raises(ValueError, match="5 maps cannot be dealt out into groups of 2"):
        maxout(np.zeros((1, 5, 2, 2)), 2)
