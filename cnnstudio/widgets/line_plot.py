"""Curves in a frame with two axes, drawn as quickly as a control is moved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.widgets.plot_axes import draw_axes
from cnnstudio.widgets.plot_parts import Axis, Curve, Dot, Level
from cnnstudio.widgets.theme import CAPTION, Theme, interface_font

_SAMPLE = 28
"""Room for the piece of a curve that stands before its name, pixels."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LinePlot(QWidget):
    """Shows curves; a click or drag chooses a place on the horizontal axis.

    Signals
    -------
    x_chosen
        The number on the horizontal axis.
    """

    x_chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._x = Axis(0, 1, (), "")
        self._y = Axis(0, 1, (), "")
        self._curves: tuple[Curve, ...] = ()
        self._levels: tuple[Level, ...] = ()
        self._dots: tuple[Dot, ...] = ()
        self._rug: FloatArray | None = None
        self._pixels = CAPTION
        self.setMinimumSize(80, 60)
        theme.subscribe(self._on_theme)

    def show_plot(
        self,
        x: Axis,
        y: Axis,
        curves: Sequence[Curve],
        levels: Sequence[Level] = (),
        dots: Sequence[Dot] = (),
        rug: FloatArray | None = None,
    ) -> None:
        """Show other curves; `rug` are (n,) numbers that are marked along the horizontal axis."""
        self._x, self._y = x, y
        self._curves, self._levels, self._dots, self._rug = tuple(curves), tuple(levels), tuple(dots), rug
        self.update()

    @property
    def frame(self) -> QRectF:
        """Where the curves lie: what words and ticks leave of the widget."""
        metrics = QFontMetricsF(self._font())
        line = metrics.height()
        widest = max((metrics.horizontalAdvance(name) for _, name in self._y.ticks), default=0.0)
        left = widest + 10
        top = line + 8 + (line + 4) * len(self._legend_rows(self.width() - left))
        return QRectF(left, top, max(self.width() - left - 12, 10.0), max(self.height() - top - 2 * line - 8, 10.0))

    def point(self, x: float, y: float) -> QPointF:
        """Return where a point of the plane lies in the widget."""
        frame = self.frame
        return QPointF(
            frame.left() + self._x.share(x) * frame.width(), frame.bottom() - self._y.share(y) * frame.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draw everything; the same for the screen and for files."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        frame = self.frame
        draw_axes(painter, QRectF(self.rect()), frame, self._x, self._y, self._theme.palette)
        self._draw_rug(painter, frame)
        self._draw_levels(painter, frame)
        self._draw_curves(painter, frame)
        self._draw_legend(painter, frame)
        self._draw_dots(painter, frame)

    def _font(self) -> QFont:
        """Return the captions' font, smaller where the plot is."""
        share = min(self.width() / 320, self.height() / 240)
        return interface_font(min(self._theme.scaled(CAPTION), max(CAPTION, int(CAPTION * share))))

    def _draw_rug(self, painter: QPainter, frame: QRectF) -> None:
        if self._rug is None:
            return
        painter.setPen(QPen(QColor(self._theme.palette.text_third), 1))
        places = {round(frame.left() + self._x.share(value) * frame.width()) for value in self._rug.tolist()}
        painter.drawLines([QLineF(x + 0.5, frame.bottom() - 10, x + 0.5, frame.bottom()) for x in sorted(places)])

    def _draw_levels(self, painter: QPainter, frame: QRectF) -> None:
        colors, line = self._theme.palette, QFontMetricsF(painter.font()).height()
        for level in self._levels:
            y = self.point(self._x.low, level.y).y()
            painter.setPen(QPen(QColor(colors.good), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(frame.left(), y, frame.right(), y))
            painter.setPen(QColor(colors.good))
            painter.drawText(
                QRectF(frame.left(), y - line - 1, frame.width(), line), Qt.AlignmentFlag.AlignCenter, level.name
            )

    def _draw_curves(self, painter: QPainter, frame: QRectF) -> None:
        painter.save()
        painter.setClipRect(frame.adjusted(-3, -3, 3, 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for curve in self._curves:
            painter.setPen(self._pen(curve))
            xs = frame.left() + self._x.shares(curve.xs) * frame.width()
            ys = frame.bottom() - self._y.shares(curve.ys) * frame.height()
            path = QPainterPath()
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]))
            painter.drawPath(path)
        painter.restore()

    def _legend_rows(self, room: float) -> list[list[tuple[float, Curve]]]:
        """Return the curves that have names with where they begin, in as many rows as they need."""
        metrics = QFontMetricsF(self._font())
        rows: list[list[tuple[float, Curve]]] = []
        left = room
        for curve in self._curves:
            width = _SAMPLE + metrics.horizontalAdvance(curve.name) + 2
            if curve.name and left + width > room:
                rows.append([])
                left = 0.0
            if curve.name:
                rows[-1].append((left, curve))
                left += width + 16
        return rows

    def _draw_legend(self, painter: QPainter, frame: QRectF) -> None:
        line = QFontMetricsF(painter.font()).height()
        for number, row in enumerate(reversed(self._legend_rows(self.width() - frame.left()))):
            middle = frame.top() - line / 2 - 2 - number * (line + 4)
            for place, curve in row:
                left = frame.left() + place
                painter.setPen(self._pen(curve))
                painter.drawLine(QLineF(left, middle, left + 22, middle))
                painter.setPen(QColor(self._theme.palette.text))
                words = QRectF(left + _SAMPLE, middle - line / 2, self.width() - left - _SAMPLE, line)
                painter.drawText(words, _LEFT, curve.name)

    def _draw_dots(self, painter: QPainter, frame: QRectF) -> None:
        colors, metrics = self._theme.palette, QFontMetricsF(painter.font())
        for dot in self._dots:
            place = self.point(dot.x, dot.y)
            painter.setPen(QPen(QColor(colors.stage), 2))
            painter.setBrush(QColor(getattr(colors, dot.color)))
            painter.drawEllipse(place, 7, 7)
            if not dot.name:
                continue
            width = metrics.horizontalAdvance(dot.name) + 2
            left = min(max(place.x() - width / 2, frame.left() + 2), frame.right() - width)
            above = place.y() - 12 - metrics.height()
            top = above if above >= frame.top() else place.y() + 12
            words = QRectF(left, top, width, metrics.height())
            painter.fillRect(words.adjusted(-3, 0, 3, 0), QColor(colors.stage))
            painter.setPen(QColor(colors.text))
            painter.drawText(words, _LEFT, dot.name)

    def _pen(self, curve: Curve) -> QPen:
        style = Qt.PenStyle.DashLine if curve.is_dashed else Qt.PenStyle.SolidLine
        return QPen(QColor(getattr(self._theme.palette, curve.color)), 2.5, style)

    # -- interaction

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event.position())

    def _choose(self, place: QPointF) -> None:
        frame = self.frame
        self.x_chosen.emit(self._x.value((place.x() - frame.left()) / frame.width()))

    def _on_theme(self) -> None:
        self.update()
