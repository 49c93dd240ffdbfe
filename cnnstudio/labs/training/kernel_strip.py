"""The kernels of the first layer, with their numbers where they are large enough, and the maps below them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import fixed
from cnnstudio.core.palette import ink_on
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.first_layer import FirstLayer
from cnnstudio.labs.training.strip_layout import StripPlaces, place_strip
from cnnstudio.widgets.accessible_cells import publish_cells
from cnnstudio.widgets.grid_numbers import NumberStyle, NumberWriter
from cnnstudio.widgets.map_sheets import MapSheets
from cnnstudio.widgets.stage.fitted_text import draw_fitted, draw_heading, words_height, words_width
from cnnstudio.widgets.theme import BODY, CAPTION, Theme, interface_font

_LEAST_TYPE, _MOST_TYPE = 9, 16
"""Sizes of the numbers in the cells of kernels, pixels."""

_NOTE = 9.5
"""Width of a note at the left of the pictures, in heights of its type."""

_MOST_READ_OUT = 49
"""Numbers of a kernel that a screen reader reads; of more, only its name."""


class KernelStrip(QWidget):
    """Shows a `FirstLayer`; screen readers find each kernel."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._translator = theme, translator
        self._layer: FirstLayer | None = None
        self._places: StripPlaces | None = None
        self._title_pixels, self._note_pixels = BODY, CAPTION
        self._sheets = MapSheets()
        self._shown: tuple[FloatArray, FloatArray | None] = (np.zeros((0, 1, 1), np.float32), None)
        publish_cells(self)
        theme.subscribe(self._on_theme)
        translator.subscribe(self._on_theme)

    def show_layer(self, layer: FirstLayer | None, title: int, note: int) -> None:
        """Show another layer, with titles in sizes of type; the same object means the same numbers."""
        if layer is not self._layer or (title, note) != (self._title_pixels, self._note_pixels):
            self._layer, self._title_pixels, self._note_pixels = layer, title, note
            self._forget()

    @property
    def places(self) -> StripPlaces | None:
        """Where everything lies; None where there is nothing."""
        if self._places is None and self._layer is not None:
            layer = self._layer
            title = round(1.6 * self._title_pixels)
            room = QRectF(self.rect()).adjusted(1, 1, -1, -1)  # for the frames
            titles = (self._title_width(layer.kernels_title), self._title_width(layer.maps_title))
            beside = max(*titles, min(_NOTE * self._note_pixels, room.width() / 5))
            self._places = place_strip(
                room, layer.count, title, layer.kernels.shape[2], has_maps=layer.maps is not None, beside=beside
            )
            count = len(self._places.kernels)
            self._shown = layer.kernels[:count], None if layer.maps is None else layer.maps[:count]
        return self._places

    def _title_width(self, title: Text) -> float:
        return words_width(self._translator(title), interface_font(self._title_pixels, bold=True)) + 2

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        places, layer = self.places, self._layer
        if places is None or layer is None:
            return
        painter = QPainter(self)
        (kernels, maps), colormaps = self._shown, self._theme.colormaps
        limit = float(np.abs(layer.kernels).max(initial=0)) or 1.0
        self._draw_title(painter, places.kernels_title, layer.kernels_title, self._kernels_note(layer, places))
        self._sheets.draw(painter, "kernels", kernels, places.kernels, colormaps.signed, limit)
        self._draw_frames(painter, places.kernels)
        self._draw_numbers(painter, kernels, places.kernels, limit)
        if maps is not None and layer.maps is not None:
            most = float(np.abs(layer.maps).max(initial=0)) or 1.0
            colormap = colormaps.signed if layer.is_signed else colormaps.activation
            self._draw_title(painter, places.maps_title, layer.maps_title, layer.maps_note)
            if not layer.is_blank:
                self._sheets.draw(painter, "maps", maps, places.maps, colormap, most)
            if layer.is_signed or layer.is_blank:
                self._draw_frames(painter, places.maps)
        painter.end()

    def _kernels_note(self, layer: FirstLayer, places: StripPlaces) -> Text:
        shown = len(places.kernels)
        if shown == layer.count:
            return layer.kernels_note
        return text("{shown} of {count}; {note}", shown=shown, count=layer.count, note=layer.kernels_note)

    def _draw_title(self, painter: QPainter, room: QRectF, title: Text, note: Text) -> None:
        sizes, colors = (self._title_pixels, self._note_pixels), self._theme.palette
        words = self._translator(title), self._translator(note)
        font, line = interface_font(self._note_pixels), QRectF(room)
        line.setHeight(round(1.35 * self._title_pixels))
        below = words_height(words[1], room.width(), font) + 2
        if room.height() < line.height() + below:
            draw_heading(painter, room, *words, sizes, (colors.text, colors.text_second))
            return
        line.moveTop(room.center().y() - (line.height() + below) / 2)
        draw_fitted(painter, line, words[0], self._title_pixels, colors.text, bold=True)
        painter.setFont(font)
        painter.setPen(QColor(colors.text_second))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(line.left(), line.bottom(), room.width(), below), flags, words[1])

    def _draw_frames(self, painter: QPainter, places: tuple[QRectF, ...]) -> None:
        painter.setPen(QPen(QColor(self._theme.palette.outline), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRects([place.adjusted(-0.5, -0.5, 0.5, 0.5) for place in places])

    def _draw_numbers(self, painter: QPainter, kernels: FloatArray, places: tuple[QRectF, ...], limit: float) -> None:
        """Write each number into its cell, where there is room."""
        if not places:
            return
        rows, columns = kernels.shape[1:]
        width, height = places[0].width() / columns, places[0].height() / rows
        decimals, pixels = _number_form(min(width, height), limit)
        if not pixels:
            return
        writer = NumberWriter(painter, NumberStyle(decimals, pixels))
        colors = self._theme.colormaps.signed.colors(kernels, limit)
        for place, numbers, shades in zip(places, kernels.tolist(), colors.tolist(), strict=True):
            for row in range(rows):
                for column in range(columns):
                    middle = place.topLeft() + QPointF((column + 0.5) * width, (row + 0.5) * height)
                    ink = QColor(ink_on(tuple(shades[row][column])))
                    writer.write(middle.x(), middle.y(), numbers[row][column], ink)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget()

    def _on_theme(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._places = None
        self.update()

    # -- screen readers

    def accessible_cells(self) -> KernelStrip:
        """Return the kernels, for which the strip itself answers."""
        return self

    def cell_count(self) -> int:
        """Return how many kernels are shown."""
        return 0 if self.places is None else len(self.places.kernels)

    def cell_name(self, index: int) -> str:
        """Return what is read out of a kernel: its number and its weights, row by row."""
        name = self._translator(text("Kernel {number}", number=index + 1))
        if self._layer is None or self._layer.kernels[index].size > _MOST_READ_OUT:
            return name
        rows = self._layer.kernels[index].tolist()
        return f"{name}: " + "; ".join(" ".join(fixed(value, 2) for value in row) for row in rows)

    def cell_rect(self, index: int) -> QRectF:
        """Return where a kernel lies."""
        return QRectF() if self.places is None else self.places.kernels[index]

    def focused_cell(self) -> int | None:
        """Return None: the keyboard does not act on kernels."""
        return None


def _number_form(side: float, limit: float) -> tuple[int, int]:
    """Return how many decimals, and in which size of type, numbers up to a limit have in a cell; no size: none fit."""
    for decimals in (2, 1):
        widest = words_width(fixed(-limit, decimals), interface_font(100)) / 100
        pixels = int(min(side * 0.45, _MOST_TYPE, (side - 2) / widest))
        if pixels >= _LEAST_TYPE:
            return decimals, pixels
    return 0, 0
