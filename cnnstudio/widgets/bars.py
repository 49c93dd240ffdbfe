"""Ten probabilities as bars, the winner in colour and large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import plain_percent
from cnnstudio.widgets.theme import BODY, LARGE, RESULT, Theme, interface_font

_SHOWN = 0.005
"""A share below this is written in quiet grey."""


class Bars(QWidget):
    """One row a class: its name, a bar as long as its share, and the share in per cent."""

    def __init__(self, theme: Theme, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names = tuple(names)
        self._shares: FloatArray | None = None
        self.setMinimumSize(160, 200)
        theme.subscribe(self._on_theme)

    @property
    def shares(self) -> FloatArray | None:
        """The (K,) shares shown; None while there is nothing to answer."""
        return self._shares

    def show_shares(self, shares: FloatArray | None, names: Sequence[str] | None = None) -> None:
        """Show other shares of one, or none."""
        self._shares = shares
        self._names = tuple(names or self._names)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(364, 440)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter, QRectF(self.rect()))
        painter.end()

    def paint(self, painter: QPainter, region: QRectF) -> None:
        """Draw all rows into the region."""
        height = region.height() / len(self._names)
        winner = -1 if self._shares is None else int(self._shares.argmax())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, name in enumerate(self._names):
            row = QRectF(region.left(), region.top() + place * height, region.width(), height)
            share = None if self._shares is None else float(self._shares[place])
            self._draw_row(painter, row, name, share, wins=place == winner)

    def _draw_row(self, painter: QPainter, row: QRectF, name: str, share: float | None, *, wins: bool) -> None:
        colors, scaled = self._theme.palette, self._theme.scaled
        margin = 10.0
        if wins:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.selected))
            painter.drawRoundedRect(row.adjusted(0, 1, 0, -1), 6, 6)
        # Type never outgrows its row: at a large zoom in a small window the rows decide.
        name_size = min(scaled(RESULT if wins else LARGE), int(row.height() * 0.72))
        share_size = min(scaled(RESULT if wins else BODY), int(row.height() * 0.72))
        name_room = max(float(scaled(26)), 26.0)
        share_room = min(scaled(112.0), row.width() * 0.45)
        painter.setFont(interface_font(name_size, bold=wins))
        painter.setPen(QColor(colors.text))
        label = QRectF(row.left() + margin, row.top(), name_room, row.height())
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter, name)
        self._draw_bar(painter, row.adjusted(margin + name_room + 10, 0, -margin - share_room - 4, 0), share, wins=wins)
        if share is None:
            return
        painter.setFont(interface_font(share_size, bold=wins))
        painter.setPen(QColor(colors.text if share >= _SHOWN else colors.text_third))
        figure = QRectF(row.right() - margin - share_room, row.top(), share_room, row.height())
        painter.drawText(figure, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, plain_percent(share))

    def _draw_bar(self, painter: QPainter, room: QRectF, share: float | None, *, wins: bool) -> None:
        colors = self._theme.palette
        thickness = min(18.0, room.height() * 0.45)
        track = QRectF(room.left(), room.center().y() - thickness / 2, max(0.0, room.width()), thickness)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.stage if wins else colors.panel))
        painter.drawRoundedRect(track, 2, 2)
        if share is not None and share * track.width() >= 0.5:
            painter.setBrush(QColor(colors.accent if wins else colors.outline))
            painter.drawRoundedRect(QRectF(track.left(), track.top(), track.width() * share, thickness), 2, 2)

    def _on_theme(self) -> None:
        self.update()
