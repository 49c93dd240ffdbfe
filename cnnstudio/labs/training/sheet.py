"""Curves, legend and table on a sheet of paper: in ink on white, whatever the app's colours are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cnnstudio.labs.training.sheet_content import LegendEntry, SheetContent
from cnnstudio.widgets.curve_plot import CurvePlot
from cnnstudio.widgets.curve_traces import PENS
from cnnstudio.widgets.picture_file import save_picture
from cnnstudio.widgets.stage.fitted_text import LEFT, draw_fitted, words_height
from cnnstudio.widgets.theme import BODY, CAPTION, Theme, interface_font

_WIDTH, _MARGIN = 1120, 28
"""As wide as A4 lies: 1120 pixels of 1/96 inch."""
_PLOT, _GAP = 360, 32
_LINE, _ROW, _SAMPLE = 24, 26, 40
_CELL = 20
"""Room between two columns of the table."""


def save_sheet(content: SheetContent, path: Path) -> None:
    """Save a sheet as PNG, SVG or PDF, by the ending of the name; raises `UserError` where it cannot be written."""
    sheet = CurveSheet(content)
    try:
        save_picture(sheet, path)
    finally:
        sheet.deleteLater()


class CurveSheet(QWidget):
    """As high as what stands on it."""

    def __init__(self, content: SheetContent) -> None:
        super().__init__()
        self._content = content
        self._theme = Theme("light")
        self._title_font, self._font = interface_font(BODY, bold=True), interface_font(CAPTION)
        room = _WIDTH - 2 * _MARGIN
        top = _MARGIN + words_height(content.title, room, self._title_font) + 16
        half = (room - _GAP) // 2
        for place, picture in enumerate(content.plots):
            plot = CurvePlot(self._theme, self)
            plot.setGeometry(_MARGIN + place * (half + _GAP), round(top), half, _PLOT)
            plot.show_picture(picture)
        self._below = top + _PLOT + 20
        self._blocks = _blocks(content.table, room, QFontMetricsF(self._font))
        rows = len(content.table)
        height = self._below + len(content.legend) * _LINE + len(self._blocks) * (rows * _ROW + 20) + _MARGIN
        self.resize(_WIDTH, round(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, room = QPainter(self), QRectF(_MARGIN, _MARGIN, _WIDTH - 2 * _MARGIN, self.height())
        painter.fillRect(self.rect(), QColor(self._theme.palette.stage))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._title_font)
        painter.setPen(QColor(self._theme.palette.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self._content.title)
        y = self._below
        for entry in self._content.legend:
            self._draw_entry(painter, entry, y)
            y += _LINE
        for columns in self._blocks:
            y = self._draw_block(painter, columns, y + 20)
        painter.end()

    def _draw_entry(self, painter: QPainter, entry: LegendEntry, y: float) -> None:
        """Draw a piece of a curve, and whose it is."""
        width, style = PENS[entry.line]
        color, middle = QColor(getattr(self._theme.palette, entry.color)), y + _LINE / 2
        if entry.line == "noise":
            color.setAlphaF(0.35)
        painter.setPen(QPen(color, width, style))
        painter.drawLine(QPointF(_MARGIN, middle), QPointF(_MARGIN + _SAMPLE, middle))
        if entry.line == "rings":
            painter.setBrush(QColor(self._theme.palette.stage))
            painter.drawEllipse(QPointF(_MARGIN + _SAMPLE / 2, middle), 3, 3)
        room = QRectF(_MARGIN + _SAMPLE + 12, y, _WIDTH - 2 * _MARGIN - _SAMPLE - 12, _LINE)
        words = QFontMetricsF(self._font).elidedText(entry.words, Qt.TextElideMode.ElideMiddle, room.width())
        draw_fitted(painter, room, words, CAPTION, self._theme.palette.text)

    def _draw_block(self, painter: QPainter, columns: Sequence[tuple[int, float]], y: float) -> float:
        """Draw some columns of the table, and return where they end."""
        colors, metrics = self._theme.palette, QFontMetricsF(self._font)
        for row, cells in enumerate(self._content.table):
            x = float(_MARGIN)
            painter.setFont(self._font)
            for column, width in columns:
                words = metrics.elidedText(cells[column], Qt.TextElideMode.ElideMiddle, width - _CELL)
                painter.setPen(QColor(colors.text if row else colors.text_second))
                painter.drawText(QRectF(x, y, width, _ROW), LEFT, words)
                x += width
            y += _ROW
            painter.setPen(QPen(QColor(colors.divider if row else colors.outline), 1))
            painter.drawLine(QPointF(_MARGIN, y), QPointF(_WIDTH - _MARGIN, y))
        return y


def _blocks(
    table: Sequence[Sequence[str]], room: float, metrics: QFontMetricsF
) -> tuple[tuple[tuple[int, float], ...], ...]:
    """Break a table's columns, with their widths, into blocks that fit the room; the first column is in each."""
    if not table:
        return ()
    widths = [max(metrics.horizontalAdvance(cell) for cell in column) + _CELL for column in zip(*table, strict=True)]
    widths[0] = min(widths[0], room / 3)
    blocks: list[list[tuple[int, float]]] = [[(0, widths[0])]]
    for column, width in list(enumerate(widths))[1:]:
        if len(blocks[-1]) > 1 and sum(taken for _, taken in blocks[-1]) + width > room:
            blocks.append([(0, widths[0])])
        blocks[-1].append((column, min(width, room - widths[0])))
    return tuple(tuple(block) for block in blocks)
