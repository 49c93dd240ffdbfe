"""The convolution before the pooling, in the views that compare ways on the learner's own drawing.

It is the first layer of the current network; without one, a kernel that finds vertical edges.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, text
from cnnstudio.data.kernel_presets import preset
from cnnstudio.nets.first_convolution import first_convolution
from cnnstudio.nets.network import Network
from cnnstudio.ops.conv2d import conv2d
from cnnstudio.ops.relu import relu
from cnnstudio.ops.window import Pair, size_of


@dataclass(frozen=True, eq=False)
class FirstLayer:
    """A bank of filters on a picture of one channel; a ReLU follows.

    Attributes
    ----------
    weight
        (K, 1, FH, FW).
    bias
        (K,).
    is_learned
        Whether they are the network's.

    """

    weight: FloatArray
    bias: FloatArray
    is_learned: bool

    @property
    def count(self) -> int:
        """How many filters there are."""
        return len(self.weight)

    @property
    def size(self) -> Pair:
        """Height and width of the kernels."""
        return size_of(self.weight)

    def map_size(self, picture: FloatArray) -> Pair:
        """Return height and width of what it makes of an (H, W) picture."""
        (rows, columns), (height, width) = size_of(picture), self.size
        return rows - height + 1, columns - width + 1

    def name(self, filter_: int) -> Text:
        """Return what to call a filter."""
        if self.is_learned:
            return text("filter {here} of {count} of the network", here=filter_ + 1, count=self.count)
        return text("a kernel that finds vertical edges")

    def apply(self, pictures: FloatArray, filter_: int, stride: int = 1) -> FloatArray:
        """Return (N, OH, OW): what a filter and the ReLU after it make of (N, H, W) pictures."""
        weight, bias = self.weight[[filter_]], self.bias[[filter_]]
        maps: FloatArray = relu(conv2d(pictures[:, None], weight, bias, stride))[:, 0]
        return maps

    def strongest(self, picture: FloatArray) -> int:
        """Return the filter that finds most in a picture: whose peak stands highest over what it makes of paper."""
        paper = np.zeros_like(picture)
        peaks = []
        for number in range(self.count):
            found, nothing = self.apply(np.stack([picture, paper]), number)
            peaks.append(float(found.max() - nothing.max()) - float(nothing.max()))
        return int(np.argmax(peaks))


def first_layer(network: Network | None) -> FirstLayer:
    """Return the first layer of a network, where that is a convolution of one channel."""
    learned = first_convolution(network)
    if learned is not None and learned[0].shape[1] == 1:
        weight, bias = learned
        return FirstLayer(weight.astype(np.float64), bias.astype(np.float64), is_learned=True)
    return FirstLayer(preset("sobel_x").make(3, 3)[None, None], np.zeros(1), is_learned=False)
