"""What the first layer with weights has learned, as pictures: its kernels, and what they make of the specimen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, text
from cnnstudio.nets.inference import LayerOutput
from cnnstudio.nets.layer_words import ACTIVATION_NAMES
from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import Activation, BatchNorm2d, Conv2d, Dense, Dropout, Flatten, Normalise


@dataclass(frozen=True, eq=False)
class FirstLayer:
    """The first layer as pictures.

    Attributes
    ----------
    kernels
        (K, H, W) weights; of a dense layer, those of each unit as a picture.
    maps
        (K, H, W) what each makes of the specimen; None where nothing can be computed.
    is_signed
        Whether the maps hold numbers below zero.
    is_dense
        Whether it is a dense layer.
    function
        What the maps have been through; None for the bare sums.
    is_blank
        Whether nothing is drawn, so that the maps have nothing to show.

    """

    kernels: FloatArray
    maps: FloatArray | None
    is_signed: bool
    is_dense: bool
    function: Text | None
    is_blank: bool = False

    @property
    def count(self) -> int:
        """How many kernels there are."""
        return len(self.kernels)

    @property
    def kernels_title(self) -> Text:
        """What the kernels are called."""
        return text("Weights") if self.is_dense else text("Kernels")

    @property
    def kernels_note(self) -> Text:
        """How large they are, and where they come from."""
        height, width = self.kernels.shape[1:]
        if self.is_dense:
            return text("one number a pixel for each unit, random at the start")
        return text("{height} × {width} each, random numbers at the start", height=height, width=width)

    @property
    def maps_title(self) -> Text:
        """What the maps are called."""
        return text("Units") if self.is_dense else text("Feature maps")

    @property
    def maps_note(self) -> Text:
        """What the maps show."""
        if self.is_blank:
            return text("Draw something to see what each makes of it.")
        if self.function is None:
            return text("what each makes of your drawing")
        return text("what each makes of your drawing, after {function}", function=self.function)


def first_layer(network: Network, outputs: Sequence[LayerOutput] | None, *, has_ink: bool = True) -> FirstLayer | None:
    """Return the first layer of a network; None where its weights are no pictures.

    `outputs` are those of the network for the specimen; `has_ink` says whether anything is drawn on it.
    """
    layer = _first_layer(network, outputs)
    return layer if layer is None or has_ink else replace(layer, is_blank=True)


def _first_layer(network: Network, outputs: Sequence[LayerOutput] | None) -> FirstLayer | None:
    for number, layer in enumerate(network.spec.layers):
        if isinstance(layer, Conv2d):
            kernels = network.weights[f"{number}.weight"][:, 0]
            return _seen(kernels, number, outputs, is_dense=False)
        if isinstance(layer, Dense):
            _, height, width = network.spec.input_shape
            weights = network.weights[f"{number}.weight"]
            if weights.shape[1] != height * width:
                return None
            return _seen(weights.reshape(-1, height, width), number, outputs, is_dense=True)
        if not isinstance(layer, Normalise | Flatten | Dropout):
            return None
    return None


def _seen(kernels: FloatArray, number: int, outputs: Sequence[LayerOutput] | None, *, is_dense: bool) -> FirstLayer:
    """Return the layer with its output, or that of the activation right after it."""
    if outputs is None:
        return FirstLayer(kernels, None, False, is_dense, None)
    function, values = None, outputs[number].values[0]
    for output in outputs[number + 1 :]:
        if isinstance(output.layer, Activation):
            function, values = ACTIVATION_NAMES[output.layer.function], output.values[0]
        if not isinstance(output.layer, BatchNorm2d):
            break
    maps = values.reshape(-1, 1, 1) if values.ndim == 1 else values
    return FirstLayer(kernels, maps, bool((maps < 0).any()), is_dense, function)
