"""A network as data: frozen layer specs, written to JSON and read back.

>>> spec = NetworkSpec("tiny", (1, 28, 28), (Conv2d(8, 3), Activation("relu"), MaxPool2d(2), Flatten(), Dense(10)))
>>> NetworkSpec.from_json(spec.to_json()) == spec
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar


@dataclass(frozen=True)
class Conv2d:
    """`filters` square kernels slid over the maps."""

    kind: ClassVar[str] = "conv2d"
    filters: int
    kernel_size: int
    stride: int = 1
    padding: int = 0


@dataclass(frozen=True)
class BatchNorm2d:
    """Each map brought to mean 0 and variance 1, then scaled and shifted; folded into the convolution when shipped."""

    kind: ClassVar[str] = "batch_norm2d"


@dataclass(frozen=True)
class Activation:
    """A function applied to every cell."""

    kind: ClassVar[str] = "activation"
    function: str = "relu"


@dataclass(frozen=True)
class MaxPool2d:
    """The largest value of each window; windows stand side by side unless a stride is given."""

    kind: ClassVar[str] = "max_pool2d"
    size: int
    stride: int | None = None


@dataclass(frozen=True)
class Flatten:
    """All maps in one row of numbers."""

    kind: ClassVar[str] = "flatten"


@dataclass(frozen=True)
class Dense:
    """`units` weighted sums of all inputs."""

    kind: ClassVar[str] = "dense"
    units: int


@dataclass(frozen=True)
class Dropout:
    """While training, each number is dropped with this probability; otherwise nothing happens."""

    kind: ClassVar[str] = "dropout"
    probability: float = 0.5


LayerSpec = Conv2d | BatchNorm2d | Activation | MaxPool2d | Flatten | Dense | Dropout
_KINDS: Mapping[str, type[LayerSpec]] = {
    layer.kind: layer for layer in (Conv2d, BatchNorm2d, Activation, MaxPool2d, Flatten, Dense, Dropout)
}

_LEAST = {"filters": 1, "kernel_size": 1, "stride": 1, "padding": 0, "size": 1, "units": 1}
_MOST = 100_000

DIGITS = tuple("0123456789")


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
        One name a logit.

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
            "layers": [{"kind": layer.kind, **asdict(layer)} for layer in self.layers],
        }

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> NetworkSpec:
        """Read what `to_json` wrote; raises ValueError naming the layer that cannot be read."""
        try:
            channels, height, width = (int(length) for length in data["input_shape"])
            layers = tuple(_layer(number, entry) for number, entry in enumerate(data["layers"], start=1))
            class_names = tuple(str(name) for name in data["class_names"])
            return NetworkSpec(str(data["name"]), (channels, height, width), layers, class_names)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a network description: {error!r}") from error


def _layer(number: int, entry: Mapping[str, Any]) -> LayerSpec:
    kind = _KINDS.get(str(entry.get("kind")))
    if kind is None:
        raise ValueError(f"layer {number} is of an unknown kind, {entry.get('kind')!r}")
    settings = {key: value for key, value in entry.items() if key != "kind"}
    known = {field.name for field in fields(kind)}
    if not settings.keys() <= known:
        raise ValueError(f"layer {number} ({kind.kind}) has unknown settings: {sorted(settings.keys() - known)}")
    for name, least in _LEAST.items():
        value = settings.get(name, least)
        if value is not None and (type(value) is not int or not least <= value <= _MOST):
            raise ValueError(f"layer {number} ({kind.kind}): {name} cannot be {value!r}")
    return kind(**settings)
