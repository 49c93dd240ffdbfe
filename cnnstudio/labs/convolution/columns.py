"""The im2col matrix of a convolution, stretch by stretch: one row a place of the window, one column a kernel cell.

    output = columns · kernel + bias,   columns of shape (OH · OW, C · FH · FW)

Only the rows that are seen are made: the matrix of a photo would have millions of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.ops.window import AxisFit, Pair
from cnnstudio.ops.window_views import windows_of
from cnnstudio.widgets.stage.terms import number


@dataclass(frozen=True)
class Source:
    """A cell of the padded input."""

    channel: int
    row: int
    column: int


@dataclass(frozen=True)
class MatrixCell:
    """A cell of the im2col matrix: which place of the window, which cell of the kernel."""

    place: int
    term: int


def windows_at(result: ConvolutionResult, first: int, count: int) -> FloatArray:
    """Return `count` rows of the matrix from the row `first` on, (count, C · FH · FW)."""
    rows, columns = np.divmod(np.arange(first, first + count), result.output_size[1])
    windows = windows_of(result.padded[None], result.fits)[0][:, rows, columns]
    flat: FloatArray = windows.swapaxes(0, 1).reshape(count, -1)
    return flat


def flat_kernel(result: ConvolutionResult, filter_: int) -> FloatArray:
    """Return the (C · FH · FW,) weights in the order in which the matrix meets them."""
    weight = result.params.weight[filter_]
    turned: FloatArray = weight[:, ::-1, ::-1] if result.params.flip else weight
    return turned.reshape(-1)


def source_of(result: ConvolutionResult, cell: MatrixCell) -> Source:
    """Return the cell of the padded input that a cell of the matrix copies."""
    height, width = result.fits
    row, column = divmod(cell.place, result.output_size[1])
    channel, u, v = term_place(result, cell.term)
    return Source(channel, height.met(row)[u], width.met(column)[v])


def term_place(result: ConvolutionResult, term: int) -> tuple[int, int, int]:
    """Return channel, row and column of the kernel cell that a column of the matrix belongs to."""
    rows, columns = result.params.kernel_size
    channel, rest = divmod(term, rows * columns)
    return channel, rest // columns, rest % columns


def copies_of(result: ConvolutionResult, source: Source) -> tuple[MatrixCell, ...]:
    """Return every cell of the matrix that copies a cell of the padded input, from the first row to the last."""
    height, width = result.fits
    rows, columns = result.params.kernel_size
    copies = [
        MatrixCell(row * result.output_size[1] + column, (source.channel * rows + u) * columns + v)
        for row, u in _meetings(height, source.row)
        for column, v in _meetings(width, source.column)
    ]
    return tuple(sorted(copies, key=lambda copy: copy.place))


def sizes_sentence(result: ConvolutionResult) -> Text:
    """Say how the shapes and the count of numbers change."""
    channels, height, width = result.input.shape
    rows, columns = result.params.kernel_size
    out_height, out_width = result.output_size
    terms = result.params.term_count
    return text(
        "{input} with {rows} × {columns} → {matrix}: {before} numbers become {after}.",
        input=f"(1, {channels}, {height}, {width})",
        rows=rows,
        columns=columns,
        matrix=f"({out_height * out_width}, {terms})",
        before=grouped(result.input.size),
        after=grouped(out_height * out_width * terms),
    )


def colors_sentence() -> Text:
    """Say what the colours of kernel and product mean."""
    return text("Kernel and product: orange is negative, purple positive.")


def row_sentence(result: ConvolutionResult, filter_: int, cell: int) -> Text:
    """Say what the row of the moment gives."""
    product = float(windows_at(result, cell, 1)[0] @ flat_kernel(result, filter_))
    bias = float(result.params.bias[filter_])
    values: dict[str, object] = {
        "row": grouped(cell + 1),
        "count": result.params.term_count,
        "product": number(product),
    }
    if bias:
        return text(
            "Row <b>{row}</b> times the kernel: {count} products, <b>{product}</b>; with the bias <b>{sum}</b>.",
            sum=number(product + bias),
            **values,
        )
    return text("Row <b>{row}</b> times the kernel: {count} products add up to <b>{product}</b>.", **values)


def cell_sentence(result: ConvolutionResult, cell: MatrixCell) -> Text:
    """Say which input cell a cell of the matrix copies."""
    source = source_of(result, cell)
    values: dict[str, object] = {
        "place": grouped(cell.place + 1),
        "term": cell.term + 1,
        "value": number(float(result.padded[source.channel, source.row, source.column])),
    }
    found = unpadded(result, source)
    if found is None:
        return text("Row {place}, column {term} copies padding: <b>{value}</b>.", **values)
    return text(
        "Row {place}, column {term} copies input row <b>{row}</b>, column <b>{column}</b>: <b>{value}</b>.",
        row=found[0] + 1,
        column=found[1] + 1,
        **values,
    )


def copies_sentence(result: ConvolutionResult, source: Source) -> Text:
    """Say how often a cell of the padded input stands in the matrix."""
    count = len(copies_of(result, source))
    found = unpadded(result, source)
    if found is None:
        if count == 1:
            return text("This cell of the padding stands <b>once</b> in the matrix.")
        return text("This cell of the padding stands <b>{count}</b> times in the matrix.", count=count)
    if count == 1:
        return text(
            "Input row <b>{row}</b>, column <b>{column}</b> stands <b>once</b> in the matrix.",
            row=found[0] + 1,
            column=found[1] + 1,
        )
    return text(
        "Input row <b>{row}</b>, column <b>{column}</b> stands <b>{count}</b> times in the matrix.",
        row=found[0] + 1,
        column=found[1] + 1,
        count=count,
    )


def term_sentence(result: ConvolutionResult, filter_: int, term: int) -> Text:
    """Say what stands in one column of the matrix."""
    _, row, column = term_place(result, term)
    return text(
        "Column {term} holds what the weight <b>{weight}</b> at kernel row {row}, column {column} meets.",
        term=term + 1,
        weight=number(float(flat_kernel(result, filter_)[term])),
        row=row + 1,
        column=column + 1,
    )


def explanation(result: ConvolutionResult) -> Text:
    """Return the text of the explanation card."""
    return text(
        "<b>im2col</b> writes every window as one row. Then the whole convolution is one matrix product, "
        "columns · kernel + bias, which computers do fastest. The price is memory: each number is copied once for "
        "every window it takes part in. Here {sizes}",
        sizes=sizes_sentence(result),
    )


def unpadded(result: ConvolutionResult, source: Source) -> Pair | None:
    """Return row and column of the input; None for a cell of the padding."""
    row, column = source.row - result.fits[0].padding[0], source.column - result.fits[1].padding[0]
    rows, columns = result.input.shape[1:]
    return (row, column) if 0 <= row < rows and 0 <= column < columns else None


def _meetings(axis: AxisFit, position: int) -> list[tuple[int, int]]:
    """Return the places of the window that meet a position, and the kernel cell that lies on it at each."""
    meetings = []
    for offset in range(axis.kernel_size):
        place, rest = divmod(position - offset * axis.dilation, axis.stride)
        if rest == 0 and 0 <= place < axis.output_size:
            meetings.append((place, offset))
    return meetings
