from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.conv2d import conv2d, conv2d_backward
from cnnstudio.ops.receptive_field import StackedLayer, field_of, receptive_field, stack_parameters

stacks = st.lists(
    st.builds(
        StackedLayer,
        kernel_size=st.integers(1, 3),
        stride=st.integers(1, 2),
        dilation=st.integers(1, 2),
        padding=st.integers(0, 1),
    ),
    min_size=1,
    max_size=3,
)


def test_two_small_kernels_see_what_a_large_one_sees_with_fewer_weights() -> None:
    """Curriculum C11: 5 × 5 = two 3 × 3, 7 × 7 = three; the large ones need 39 % and 81 % more."""
    three = StackedLayer(3)

    assert receptive_field([three] * 2) == receptive_field([StackedLayer(5)]) == 5
    assert receptive_field([three] * 3) == receptive_field([StackedLayer(7)]) == 7
    assert (stack_parameters([StackedLayer(5)]), stack_parameters([three] * 2)) == (25, 18)
    assert (stack_parameters([StackedLayer(7)]), stack_parameters([three] * 3)) == (49, 27)
    assert [round(100 * large / small - 100) for large, small in [(25, 18), (49, 27)]] == [39, 81]


def test_weights_grow_with_the_square_of_the_channels_and_biases_with_the_channels() -> None:
    """Curriculum C11: times C²."""
    layers = [StackedLayer(3)] * 2

    assert stack_parameters(layers, channels=64) == 18 * 64**2
    assert stack_parameters(layers, channels=64, bias=True) == 18 * 64**2 + 2 * 64


def test_a_stride_makes_what_follows_see_wider() -> None:
    assert receptive_field([StackedLayer(3, stride=2), StackedLayer(3)]) == 7
    assert receptive_field([StackedLayer(3), StackedLayer(3, stride=2)]) == 5
    assert receptive_field([StackedLayer(3, dilation=2), StackedLayer(3, dilation=4)]) == 13


def test_the_field_is_told_layer_by_layer_back_to_the_input() -> None:
    layers = [StackedLayer(3, stride=2), StackedLayer(2)]

    assert field_of(layers, 1, 3) == (((1, 1), (3, 3)), ((1, 2), (3, 4)), ((2, 6), (6, 10)))


def test_at_the_edge_the_field_reaches_into_the_padding() -> None:
    assert field_of([StackedLayer(5, padding=2)], 0, 1)[-1] == ((-2, 2), (-1, 3))


@given(layers=stacks, row=st.integers(4, 6), column=st.integers(4, 6))
def test_the_field_is_where_a_gradient_comes_back(layers: list[StackedLayer], row: int, column: int) -> None:
    """With kernels of ones, the input cells that get a gradient from one inner output cell are those it sees."""
    maps: list[FloatArray] = [np.zeros((1, 1, 100, 100))]
    kernels = [np.ones((1, 1, layer.kernel_size, layer.kernel_size)) for layer in layers]
    for layer, kernel in zip(layers, kernels, strict=True):
        maps.append(conv2d(maps[-1], kernel, None, layer.stride, layer.padding, layer.dilation))

    grad = np.zeros_like(maps.pop())
    grad[0, 0, row, column] = 1
    while maps:
        layer, kernel = layers[len(maps) - 1], kernels[len(maps) - 1]
        grad = conv2d_backward(grad, maps.pop(), kernel, layer.stride, layer.padding, layer.dilation).dx

    rows, columns = (np.flatnonzero(grad[0, 0].sum(axis=axis)) for axis in (1, 0))
    assert field_of(layers, row, column)[-1] == ((rows.min(), rows.max()), (columns.min(), columns.max()))
    assert receptive_field(layers) == rows.max() - rows.min() + 1
