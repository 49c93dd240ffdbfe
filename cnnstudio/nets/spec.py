"""A network as data: frozen layer specs, written to JSON and read back.

>>> spec = NetworkSpec("tiny", (1, 28, 28), (Conv2d(8, 3), Activation("relu"), MaxPool2d(2), Flatten(), Dense(10)))
>>> NetworkSpec.from_json(spec.to_json()) == spec
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from cnnstudio.core.texts import text
from cnnstudio.nets.layer_json import layers_from_json, layers_to_json
from cnnstudio.nets.layers import (
    Activation,
    AveragePool2d,
    BatchNorm2d,
    Block,
    Conv2d,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePool2d,
    LayerSpec,
    LocalResponseNorm,
    MaxPool2d,
    Normalise,
    Parallel,
    Pooling,
    Residual,
    Windowed,
)
from cnnstudio.nets.spec_error import SpecError

__all__ = [
    "DIGITS",
    "Activation",
    "AveragePool2d",
    "BatchNorm2d",
    "Block",
    "Conv2d",
    "Dense",
    "Dropout",
    "Flatten",
    "GlobalAveragePool2d",
    "LayerSpec",
    "LocalResponseNorm",
    "MaxPool2d",
    "NetworkSpec",
    "Normalise",
    "Parallel",
    "Pooling",
    "Residual",
    "SpecError",
    "Windowed",
]

DIGITS = tuple("0123456789")

_LONGEST_NAME = 100
_LONGEST_SIDE = 10_000
_MOST_CLASSES = 10_000


@dataclass(frozen=True)
class NetworkSpec:
    """What a network is made of; its weights are kept apart.

    Attributes
    ----------
    name
        A short name, such as "recogniser".
    input_shape
        (C, H, W) of one picture.
    layers
        From input to logits; softmax follows by itself.
    class_names
        One name a logit; two for a network with a single logit, whose sigmoid is the probability of the second.

    """

    name: str
    input_shape: tuple[int, int, int]
    layers: tuple[LayerSpec, ...]
    class_names: tuple[str, ...] = DIGITS

    def to_json(self) -> dict[str, Any]:
        """Return the network as plain JSON values."""
        return {
            "name": self.name,
            "input_shape": list(self.input_shape),
            "class_names": list(self.class_names),
            "layers": layers_to_json(self.layers),
        }

    @staticmethod
    def from_json(data: object) -> NetworkSpec:
        """Read what `to_json` wrote.

        Raises
        ------
        SpecError
            Saying what cannot be read; of a layer, its number.

        """
        if not isinstance(data, Mapping) or not {"name", "input_shape", "layers"} <= data.keys():
            raise SpecError(text('This describes no network. It needs "name", "input_shape" and "layers".'))
        layers = layers_from_json(data["layers"])
        classes = _class_names(data.get("class_names", list(DIGITS)))
        return NetworkSpec(_name(data["name"]), _input_shape(data["input_shape"]), layers, classes)


def _name(value: object) -> str:
    """Return a name that can stand in a title and in a file's name."""
    if not _is_word(value) or {"/", "\\"} & set(value):
        raise SpecError(text("A network's name has 1 to {most} letters and no slash.", most=_LONGEST_NAME))
    return value


def _input_shape(value: object) -> tuple[int, int, int]:
    if isinstance(value, list) and all(type(length) is int and 1 <= length <= _LONGEST_SIDE for length in value):
        match value:
            case [channels, height, width]:
                return channels, height, width
    raise SpecError(
        text("The input shape has channels, height and width, each 1 to {most}: [1, 28, 28].", most=_LONGEST_SIDE)
    )


def _class_names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not 2 <= len(value) <= _MOST_CLASSES or not all(map(_is_word, value)):
        raise SpecError(text("A network has 2 to {most} classes, each with a name.", most=_MOST_CLASSES))
    return tuple(value)


def _is_word(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_NAME and value.isprintable()
