"""A strip of every layer's feature maps, from the first convolution to the last dense layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.colormaps import Colormap
from cnnstudio.widgets.painting import draw_arrow, draw_cells
from cnnstudio.widgets.strip_layout import Arrangement, Block, arrange, caption_font, least_width, title_font
from cnnstudio.widgets.theme import Theme


@dataclass(frozen=True, eq=False)
class MapGroup:
    """The output of one layer.

    Attributes
    ----------
    title, caption
        What stands above, such as "Convolution 1" and "8 maps, 26 × 26".
    maps
        (K, H, W) numbers.
    signed
        Whether numbers below zero occur.

    """

    title: str
    caption: str
    maps: FloatArray
    signed: bool


class MapStrip(QWidget):
    """Shows the groups side by side, each map as large as the room allows.

    Signals
    -------
    map_chosen
        Number of the group and of the map that was clicked, or entered by key.
    """

    map_chosen = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: tuple[MapGroup, ...] = ()
        self._arrangement = Arrangement()
        self._arranged_for: object = None
        self._pointed = (-1, -1)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.subscribe(self._on_theme)

    @property
    def groups(self) -> tuple[MapGroup, ...]:
        """The layers shown."""
        return self._groups

    def show_groups(self, groups: Sequence[MapGroup]) -> None:
        """Show other numbers."""
        self._groups = tuple(groups)
        self.update()

    @property
    def least_width(self) -> int:
        """Width below which the layers do not stand side by side, pixels."""
        return round(least_width(self._groups))

    def sizeHint(self) -> QSize:
        return QSize(900, 205)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter, QRectF(self.rect()))
        painter.end()

    def paint(self, painter: QPainter, region: QRectF) -> None:
        """Draw card, titles, maps and arrows into the region."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.palette.card))
        painter.drawRoundedRect(region, 8, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        arrangement = self._arrange(region)
        blocks = arrangement.blocks
        for number, (group, block) in enumerate(zip(self._groups, blocks, strict=True)):
            self._draw_titles(painter, group, block, arrangement.zoom)
            self._draw_maps(painter, group, block)
            if (number + 1) % arrangement.line_length and number + 1 < len(blocks):
                self._draw_arrow(painter, block, blocks[number + 1])
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.palette.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(region.adjusted(1, 1, -1, -1), 8, 8)
        if 0 <= self._pointed[0] < len(blocks):
            self._ring(painter, blocks[self._pointed[0]].cells[self._pointed[1]])

    def _arrange(self, region: QRectF) -> Arrangement:
        """Return where the maps lie; worked out again only when sizes, titles or zoom changed."""
        titles = tuple((group.title, group.caption, group.maps.shape) for group in self._groups)
        wanted = (region.getRect(), titles, self._theme.zoom)
        if wanted != self._arranged_for:
            self._arrangement = arrange(self._groups, region, self._theme.zoom)
            self._arranged_for = wanted
        return self._arrangement

    def _draw_titles(self, painter: QPainter, group: MapGroup, block: Block, zoom: int) -> None:
        colors = self._theme.palette
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colors.text))
        painter.setFont(title_font(zoom))
        painter.drawText(block.title, flags, group.title)
        painter.setPen(QColor(colors.text_second))
        painter.setFont(caption_font(zoom))
        painter.drawText(block.caption, flags, group.caption)

    def _draw_maps(self, painter: QPainter, group: MapGroup, block: Block) -> None:
        colormap = self._colormap(group)
        limit = float(np.abs(group.maps).max()) if group.maps.size else 0.0
        colors = colormap.colors(group.maps, limit)
        for cell, pixels in zip(block.cells, colors, strict=True):
            draw_cells(painter, cell, pixels)
        if group.signed:
            painter.setPen(QPen(QColor(self._theme.palette.divider), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRects(list(block.cells))

    def _colormap(self, group: MapGroup) -> Colormap:
        maps = self._theme.colormaps
        return maps.signed if group.signed else maps.activation

    def _draw_arrow(self, painter: QPainter, block: Block, following: Block) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = block.maps.center().y()
        middle = (block.right + following.left) / 2
        start, end = QPointF(middle - 9, y), QPointF(middle + 9, y)
        draw_arrow(painter, start, end, self._theme.palette.text_second, 1.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _ring(self, painter: QPainter, cell: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.palette.stage), 4))
        painter.drawRect(cell)
        painter.setPen(QPen(QColor(self._theme.palette.text), 2))
        painter.drawRect(cell)

    # -- interaction

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._map_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._map_at(event.position())
        if found[0] >= 0:
            self.map_chosen.emit(*found)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at((-1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        every = [(g, m) for g, block in enumerate(self._arrangement.blocks) for m in range(len(block.cells))]
        if not every:
            return
        place = every.index(self._pointed) if self._pointed in every else -1
        if event.key() == Qt.Key.Key_Right:
            self._point_at(every[min(place + 1, len(every) - 1)])
        elif event.key() == Qt.Key.Key_Left:
            self._point_at(every[max(place - 1, 0)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and place >= 0:
            self.map_chosen.emit(*self._pointed)
        else:
            super().keyPressEvent(event)

    def _map_at(self, place: QPointF) -> tuple[int, int]:
        for number, block in enumerate(self._arrangement.blocks):
            for index, cell in enumerate(block.cells):
                if cell.contains(place):
                    return number, index
        return -1, -1

    def _point_at(self, found: tuple[int, int]) -> None:
        if found != self._pointed:
            self._pointed = found
            known = found[0] >= 0
            self.setCursor(Qt.CursorShape.PointingHandCursor if known else Qt.CursorShape.ArrowCursor)
            self.update()

    def _on_theme(self) -> None:
        self._arranged_for = None
        self.update()
