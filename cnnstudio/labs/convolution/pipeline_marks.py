"""Which cells of the pipeline belong together: a window, the number it gives, and the pooled cell that looks at it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from cnnstudio.labs.convolution.pipeline import POOL, Pipeline, StageId
from cnnstudio.labs.convolution.pipeline_layout import PipelinePlaces
from cnnstudio.ops.window import Pair

_SMALLEST_MARK = 6.0


@dataclass(frozen=True)
class StageCell:
    """A cell of one map: of which filter, at which stage."""

    filter: int
    stage: StageId
    row: int
    column: int


def cell_under(pipeline: Pipeline, places: PipelinePlaces, point: QPointF) -> StageCell | None:
    """Return the cell of a map under a point; None beside the maps."""
    for filter_, row in zip(pipeline.filters, places.rows, strict=True):
        for stage, place in zip(pipeline.stages, row.maps, strict=True):
            if place.contains(point):
                right = (point.x() - place.left()) / place.width()
                down = (point.y() - place.top()) / place.height()
                return StageCell(filter_, stage.id, *stage.cell_at(right, down))
    return None


def filter_under(pipeline: Pipeline, places: PipelinePlaces, point: QPointF) -> int | None:
    """Return the filter whose row lies under a point."""
    rows = zip(pipeline.filters, places.rows, strict=True)
    return next((filter_ for filter_, row in rows if row.whole.contains(point)), None)


def marks_of(pipeline: Pipeline, places: PipelinePlaces, cell: StageCell) -> tuple[QRectF, ...]:
    """Return the places of everything that belongs to a cell: on the input, and on each map of its filter."""
    if cell.filter not in pipeline.filters:
        return ()
    pools = cell.stage == "pooled"
    first = (cell.row * POOL, cell.column * POOL) if pools else (cell.row, cell.column)
    count = POOL if pools else 1
    row = places.rows[pipeline.filters.index(cell.filter)]
    marks = [_window(pipeline, places.picture, first, count)]
    for stage, place in zip(pipeline.stages, row.maps, strict=True):
        if stage.id != "pooled":
            marks.append(_cells(place, stage.size, first, (count, count)))
        elif first[0] // POOL < stage.size[0] and first[1] // POOL < stage.size[1]:
            marks.append(_cells(place, stage.size, (first[0] // POOL, first[1] // POOL), (1, 1)))
    return tuple(mark for mark in marks if not mark.isEmpty())


def _window(pipeline: Pipeline, picture: QRectF, first: Pair, count: int) -> QRectF:
    """Return where the windows of `count` × `count` output cells lie on the input, as far as they lie on it."""
    starts = [place * axis.stride - axis.padding[0] for place, axis in zip(first, pipeline.result.fits, strict=True)]
    sizes = [axis.extent + (count - 1) * axis.stride for axis in pipeline.result.fits]
    rows, columns = pipeline.result.input.shape[1:]
    window = _cells(picture, (rows, columns), (starts[0], starts[1]), (sizes[0], sizes[1]))
    return window.intersected(picture)


def _cells(place: QRectF, size: Pair, first: Pair, count: Pair) -> QRectF:
    width, height = place.width() / size[1], place.height() / size[0]
    cells = QRectF(
        place.left() + first[1] * width, place.top() + first[0] * height, count[1] * width, count[0] * height
    )
    # A ring around a cell of one or two pixels would hide it.
    more = max(0.0, _SMALLEST_MARK - min(cells.width(), cells.height())) / 2
    return cells.adjusted(-more, -more, more, more)
