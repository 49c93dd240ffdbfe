"""The networks of the curriculum have the numbers that the documents give."""

from __future__ import annotations

from math import prod

import pytest

from cnnstudio.core.errors import UserError
from cnnstudio.nets.presets import NETWORK_PRESETS, network_preset
from cnnstudio.nets.shapes import output_shapes, weight_shapes


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("simple-convnet", [24, 12]),
        ("keras-convnet", [26, 13, 11, 5, 3]),
        ("cnn", [26, 24, 12]),
        ("cats-dogs", [148, 74, 72, 36, 34, 17, 15, 7]),
        ("lenet5", [28, 14, 10, 5, 1]),
        ("recogniser", [24, 12, 8, 4]),
        ("fast", [12, 10, 5, 3]),
    ],
)
def test_the_maps_shrink_as_the_documents_say(name: str, sides: list[int]) -> None:
    shapes = output_shapes(network_preset(name))
    heights = [shape[1] for shape in shapes if len(shape) == 3]

    assert [height for height, before in zip(heights, [0, *heights], strict=False) if height != before] == sides


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("simple-convnet", 780 + 432_100 + 1_010),
        ("keras-convnet", 93_322),
        ("dense", 407_050),
        ("cnn", 1_199_882),
        ("cats-dogs", 3_453_121),
        ("cats-dogs-dropout", 3_453_121),
        ("lenet5", 156 + 2_416 + 48_120 + 10_164 + 850),  # as published, but for the third, 1 516 of sparse maps
    ],
)
def test_the_weights_are_as_many_as_the_documents_say(name: str, parameters: int) -> None:
    assert sum(map(prod, weight_shapes(network_preset(name)).values())) == parameters


def test_4320_numbers_go_into_the_first_dense_layer_of_the_book_network() -> None:
    assert (4320,) in output_shapes(network_preset("simple-convnet"))


def test_every_preset_is_called_by_its_own_name() -> None:
    assert all(name == spec.name for name, spec in NETWORK_PRESETS.items())


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    with pytest.raises(UserError, match="There is no network called vgg. Choose one of blink, fast, simple-convnet"):
        network_preset("vgg")
