"""Summaries have the numbers that papers and libraries publish."""

from __future__ import annotations

import pytest

from cnnstudio.core.texts import Translator
from cnnstudio.nets.presets import network_preset
from cnnstudio.nets.spec import (
    Activation,
    BatchNorm2d,
    Conv2d,
    Dense,
    Flatten,
    GlobalAveragePool2d,
    LayerSpec,
    LocalResponseNorm,
    MaxPool2d,
    NetworkSpec,
    Residual,
)
from cnnstudio.nets.summary import summarise
from tests.nets.sample_networks import SPEC

CLASSES = tuple(f"class {number}" for number in range(1000))


def vgg_16() -> NetworkSpec:
    layers: tuple[LayerSpec, ...] = ()
    for filters, count in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        layers += (Conv2d(filters, 3, padding=1), Activation()) * count + (MaxPool2d(2),)
    head = (Flatten(), Dense(4096), Activation(), Dense(4096), Activation(), Dense(1000))
    return NetworkSpec("vgg-16", (3, 224, 224), (*layers, *head), CLASSES)


def _basic_block(filters: int, stride: int) -> tuple[LayerSpec, ...]:
    layers = (
        Conv2d(filters, 3, stride, padding=1, bias=False),
        BatchNorm2d(),
        Activation(),
        Conv2d(filters, 3, padding=1, bias=False),
        BatchNorm2d(),
    )
    shortcut = (Conv2d(filters, 1, stride, bias=False), BatchNorm2d()) if stride == 2 else ()
    return Residual(layers, shortcut), Activation()


def resnet_34() -> NetworkSpec:
    layers: tuple[LayerSpec, ...] = (
        Conv2d(64, 7, stride=2, padding=3, bias=False),
        BatchNorm2d(),
        Activation(),
        MaxPool2d(3, stride=2, padding=1),
    )
    for filters, count in ((64, 3), (128, 4), (256, 6), (512, 3)):
        layers += _basic_block(filters, 1 if filters == 64 else 2) + _basic_block(filters, 1) * (count - 1)
    return NetworkSpec("resnet-34", (3, 224, 224), (*layers, GlobalAveragePool2d(), Flatten(), Dense(1000)), CLASSES)


@pytest.mark.parametrize(
    ("spec", "parameters", "multiply_adds"),
    [
        (network_preset("lenet5"), 61_706, 416_520),
        (network_preset("keras-convnet"), 93_322, 26**2 * 288 + 11**2 * 18_432 + 9 * 36_864 + 576 * 64 + 640),
        (network_preset("dense"), 407_050, 784 * 512 + 5_120),
        (network_preset("cnn"), 1_199_882, 26**2 * 288 + 24**2 * 18_432 + 9_216 * 128 + 1_280),
        (
            network_preset("cats-dogs"),
            3_453_121,
            148**2 * 864 + 72**2 * 18_432 + 34**2 * 73_728 + 15**2 * 147_456 + 6_273 * 512,
        ),
        (vgg_16(), 138_357_544, 15_470_264_320),
        (resnet_34(), 21_797_672, 3_663_761_408),
    ],
    ids=lambda value: value.name if isinstance(value, NetworkSpec) else "",
)
def test_parameters_and_multiply_adds_are_the_published_ones(
    spec: NetworkSpec, parameters: int, multiply_adds: int
) -> None:
    summary = summarise(spec)

    assert summary.total_parameters == parameters
    assert summary.parameter_bytes == 4 * parameters
    assert summary.total_multiply_adds == multiply_adds


def test_every_row_says_what_a_layer_is_and_costs() -> None:
    say = Translator("en")
    rows = summarise(network_preset("simple-convnet")).rows

    shown = [
        (row.number, say(row.description), row.output_shape, row.parameters, row.multiply_adds, row.memory_bytes)
        for row in rows
    ]

    assert shown == [
        ("1", "convolution 5×5, 30 filters", (30, 24, 24), 780, 432_000, 69_120),
        ("2", "ReLU", (30, 24, 24), 0, 0, 0),
        ("3", "max pooling 2×2", (30, 12, 12), 0, 0, 17_280),
        ("4", "flatten", (4320,), 0, 0, 0),
        ("5", "dense 100", (100,), 432_100, 432_000, 400),
        ("6", "ReLU", (100,), 0, 0, 0),
        ("7", "dense 10", (10,), 1_010, 1_000, 40),
    ]


def test_memory_is_that_of_the_picture_and_of_every_output_kept() -> None:
    assert summarise(network_preset("simple-convnet")).memory_bytes == 4 * 784 + 69_120 + 17_280 + 440


def test_what_is_computed_in_place_takes_no_memory() -> None:
    rows = summarise(network_preset("cnn")).rows

    assert {row.kind for row in rows if not row.memory_bytes} == {"activation", "dropout", "flatten"}


def test_a_block_comes_to_what_is_in_it_and_the_sum() -> None:
    block = summarise(resnet_34()).rows[4]

    assert (block.number, block.kind, block.output_shape) == ("5", "residual", (64, 56, 56))
    assert [part.number for part in block.parts] == ["5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.5"]
    assert block.parameters == sum(part.parameters for part in block.parts) == 2 * (9 * 64 * 64 + 2 * 64)
    assert block.memory_bytes == 5 * 4 * 64 * 56 * 56


def test_the_totals_are_the_sums_of_the_rows() -> None:
    summary = summarise(SPEC)

    assert summary.total_parameters == sum(row.parameters for row in summary.rows)
    assert summary.total_multiply_adds == sum(row.multiply_adds for row in summary.rows)


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        (Conv2d(4, (3, 5), stride=(1, 2), padding="same"), "convolution 3×5, 4 filters, stride 1×2, padding “same”"),
        (Conv2d(4, 3, stride=2, padding=1, bias=False), "convolution 3×3, 4 filters, stride 2, padding 1, no bias"),
        (MaxPool2d(3, stride=2), "max pooling 3×3, stride 2"),
        (LocalResponseNorm(k=2), "local response normalisation, n = 5, α = 0.0001, β = 0.75, k = 2"),
    ],
)
def test_settings_are_said_where_they_are_not_the_usual_ones(layer: LayerSpec, words: str) -> None:
    row = summarise(NetworkSpec("one", (1, 28, 28), (layer, Flatten(), Dense(10)))).rows[0]

    assert Translator("en")(row.description) == words
