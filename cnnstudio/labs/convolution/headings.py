"""What stands above input and output of the step view."""

from __future__ import annotations

from cnnstudio.core.texts import text
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.sentences import ACTIVATION_NAMES
from cnnstudio.widgets.stage.content import Heading


def headings(model: ConvolutionModel) -> tuple[Heading, Heading]:
    """Return name and size of input and output, forward or backward."""
    result = model.result
    _, height, width = result.input.shape
    size: dict[str, object] = {"height": height, "width": width}
    (top, bottom), (left, right) = (fit.padding for fit in result.fits)
    out_height, out_width = result.output_size
    if model.params.backward:
        return (
            (text("Gradient of the input dx"), text("so far, {height} × {width}", **size)),
            (text("Gradient of the output δ"), text("{height} × {width}", height=out_height, width=out_width)),
        )
    if top == bottom == left == right == 0:
        padding = text("{height} × {width}", **size)
    elif top == bottom == left == right:
        padding = text("{height} × {width}, padding {padding}", padding=top, **size)
    else:
        padding = text(
            "{height} × {width}, padding {top}, {bottom} / {left}, {right}",
            top=top,
            bottom=bottom,
            left=left,
            right=right,
            **size,
        )
    activation = result.params.activation
    out: dict[str, object] = {"height": out_height, "width": out_width}
    if activation == "identity":
        after = text("{height} × {width}", **out)
    else:
        after = text("{height} × {width}, after {activation}", activation=ACTIVATION_NAMES[activation], **out)
    return (text("Input"), padding), (text("Output"), after)
