"""What stands above input and output of the step view."""

from __future__ import annotations

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.widgets.stage.content import Heading

OUTPUT_NAMES = {"max": text("Max pooled"), "average": text("Average pooled"), "l2": text("L2 pooled")}


def headings(model: PoolingModel) -> tuple[Heading, Heading]:
    """Return name and size of input and output, forward or backward."""
    result = model.result
    channels, height, width = result.input.shape
    size: dict[str, object] = {"height": height, "width": width, "here": model.params.channel + 1, "count": channels}
    out_height, out_width = result.output_size
    out: dict[str, object] = {"height": out_height, "width": out_width}
    after = text("{height} × {width}", **out)
    if model.params.backward:
        return (
            (text("Gradient of the input dx"), text("so far, {height} × {width}", **size)),
            (text("Gradient of the output dy"), after),
        )
    note = text("{height} × {width}", **size)
    if channels > 1:
        note = text("map {here} of {count}, {height} × {width}", **size)
    return (_input_name(model), note), (OUTPUT_NAMES[result.params.kind], after)


def _input_name(model: PoolingModel) -> Text:
    if model.result.params.source == "convolution":
        return text("Feature map")
    return text("Input")
