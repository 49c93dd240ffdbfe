from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.nets.presets import SIMPLE_CONVNET
from cnnstudio.nets.shapes import check_weights, output_shapes, placed_layers, walk, weight_shapes
from cnnstudio.nets.spec import (
    AveragePool2d,
    BatchNorm2d,
    Conv2d,
    Dense,
    Flatten,
    LayerSpec,
    MaxPool2d,
    NetworkSpec,
    Normalise,
    Parallel,
    Residual,
    SpecError,
)
from tests.nets.sample_networks import SPEC, random_network


def first_shape(layer: LayerSpec, size: tuple[int, int]) -> tuple[int, ...]:
    """Return the shape of a layer's output on one map of this size."""
    flat = NetworkSpec("one", (1, *size), (layer, Flatten(), Dense(10)))
    return output_shapes(flat)[0]


def test_shapes_of_the_book_network() -> None:
    """Curriculum N1: 24 → 12, and 4320 inputs to the first dense layer."""
    shapes = output_shapes(SIMPLE_CONVNET)

    assert shapes[0] == (30, 24, 24)
    assert shapes[2] == (30, 12, 12)
    assert shapes[3] == (4320,)
    assert weight_shapes(SIMPLE_CONVNET)["4.weight"] == (100, 4320)


@pytest.mark.parametrize(
    ("layer", "size", "shape"),
    [
        (Conv2d(4, 3), (7, 7), (4, 5, 5)),
        (Conv2d(4, 3, stride=2), (7, 7), (4, 3, 3)),
        (Conv2d(4, 5, padding=2), (32, 32), (4, 32, 32)),
        (Conv2d(4, 11, stride=4, padding=3), (224, 224), (4, 55, 55)),
        (Conv2d(4, (3, 5), stride=(1, 2), padding=(1, 0)), (7, 9), (4, 7, 3)),
        (Conv2d(4, 4, stride=2, padding="same"), (7, 9), (4, 4, 5)),
        (MaxPool2d(3, stride=2), (55, 55), (1, 27, 27)),
        (AveragePool2d(2, padding="same"), (7, 7), (1, 4, 4)),
    ],
)
def test_windows_have_the_places_of_the_formula(
    layer: LayerSpec, size: tuple[int, int], shape: tuple[int, ...]
) -> None:
    assert first_shape(layer, size) == shape


def test_layers_in_blocks_are_named_and_numbered_by_block_path_and_place() -> None:
    spec = NetworkSpec(
        "blocks",
        (2, 8, 8),
        (
            Residual((Conv2d(2, 3, padding=1), BatchNorm2d())),
            Parallel(((), (Conv2d(3, 1, bias=False), Residual((Conv2d(3, 1),))))),
            Flatten(),
            Dense(10),
        ),
    )

    assert output_shapes(spec)[1] == (2 + 3, 8, 8)
    numbers = ["1", "1.1.1", "1.1.2", "2", "2.2.1", "2.2.2", "2.2.2.1.1", "3", "4"]
    assert [placed.number for placed in walk(placed_layers(spec))] == numbers
    assert weight_shapes(spec) == {
        "0.0.0.weight": (2, 2, 3, 3),
        "0.0.0.bias": (2,),
        "0.0.1.weight": (2,),
        "0.0.1.bias": (2,),
        "0.0.1.running_mean": (2,),
        "0.0.1.running_var": (2,),
        "1.1.0.weight": (3, 2, 1, 1),
        "1.1.1.0.0.weight": (3, 3, 1, 1),
        "1.1.1.0.0.bias": (3,),
        "3.weight": (10, 5 * 64),
        "3.bias": (10,),
    }


