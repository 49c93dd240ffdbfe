from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.nets.presets import NETWORK_PRESETS, SIMPLE_CONVNET
from cnnstudio.nets.spec import Conv2d, MaxPool2d, NetworkSpec, SpecError
from tests.nets.sample_networks import SPEC, random_specs


@given(spec=random_specs())
def test_any_network_survives_json(spec: NetworkSpec) -> None:
    assert NetworkSpec.from_json(json.loads(json.dumps(spec.to_json()))) == spec


@pytest.mark.parametrize("spec", [SPEC, *NETWORK_PRESETS.values()], ids=lambda spec: spec.name)
def test_every_kind_of_layer_and_every_preset_survives_json(spec: NetworkSpec) -> None:
    assert NetworkSpec.from_json(json.loads(json.dumps(spec.to_json()))) == spec


def test_files_written_before_layers_had_more_settings_are_read() -> None:
    layers = [
        {"kind": "conv2d", "filters": 16, "kernel_size": 5, "stride": 1, "padding": 0},
        {"kind": "max_pool2d", "size": 2, "stride": None},
    ]
    data = {"name": "old", "input_shape": [1, 28, 28], "class_names": ["a", "b"], "layers": layers}

    assert NetworkSpec.from_json(data).layers == (Conv2d(16, 5), MaxPool2d(2))


def reading_problem(**changes: Any) -> str:
    """Return the sentence about a description of the book's network with something changed."""
    with pytest.raises(SpecError) as caught:
        NetworkSpec.from_json(SIMPLE_CONVNET.to_json() | changes)
    return str(caught.value)


def conv(**settings: Any) -> dict[str, Any]:
    return {"kind": "conv2d", "filters": 3, "kernel_size": 3, **settings}


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ({"kind": "magic"}, "Layer 1 is of an unknown kind, 'magic'. Name one of activation, average_pool2d,"),
        (conv(colour=1), "Layer 1 (conv2d) has an unknown setting, 'colour'."),
        ({"kind": "conv2d", "filters": 3}, "Layer 1 (conv2d) lacks kernel_size."),
        ("conv2d", 'Layer 1 has no "kind".'),
        (
            conv(stride=0),
            "Layer 1 (conv2d): stride cannot be 0. Choose a whole number from 1 to 1\N{NO-BREAK SPACE}000, or a list",
        ),
        (
            conv(filters=-8),
            "Layer 1 (conv2d): filters cannot be -8. Choose a whole number from 1 to 100\N{NO-BREAK SPACE}000.",
        ),
        (conv(stride=None), "Layer 1 (conv2d): stride cannot be None."),
        (conv(kernel_size=[3, 3, 3]), "Layer 1 (conv2d): kernel_size cannot be (3, 3, 3)."),
        (conv(padding="valid"), "Layer 1 (conv2d): padding cannot be 'valid'."),
        (conv(padding=-1), "Layer 1 (conv2d): padding cannot be -1."),
        (conv(filters=True), "Layer 1 (conv2d): filters cannot be True."),
        ({"kind": "dense", "units": "ten"}, "Layer 1 (dense): units cannot be 'ten'."),
        ({"kind": "dense", "units": 10**5000}, "Layer 1 (dense): units cannot be …."),
        ({"kind": "max_pool2d", "size": 10**9}, "Layer 1 (max_pool2d): size cannot be 1000000000."),
        ({"kind": "activation", "function": "sin"}, "Layer 1 (activation): function cannot be 'sin'."),
        ({"kind": "dropout", "probability": float("nan")}, "Layer 1 (dropout): probability cannot be nan."),
        ({"kind": "normalise", "mean": [0], "deviation": [0]}, "Layer 1 (normalise): deviation cannot be (0,)."),
        ({"kind": "parallel", "branches": []}, "Layer 1 (parallel): branches cannot be []."),
        ({"kind": "residual", "layers": [conv(), conv(bias=1)]}, "Layer 1.1.2 (conv2d): bias cannot be 1."),
        ({"kind": "parallel", "branches": [[], [conv(), 7]]}, 'Layer 1.2.2 has no "kind".'),
    ],
)
def test_what_cannot_be_read_of_a_layer_is_named(entry: object, complaint: str) -> None:
    assert reading_problem(layers=[entry]).startswith(complaint)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"layers": "none"}, "The layers of a network are a list"),
        ({"input_shape": [28, 28]}, "The input shape has channels, height and width"),
        ({"input_shape": [1, 28, 0]}, "The input shape has channels, height and width"),
        ({"input_shape": [1, 28, float("inf")]}, "The input shape has channels, height and width"),
        ({"class_names": ["only one"]}, "A network has 2 to 10000 classes"),
        ({"class_names": ["a", "b\x1b[2J"]}, "A network has 2 to 10000 classes"),
        ({"name": "../../etc/passwd"}, "A network's name has 1 to 100 letters and no slash."),
        ({"name": ""}, "A network's name has 1 to 100 letters and no slash."),
    ],
)
def test_what_else_cannot_be_read_is_said(changes: dict[str, Any], complaint: str) -> None:
    assert reading_problem(**changes).startswith(complaint)


@pytest.mark.parametrize("data", [None, [], {}, {"name": "x"}, "text", 5])
def test_what_describes_no_network_is_refused(data: object) -> None:
    with pytest.raises(SpecError, match="This describes no network"):
        NetworkSpec.from_json(data)


def test_blocks_in_blocks_without_end_are_refused() -> None:
    entry: dict[str, Any] = conv()
    for _ in range(300):
        entry = {"kind": "residual", "layers": [entry]}

    assert reading_problem(layers=[entry]).startswith("Blocks stand in blocks at most 8 deep")


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["conv2d", "dense"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["kind", "layers", "branches", "size", "filters", "kernel_size"]), inner)
    ),
    max_leaves=20,
)


@given(layers=st.lists(_JSON, max_size=4), shape=_JSON, names=_JSON)
def test_whatever_json_holds_the_answer_is_a_network_or_a_sentence(layers: Any, shape: Any, names: Any) -> None:
    data = {"name": "x", "input_shape": shape, "layers": layers, "class_names": names}
    with suppress(SpecError):
        assert isinstance(NetworkSpec.from_json(data), NetworkSpec)
