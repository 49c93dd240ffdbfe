"""The whole picture through convolution, activation and max pooling, for every filter of the bank.

The pooling stands in for the pooling lab: windows of 2 × 2 side by side, the largest number of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.convolution.hand_calculation import kernel_name
from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.labs.convolution.sentences import ACTIVATION_NAMES
from cnnstudio.ops.max_pool2d import max_pool2d
from cnnstudio.ops.window import Pair
from cnnstudio.widgets.stage.terms import number

POOL = 2
"""Rows and columns of a pooling window."""

_MOST_CELLS = 400
"""Rows or columns of a map beyond which only every n-th is drawn: a screen shows no more of a thumbnail."""

StageId = Literal["before", "after", "pooled"]


@dataclass(frozen=True, eq=False)
class Stage:
    """The maps of all filters at one point of the pipeline.

    Attributes
    ----------
    id
        "before" the activation, "after" it, or "pooled".
    size
        Rows and columns of a map.
    drawn
        (K, h, w) the numbers that are drawn: of large maps every n-th.
    limit
        The largest magnitude, over all filters; pooled maps share that of the stage before.
    signed
        Whether numbers below zero occur.

    """

    id: StageId
    size: Pair
    drawn: FloatArray
    limit: float
    signed: bool

    def cell_at(self, right: float, down: float) -> tuple[int, int]:
        """Return the cell at a place of the map, given as shares of its width and height."""
        rows, columns = self.size
        return min(int(down * rows), rows - 1), min(int(right * columns), columns - 1)


@dataclass(frozen=True, eq=False)
class Pipeline:
    """What the pipeline view shows of a result: input and stages, of which the last is missing for the smallest maps.

    `filters` tells which filter each of the maps belongs to, `channel` which of the input's is drawn.
    """

    result: ConvolutionResult
    channel: int
    filters: tuple[int, ...]
    picture: FloatArray
    stages: tuple[Stage, ...]


def pipeline_of(result: ConvolutionResult, channel: int = 0) -> Pipeline:
    """Follow the maps of a result through the activation and the pooling."""
    rows, columns = result.output_size
    every = _every(result.output_size)
    thin = (slice(None), slice(None, None, every), slice(None, None, every))
    before, after = _largest(result.before), _largest(result.after)
    signed = bool(result.after.min() < 0)
    stages = [
        Stage("before", (rows, columns), result.before[thin], before, signed=True),
        Stage("after", (rows, columns), result.after[thin], after, signed=signed),
    ]
    if min(rows, columns) >= POOL:
        pooled = max_pool2d(result.after[None], POOL, stride=POOL * every)[0]
        stages.append(Stage("pooled", (rows // POOL, columns // POOL), pooled, after, signed=signed))
    return Pipeline(result, channel, result.filters, _picture(result.input, channel), tuple(stages))


def value_at(result: ConvolutionResult, stage: StageId, filter_: int, row: int, column: int) -> float:
    """Return the number in one cell of a map."""
    if stage == "before":
        return float(result.map_before(filter_)[row, column])
    after = result.maps[filter_]
    if stage == "after":
        return float(after[row, column])
    return float(after[POOL * row : POOL * (row + 1), POOL * column : POOL * (column + 1)].max())


def kernel_words(result: ConvolutionResult, filter_: int) -> Text:
    """Return what a filter is called."""
    return kernel_name(result.params.presets[filter_])


def stage_title(result: ConvolutionResult, stage: StageId) -> Text:
    """Return what stands above the maps of a stage."""
    activation = result.params.activation
    if stage == "pooled":
        return text("Pooled")
    if activation == "identity":
        return text("Convolved") if stage == "before" else text("No activation")
    name = ACTIVATION_NAMES[activation]
    if stage == "before":
        return text("Before {activation}", activation=name)
    return text("After {activation}", activation=name)


def cell_sentence(result: ConvolutionResult, stage: StageId, filter_: int, row: int, column: int) -> Text:
    """Say what one cell of a map holds and, of a pooled one, where its number comes from."""
    values: dict[str, object] = {
        "kernel": kernel_words(result, filter_),
        "stage": stage_title(result, stage),
        "row": row + 1,
        "column": column + 1,
        "value": number(value_at(result, stage, filter_, row, column)),
    }
    if stage == "pooled":
        return text(
            "{kernel}, pooled row {row}, column {column}: <b>{value}</b> is the largest of its 2 × 2 cells.", **values
        )
    return text("{kernel}, {stage}, row {row}, column {column}: <b>{value}</b>.", **values)


def headline(result: ConvolutionResult, filter_: int, row: int, column: int) -> Text:
    """Follow the output cell of the moment through the pipeline, in one sentence."""
    values: dict[str, object] = {
        "kernel": kernel_words(result, filter_),
        "row": row + 1,
        "column": column + 1,
        "before": number(value_at(result, "before", filter_, row, column)),
        "after": number(value_at(result, "after", filter_, row, column)),
    }
    pooled_row, pooled_column = row // POOL, column // POOL
    rows, columns = result.output_size
    if pooled_row >= rows // POOL or pooled_column >= columns // POOL:
        return text(
            "{kernel}, row {row}, column {column}: convolution <b>{before}</b>, activation <b>{after}</b>, "
            "not pooled: no 2 × 2 left.",
            **values,
        )
    pooled = number(value_at(result, "pooled", filter_, pooled_row, pooled_column))
    return text(
        "{kernel}, row {row}, column {column}: convolution <b>{before}</b>, activation <b>{after}</b>, "
        "pooling <b>{pooled}</b>.",
        pooled=pooled,
        **values,
    )


def explanation(pipeline: Pipeline) -> Text:
    """Return the text of the explanation card."""
    height, width = pipeline.result.input.shape[1:]
    stages = pipeline.stages
    return text(
        "Each kernel looks for its own pattern and answers with a <b>feature map</b>: "
        "max pool(activation(x ∗ w + b)). The activation decides what counts as an answer; pooling keeps the largest "
        "of each 2 × 2 cells. {height} × {width} numbers become {count} × {rows} × {columns}.",
        height=height,
        width=width,
        count=len(pipeline.result.params.weight),
        rows=stages[-1].size[0],
        columns=stages[-1].size[1],
    )


def _every(size: Pair) -> int:
    return -(-max(size) // _MOST_CELLS)


def _picture(input_: FloatArray, channel: int) -> FloatArray:
    every = _every((input_.shape[1], input_.shape[2]))
    drawn: FloatArray = input_[channel, ::every, ::every]
    return drawn


def _largest(maps: FloatArray) -> float:
    """Return the largest magnitude without a second copy of the maps."""
    return max(float(np.max(maps)), -float(np.min(maps)))