@pytest.mark.parametrize(
    ("layers", "complaint"),
    [
        (
            (Conv2d(4, 29),),
            "Layer 1 (convolution 29×29) does not fit its 28×28 input. Choose padding 1 or size 28.",
        ),
        (
            (MaxPool2d(7), MaxPool2d(4), Conv2d(4, (1, 5))),
            "Layer 3 (convolution 1×5) does not fit its 1×1 input. "
            "Choose padding 2 in width, size 1 in width or one pooling less before it.",
        ),
        (
            (MaxPool2d(2, stride=4, padding=(0, 2)),),
            "Layer 1 (max pooling 2×2): A window lies wholly in the padding. Choose less padding or a larger window.",
        ),
        ((Dense(10),), "Layer 1 (dense 10): It takes a row of numbers. Put a flatten layer before it."),
        (
            (Flatten(), MaxPool2d(2)),
            "Layer 2 (max pooling 2×2): It takes maps, but its input is a row of numbers. Put it before the flatten.",
        ),
        (
            (Normalise((0.0, 0.0), (1.0, 1.0)),),
            "Layer 1 (normalisation of the picture): It takes one mean and one deviation a channel, 1 of each.",
        ),
        (
            (Conv2d(3, 3), Residual((Conv2d(4, 3),))),
            "Layer 2 (residual block): Its layers give 4×24×24, its shortcut 3×26×26, and only equal shapes "
            "can be added. Let the shortcut be a 1×1 convolution to 4×24×24.",
        ),
        (
            (Parallel(((Conv2d(4, 1),), (Conv2d(4, 3),))),),
            "Layer 1 (2 branches side by side): Its branches give 4×28×28, 4×26×26. "
            "Choose strides and paddings so that all maps have the same size.",
        ),
        (
            (Parallel(((), (MaxPool2d(14), Conv2d(1, 3)))), Flatten(), Dense(10)),
            "Layer 1.2.2 (convolution 3×3) does not fit its 2×2 input. "
            "Choose padding 1, size 2 or one pooling less before it.",
        ),
        (
            (Flatten(), Dense(9)),
            "The last layer gives 9, but the network has 10 classes. End with a dense layer of 10.",
        ),
        ((), "The last layer gives 1×28×28, but the network has 10 classes. End with a dense layer of 10."),
    ],
)
def test_layers_that_do_not_fit_are_named_with_the_reason_and_what_to_do(
    layers: tuple[LayerSpec, ...], complaint: str
) -> None:
    with pytest.raises(SpecError) as caught:
        output_shapes(NetworkSpec("misfit", (1, 28, 28), layers))

    assert str(caught.value) == complaint


def test_two_classes_may_share_one_logit() -> None:
    layers = (Flatten(), Dense(1))

    assert output_shapes(NetworkSpec("binary", (1, 4, 4), layers, ("cat", "dog")))[-1] == (1,)
    with pytest.raises(SpecError, match="the network has 3 classes"):
        output_shapes(NetworkSpec("three", (1, 4, 4), layers, ("a", "b", "c")))


@pytest.mark.parametrize(
    ("name", "array", "complaint"),
    [
        ("1.weight", None, "Weights are missing, or belong to no layer: 1.weight"),
        ("9.weight", np.zeros(1, np.float32), "Weights are missing, or belong to no layer: 9.weight"),
        ("1.weight", np.zeros((3, 2, 2, 2), np.float32), "1.weight is float32 3×2×2×2, not float32 3×2×3×2"),
        ("1.bias", np.zeros(3), "1.bias is float64"),
        ("1.bias", np.array([0, np.nan, 0], np.float32), "1.bias holds numbers that are not finite"),
        ("2.running_var", np.array([1, -1, 1], np.float32), "2.running_var holds a variance below 0"),
    ],
)
def test_weights_that_do_not_fit_are_named(name: str, array: np.ndarray | None, complaint: str) -> None:
    weights = dict(random_network(SPEC).weights)
    check_weights(SPEC, weights)
    weights.pop(name, None)
    if array is not None:
        weights[name] = array

    with pytest.raises(ValueError, match=complaint):
        check_weights(SPEC, weights)
