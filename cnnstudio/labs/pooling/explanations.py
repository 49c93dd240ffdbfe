"""The text of the explanation card of the step view, with the numbers of the moment."""

from __future__ import annotations

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.params import PoolingResult


def explanation(model: PoolingModel) -> Text:
    """Return the text of the explanation card."""
    kind, values = model.result.params.kind, _sizes(model.result)
    if model.params.backward:
        return _backward_explanation(kind, values)
    if model.result.params.is_global:
        return text(
            "One window as large as the map: of {rows} × {columns} numbers one goes on, in each map (here {channels}). "
            "A classifier after it needs few weights, and the size of the picture no longer matters.",
            **values,
        )
    if values["terms"] == 1:
        return text(
            "A 1 × 1 window holds one number only, so that there is nothing to choose or to average. "
            "Choose a larger size to see numbers go."
        )
    if kind == "max":
        return text(
            "A {rows} × {columns} window slides over each map. Of the {terms} numbers under it only the largest goes "
            "on, wherever in the window it stood: that absorbs small shifts. There are no weights to learn. "
            "As many maps come out as went in: {channels}, of {out_height} × {out_width} cells.",
            **values,
        )
    if kind == "average":
        return text(
            "A {rows} × {columns} window slides over each map, and the mean of its {terms} numbers goes on. "
            "There are no weights to learn. As many maps come out as went in: {channels}, "
            "of {out_height} × {out_width} cells.",
            **values,
        )
    return text(
        "A {rows} × {columns} window slides over each map. Its {terms} numbers are squared and added, and the root "
        "of the sum goes on: the length of a vector. There are no weights to learn. "
        "As many maps come out as went in: {channels}, of {out_height} × {out_width} cells.",
        **values,
    )


def _backward_explanation(kind: str, values: dict[str, object]) -> Text:
    if kind == "max":
        return text(
            "Only the winner made the output, so only the winner is handed the gradient; a little more of any other "
            "number would change nothing. A cell that wins in several windows gathers several gradients.",
        )
    if kind == "average" and values["terms"] == 1:
        return text("A 1 × 1 window holds one number only: it is handed all of the gradient.")
    if kind == "average":
        return text(
            "Each of the {terms} numbers made an equal part of the output, so each is handed an equal part of the "
            "gradient. What is handed to the padding is lost.",
            **values,
        )
    return text(
        "The slope of the root of a sum of squares is value ÷ root. So large numbers are handed more of the "
        "gradient than small ones, and where all are 0 nothing is handed on.",
    )


def _sizes(result: PoolingResult) -> dict[str, object]:
    height, width = result.fits
    return {
        "rows": height.kernel_size,
        "columns": width.kernel_size,
        "terms": result.term_count,
        "channels": len(result.output),
        "out_height": height.output_size,
        "out_width": width.output_size,
    }
