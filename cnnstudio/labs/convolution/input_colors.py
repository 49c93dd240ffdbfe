"""Which colours the input of the lab is shown in."""

from __future__ import annotations

from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.widgets.stage.number_colors import Colors, picture_colors
from cnnstudio.widgets.theme import Theme


def input_colors(result: ConvolutionResult, theme: Theme) -> Colors:
    """Return the colours of the input: photos are shown from black to white, all else from paper to ink."""
    return picture_colors(result.input, theme, is_photo=result.params.source == "photo")
