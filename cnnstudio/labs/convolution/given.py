"""The lab's settings from a convolution that another lab hands over."""

from __future__ import annotations

from cnnstudio.data.lab_numbers import ConvolutionNumbers
from cnnstudio.labs.convolution.params import GIVEN, ConvolutionParams


def params_of(numbers: ConvolutionNumbers) -> ConvolutionParams:
    """Return the settings that show exactly this convolution, from its first cell on."""
    return ConvolutionParams(
        source="grid",
        grid=numbers.input,
        weight=numbers.weight,
        bias=numbers.bias,
        presets=(GIVEN,) * len(numbers.weight),
        stride=numbers.stride,
        padding=numbers.padding,
        activation=numbers.activation,
        filter=numbers.filter,
    )
