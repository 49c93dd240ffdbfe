"""The unrolled layer as nodes and connections: each weight of the kernel has its hue and its dashes."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.core.palette import cell_hue
from cnnstudio.labs.convolution.link_geometry import NodePlaces, mark_at, place_nodes
from cnnstudio.labs.convolution.unrolled import Link, Mark, Unrolled
from cnnstudio.widgets.stage.fitted_text import LEFT, RIGHT, draw_fitted, words_width
from cnnstudio.widgets.stage.number_colors import Colors
from cnnstudio.widgets.stage.terms import number
from cnnstudio.widgets.theme import CAPTION, Theme, interface_font

_DASHES: tuple[list[float], ...] = ([], [5.0, 3.0], [1.5, 2.5])
"""For the kernel's rows in turn: solid, dashed, dotted; colour is never the only sign."""

_FAINT, _FAINTER = 0.5, 0.25
"""Opacity of the connections that do not stand out, where there are few and where there are many."""

_MANY = 200
_SMALLEST_LABELLED = 16.0


class LinkPicture(QWidget):
    """Shows the connections; those of what is marked stand out, the others are faint.

    Signals
    -------
    pointed
        The `Mark` under the pointer, or chosen by the arrows up and down; None when it leaves.
    """

    pointed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._unrolled: Unrolled | None = None
        self._label_room = 0.0
        self._marked = Mark("output", 0)
        self._colors: tuple[Colors, Colors] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.subscribe(self._on_theme)

    def show_layer(self, unrolled: Unrolled, inputs: Colors, outputs: Colors) -> None:
        """Show another layer, its nodes in these colours."""
        self._unrolled, self._colors = unrolled, (inputs, outputs)
        self._label_room = _label_room(unrolled)
        self.update()

    def mark(self, mark: Mark) -> None:
        """Let the connections of a node or a weight stand out."""
        if mark != self._marked:
            self._marked = mark
            self.update()

    def places(self) -> NodePlaces:
        """Return where the nodes stand."""
        assert self._unrolled is not None
        room = self._label_room
        return place_nodes(self._unrolled, room + 12, self.width() - room - 12, self.height())

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._unrolled is None or self._colors is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self.places()
        marked = self._unrolled.links_of(self._marked)
        painter.setOpacity(_FAINT if len(self._unrolled.links) <= _MANY else _FAINTER)
        self._draw_links(painter, self._unrolled.links, places, 1.0)
        painter.setOpacity(1.0)
        self._draw_links(painter, marked, places, 2.5)
        for values, side, nodes, radius, (colormap, limit) in (
            (self._unrolled.input, places.left, places.inputs, places.radius, self._colors[0]),
            (self._unrolled.output, places.right, places.outputs, places.output_radius, self._colors[1]),
        ):
            fills = colormap().colors(values.reshape(-1), limit)
            self._draw_nodes(painter, [QPointF(side, y) for y in nodes.tolist()], radius, fills)
        self._draw_marks(painter, places, marked)
        self._draw_labels(painter, self._unrolled, places)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.palette.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _draw_links(self, painter: QPainter, links: tuple[Link, ...], places: NodePlaces, width: float) -> None:
        by_cell: dict[tuple[int, int], list[QLineF]] = {}
        for link in links:
            ends = places.inputs[link.input], places.outputs[link.output]
            by_cell.setdefault(link.kernel_cell, []).append(QLineF(places.left, ends[0], places.right, ends[1]))
        for (row, column), lines in by_cell.items():
            pen = QPen(QColor(cell_hue(self._theme.palette, row, column)), width)
            if dashes := _DASHES[row % len(_DASHES)]:
                pen.setDashPattern(dashes)
            painter.setPen(pen)
            painter.drawLines(lines)

    def _draw_nodes(self, painter: QPainter, centres: list[QPointF], radius: float, fills: ByteArray) -> None:
        painter.setPen(QPen(QColor(self._theme.palette.outline), 1))
        for centre, (red, green, blue) in zip(centres, fills.tolist(), strict=True):
            painter.setBrush(QColor(red, green, blue))
            painter.drawEllipse(centre, radius, radius)

    def _draw_marks(self, painter: QPainter, places: NodePlaces, links: tuple[Link, ...]) -> None:
        """Ring the nodes at both ends of the connections that stand out."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.palette.text), 2))
        for input_ in {link.input for link in links}:
            painter.drawEllipse(QPointF(places.left, places.inputs[input_]), places.radius, places.radius)
        for output in {link.output for link in links}:
            centre = QPointF(places.right, places.outputs[output])
            painter.drawEllipse(centre, places.output_radius, places.output_radius)

    def _draw_labels(self, painter: QPainter, unrolled: Unrolled, places: NodePlaces) -> None:
        """Write the numbers beside the nodes, where these are far enough apart."""
        room = self._label_room
        columns: tuple[tuple[FloatArray, FloatArray, float, float, Qt.AlignmentFlag], ...] = (
            (unrolled.input, places.inputs, places.input_step, 0.0, RIGHT),
            (unrolled.output, places.outputs, places.output_step, self.width() - room, LEFT),
        )
        for values, nodes, step, left, align in columns:
            if step < _SMALLEST_LABELLED:
                continue
            for value, y in zip(values.reshape(-1).tolist(), nodes.tolist(), strict=True):
                place = QRectF(left, y - step / 2, room, step)
                draw_fitted(painter, place, number(value), CAPTION, self._theme.palette.text_second, align=align)

    # -- pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._unrolled is not None:
            place = event.position()
            self.pointed.emit(mark_at(self._unrolled, self.places(), place.x(), place.y()))

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or self._unrolled is None:
            super().keyPressEvent(event)
            return
        here = self._marked.place if self._marked.kind == "output" else 0
        assert isinstance(here, int)
        self.pointed.emit(Mark("output", int(np.clip(here + step, 0, self._unrolled.output.size - 1))))

    def _on_theme(self) -> None:
        self.update()


def _label_room(unrolled: Unrolled) -> float:
    """Return the width of the longest number beside a node."""
    font = interface_font(CAPTION)
    numbers = (*unrolled.output.flat, *unrolled.input.flat)
    return max(words_width(written, font) for written in {number(float(value)) for value in numbers})
