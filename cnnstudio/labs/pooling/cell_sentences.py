"""What the lab says of single cells, and of those that go nowhere."""

from __future__ import annotations

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.sentences import percent


def dropped_sentence(model: PoolingModel) -> Text:
    """Say which share of the input goes nowhere."""
    share = model.result.dropped(model.params.channel)
    if share == 0:
        return text("Every cell of the input takes part in the output.")
    if model.result.params.kind == "max":
        return text("<b>{share} %</b> of the input's cells win nowhere and are dropped.", share=percent(share))
    return text("<b>{share} %</b> of the input's cells lie under no window.", share=percent(share))


def input_sentence(row: int, column: int, value: str, windows: int, wins: int | None = None) -> Text:
    """Say of an input cell in how many windows it takes part, and of how many it is the largest."""
    values: dict[str, object] = {"row": row + 1, "column": column + 1, "value": value, "windows": windows, "wins": wins}
    if wins is None:
        return text(
            "Input row <b>{row}</b>, column <b>{column}</b> is {value}; windows it is in: <b>{windows}</b>.",
            **values,
        )
    return text(
        "Input row <b>{row}</b>, column <b>{column}</b> is {value}; windows it is in: {windows}, wins: <b>{wins}</b>.",
        **values,
    )


def padding_sentence(kind: str, count_include_pad: bool) -> Text:
    """Say of a cell that it is padding, and what a pooling makes of it."""
    if kind == "max":
        return text("This cell is padding: it counts as −∞, so that it never wins.")
    if kind == "average" and not count_include_pad:
        return text("This cell is padding: the average leaves it out.")
    return text("This cell is padding: it counts as 0.")


def output_sentence(row: int, column: int, value: str) -> Text:
    """Say of an output cell which number it holds."""
    return text(
        "Output row <b>{row}</b>, column <b>{column}</b> is <b>{value}</b>. Click to go there.",
        row=row + 1,
        column=column + 1,
        value=value,
    )
