"""Paints the pipeline: input, kernels, maps, headings and the scales of their colours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cnnstudio.core.arrays import ByteArray
from cnnstudio.core.colormaps import Colormap
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.convolution.input_colors import input_colors
from cnnstudio.labs.convolution.pipeline import Pipeline, Stage, kernel_words, stage_title
from cnnstudio.labs.convolution.pipeline_layout import PipelinePlaces
from cnnstudio.widgets.painting import draw_arrow, draw_cells
from cnnstudio.widgets.stage.fitted_text import LEFT, RIGHT, draw_fitted, fitted_font, words_width
from cnnstudio.widgets.stage.terms import number
from cnnstudio.widgets.theme import BODY, CAPTION, Theme, interface_font

_SCALE = np.linspace(0, 1, 64)[None]


@dataclass(frozen=True, eq=False)
class PipelineColors:
    """The colours of everything that is made of cells, worked out once for a result and a theme."""

    picture: ByteArray
    kernels: tuple[ByteArray, ...]
    maps: tuple[ByteArray, ...]
    """For each stage (K, h, w, 3)."""


def pipeline_colors(pipeline: Pipeline, theme: Theme) -> PipelineColors:
    """Return the colours of a pipeline in the theme of the moment."""
    weights = [pipeline.result.params.weight[number, pipeline.channel] for number in pipeline.filters]
    colormap, limit = input_colors(pipeline.result, theme)
    return PipelineColors(
        colormap().colors(pipeline.picture, limit),
        tuple(theme.colormaps.signed.colors(weight, float(np.abs(weight).max())) for weight in weights),
        tuple(_colormap(stage, theme).colors(stage.drawn, stage.limit) for stage in pipeline.stages),
    )


class PipelinePicture:
    """Draws a pipeline with a painter, the same for screen, PNG, SVG and PDF; `zoom` is that of its words."""

    def __init__(self, theme: Theme, translator: Translator) -> None:
        self._theme, self._translator = theme, translator
        self.zoom = 100

    def pixels(self, size: float) -> int:
        """Return a size of type at the zoom of the words."""
        return round(size * self.zoom / 100)

    def draw(
        self, painter: QPainter, pipeline: Pipeline, colors: PipelineColors, places: PipelinePlaces, chosen: int
    ) -> None:
        """Draw everything; `chosen` is the filter that is looked at."""
        draw_cells(painter, places.picture, colors.picture)
        self._frame(painter, places.picture)
        size = pipeline.result.input.shape[1:]
        place = QRectF(places.picture.left(), 4, places.head.left() - places.picture.left() - 16, places.head.height())
        self._heading(painter, place, self._translator(text("Input")), f"{size[0]} × {size[1]}")
        self._headings(painter, pipeline, places)
        self._rows(painter, pipeline, colors, places, chosen)
        self._legend(painter, pipeline, places.legend)

    def draw_foot(self, painter: QPainter, pipeline: Pipeline, place: QRectF) -> None:
        """Write the line below the maps."""
        painter.setFont(interface_font(self.pixels(CAPTION)))
        painter.setPen(QColor(self._theme.palette.text_third))
        painter.drawText(place, Qt.TextFlag.TextWordWrap, self.foot_words(pipeline))

    def foot_words(self, pipeline: Pipeline) -> str:
        """Return the line below the maps."""
        rows, columns = pipeline.stages[0].size
        if len(pipeline.stages) < 3:
            words = text("A map of {rows} × {columns} is too small for 2 × 2 pooling.", rows=rows, columns=columns)
        else:
            words = text("Pooling keeps the largest of each 2 × 2 cells; it gets a lab of its own.")
        return self._translator(words)

    # -- parts

    def _rows(
        self, painter: QPainter, pipeline: Pipeline, colors: PipelineColors, places: PipelinePlaces, chosen: int
    ) -> None:
        palette = self._theme.palette
        for place, (filter_, row) in enumerate(zip(pipeline.filters, places.rows, strict=True)):
            is_chosen = filter_ == chosen and len(pipeline.result.params.weight) > 1
            if is_chosen:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(QColor(palette.accent), 2))
                painter.setBrush(QColor(palette.selected))
                painter.drawRoundedRect(row.whole, 6, 6)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            draw_cells(painter, row.kernel, colors.kernels[place])
            self._frame(painter, row.kernel)
            if row.name is not None:
                words = self._translator(kernel_words(pipeline.result, filter_))
                painter.setFont(interface_font(self.pixels(CAPTION), bold=is_chosen))
                painter.setPen(QColor(palette.text))
                painter.drawText(row.name, Qt.TextFlag.TextWordWrap, words)
            for stage, target in enumerate(row.maps):
                draw_cells(painter, target, colors.maps[stage][place])
                self._frame(painter, target)
            self._arrows(painter, (row.kernel, *row.maps))

    def _arrows(self, painter: QPainter, parts: tuple[QRectF, ...]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for left, right in zip(parts[1:], parts[2:], strict=False):
            if right.left() - left.right() >= 28:
                y, middle = left.center().y(), (left.right() + right.left()) / 2
                start, end = QPointF(middle - 10, y), QPointF(middle + 10, y)
                draw_arrow(painter, start, end, self._theme.palette.text_second)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _headings(self, painter: QPainter, pipeline: Pipeline, places: PipelinePlaces) -> None:
        """Write over each column what it is; where columns are narrow, one line over all of them."""
        titles = [self._translator(stage_title(pipeline.result, stage.id)) for stage in pipeline.stages]
        sizes = [f"{stage.size[0]} × {stage.size[1]}" for stage in pipeline.stages]
        smallest = interface_font(CAPTION, bold=True)
        if all(
            words_width(word, smallest) <= place.width()
            for number, place in enumerate(places.headings)
            for word in (titles[number % len(titles)], sizes[number % len(sizes)])
        ):
            for number, place in enumerate(places.headings):
                self._heading(painter, place, titles[number % len(titles)], sizes[number % len(sizes)])
            return
        flow = "  →  ".join(f"{title} {size}" for title, size in zip(titles, sizes, strict=True))
        place = QRectF(places.head.left(), places.head.top(), places.head.width(), places.head.height() / 2)
        draw_fitted(
            painter,
            place,
            self._translator(text("Each row, from left to right")),
            self.pixels(BODY),
            self._theme.palette.text,
            bold=True,
        )
        draw_fitted(
            painter, place.translated(0, place.height()), flow, self.pixels(CAPTION), self._theme.palette.text_third
        )

    def _heading(self, painter: QPainter, place: QRectF, title: str, note: str) -> None:
        colors, half = self._theme.palette, place.height() * 0.54
        upper = QRectF(place.left(), place.top(), place.width(), half)
        lower = QRectF(place.left(), place.top() + half, place.width(), place.height() - half)
        draw_fitted(painter, upper, title, self.pixels(BODY), colors.text, bold=True)
        draw_fitted(painter, lower, note, self.pixels(CAPTION), colors.text_third)

    def _legend(self, painter: QPainter, pipeline: Pipeline, room: QRectF) -> None:
        """Say once what the colours mean: one bar for the convolution, one for all that follows."""
        before, after = pipeline.stages[:2]
        titles = (
            self._translator(stage_title(pipeline.result, before.id)),
            self._translator(text("{stage}, pooled", stage=stage_title(pipeline.result, after.id))),
        )
        height = room.height() / 2
        for place, (stage, title) in enumerate(zip((before, after), titles, strict=True)):
            part = QRectF(room.left(), room.top() + place * height, room.width(), height - 6)
            self._scale(painter, stage, title, part)

    def _scale(self, painter: QPainter, stage: Stage, title: str, room: QRectF) -> None:
        pixels, colors = self.pixels(CAPTION), self._theme.palette
        half = room.height() / 2
        upper = QRectF(room.left(), room.top(), room.width(), half)
        draw_fitted(painter, upper, title, pixels, colors.text_second)
        low, high = number(-stage.limit if stage.signed else 0.0), number(stage.limit)
        font = fitted_font(low + high, room.width() * 0.4, pixels)
        ends = [words_width(words, font) + 8 for words in (low, high)]
        bar = QRectF(room.left() + ends[0], room.top() + half + half * 0.25, room.width() - sum(ends), half * 0.5)
        shades = 2 * _SCALE - 1 if stage.signed else _SCALE
        draw_cells(painter, bar, _colormap(stage, self._theme).colors(shades, 1.0))
        self._frame(painter, bar)
        line = QRectF(room.left(), room.top() + half, room.width(), half)
        draw_fitted(painter, line, low, font.pixelSize(), colors.text_second, align=LEFT)
        draw_fitted(painter, line, high, font.pixelSize(), colors.text_second, align=RIGHT)

    def _frame(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(QPen(QColor(self._theme.palette.outline), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)


def _colormap(stage: Stage, theme: Theme) -> Colormap:
    return theme.colormaps.signed if stage.signed else theme.colormaps.activation
