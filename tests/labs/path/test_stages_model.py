from __future__ import annotations

import pytest

from cnnstudio.core.texts import Translator
from cnnstudio.labs.path.scene import grid_size, scene_of
from cnnstudio.labs.path.stages import followed_in, stages_of
from cnnstudio.labs.path.walk import Halt, PathSteps, walk_of
from cnnstudio.nets.spec import LayerSpec, NetworkSpec
from tests.labs.path.networks import (
    ALL,
    CONVOLUTIONS_TOGETHER,
    DENSE_ONLY,
    ONE_DENSE,
    POOLED_FIRST,
    TWO_BLOCKS,
    model_of,
)

ANSWER = ["logits", "softmax", "loss"]


@pytest.mark.parametrize(
    ("layers", "kinds"),
    [
        (TWO_BLOCKS, ["specimen", "convolution", "activation", "pooling", "block", "dense", *ANSWER]),
        (CONVOLUTIONS_TOGETHER, ["specimen", "convolution", "block", *ANSWER]),
        (DENSE_ONLY, ["specimen", "dense", *ANSWER]),
        (ONE_DENSE, ["specimen", *ANSWER]),
        (POOLED_FIRST, ["specimen", "pooling", "convolution", "activation", *ANSWER]),
    ],
)
def test_columns_of_a_network(layers: tuple[LayerSpec, ...], kinds: list[str]) -> None:
    stages = stages_of(NetworkSpec("test", (1, 28, 28), layers))

    assert [stage.kind.value for stage in stages] == kinds


def test_a_later_block_and_a_dense_layer_show_what_their_last_layer_makes() -> None:
    stages = stages_of(NetworkSpec("test", (1, 28, 28), TWO_BLOCKS))

    assert (stages[4].layers, stages[5].layers, stages[6].layers) == ((3, 4, 5), (8, 9), (10,))


def test_the_walk_goes_there_and_back_to_the_kernel_and_its_step() -> None:
    spec = NetworkSpec("test", (1, 28, 28), TWO_BLOCKS)
    stages = stages_of(spec)
    followed = followed_in(spec, stages)
    assert followed is not None
    walk = walk_of(stages, followed)

    assert [halt.stage for halt in walk if halt.lane == "forward"] == list(range(9))
    assert [halt.stage for halt in walk if halt.lane == "backward"] == [6, 5, 4, 3, 2, 1]
    assert walk[-2:] == (Halt("kernel", 1), Halt("step", 1))


def test_the_way_back_ends_at_the_layer_whose_weight_is_followed() -> None:
    model = model_of(POOLED_FIRST)

    assert [halt.stage for halt in model.walk if halt.lane == "backward"] == [4, 3, 2]
    scene = scene_of(model)
    assert scene is not None
    assert scene.gradients[0] is scene.gradients[1] is None
    assert scene.gradients[2] is not None


@pytest.mark.parametrize("layers", ALL.values(), ids=ALL.keys())
def test_what_the_walk_has_not_reached_is_not_shown(layers: tuple[LayerSpec, ...]) -> None:
    model = model_of(layers)
    shown = []
    for position in range(len(model.walk)):
        model.go_to(position)
        scene = scene_of(model)
        assert scene is not None
        shown.append(sum(scene.has_reached(halt.lane, halt.stage) for halt in model.walk))

    assert shown == list(range(1, len(model.walk) + 1))


def test_the_transport_walks_and_stays_within_the_ends() -> None:
    model = model_of()
    steps = PathSteps(model)
    assert (steps.count, steps.position, steps.row_length) == (17, 15, 9)
    assert Translator("en")(steps.words()) == "Stage <b>16</b> of 17"

    steps.go_to(99)
    assert steps.position == 16
    steps.go_to(-5)
    assert steps.position == 0


@pytest.mark.parametrize("count", [1, 2, 3, 10, 84, 128, 500, 4096])
def test_the_numbers_of_a_dense_layer_all_have_a_place(count: int) -> None:
    rows, columns = grid_size(count)

    assert count <= rows * columns < count + columns
