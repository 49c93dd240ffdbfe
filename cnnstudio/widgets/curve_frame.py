"""The frame around growing curves: title, axes, and the lines where something new begins."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from cnnstudio.core.palette import Palette
from cnnstudio.widgets.curve_parts import CurvePicture
from cnnstudio.widgets.plot_parts import Axis
from cnnstudio.widgets.stage.fitted_text import LEFT, RIGHT, draw_heading, words_width
from cnnstudio.widgets.theme import CAPTION, interface_font

_TICK, _BETWEEN_TICKS = 6.0, 8
"""Height of a tick where something new begins, and the pixels that there are at least between two."""

_BEFORE_LABEL, _MOVED = 4, 8
"""Pixels at least between the last number below an axis and its label, and by which it moves to be seen."""


@dataclass(frozen=True)
class CurveFrame:
    """Where the parts of a plot lie, pixels.

    Attributes
    ----------
    heading
        The line of the title.
    tag
        The line in which the name of the place that is looked at stands.
    curves
        Where the curves lie.
    ticks
        The line below them.
    caption
        Size of the type at the axes.

    """

    heading: QRectF
    tag: QRectF
    curves: QRectF
    ticks: QRectF
    caption: int


def frame_of(width: float, height: float, picture: CurvePicture, title: int, caption: int) -> CurveFrame:
    """Lay a plot out in a room; `title` and `caption` are sizes of type."""
    metrics = QFontMetricsF(interface_font(caption))
    line = metrics.height()
    left = max((metrics.horizontalAdvance(name) for _, name in picture.y.ticks), default=0.0) + 8
    right = max((metrics.horizontalAdvance(trace.label) + 10 for trace in picture.still), default=4.0)
    heading = QRectF(0, 0, width, round(title * 1.35))
    tag = QRectF(left, heading.bottom() + 2, width - left, line + 2)
    bottom = height - line - 4
    curves = QRectF(left, tag.bottom() + 2, max(20.0, width - left - right), max(20.0, bottom - tag.bottom() - 2))
    return CurveFrame(heading, tag, curves, QRectF(0, curves.bottom() + 3, width, line + 1), caption)


def draw_frame(painter: QPainter, frame: CurveFrame, picture: CurvePicture, title: int, palette: Palette) -> None:
    """Draw all that stands still around the curves."""
    sizes, colors = (title, frame.caption), (palette.text, palette.text_third)
    draw_heading(painter, frame.heading, picture.title, _note(frame, picture, title), sizes, colors)
    painter.setFont(interface_font(frame.caption))
    _draw_levels(painter, frame, picture.y, palette)
    _draw_dividers(painter, frame, picture, palette)
    painter.setPen(QPen(QColor(palette.outline), 1.5))
    painter.drawLine(frame.curves.bottomLeft(), frame.curves.bottomRight())
    _draw_places(painter, frame, picture.x, palette)


def _note(frame: CurveFrame, picture: CurvePicture, title: int) -> str:
    """Return both notes where there is room for them, else the first."""
    both = "; ".join(filter(None, (picture.note, picture.more)))
    taken = words_width(picture.title, interface_font(title, bold=True)) + 12
    has_room = taken + words_width(both, interface_font(frame.caption)) <= frame.heading.width()
    return both if has_room else picture.note or picture.more


def _draw_levels(painter: QPainter, frame: CurveFrame, axis: Axis, palette: Palette) -> None:
    line, taken = QFontMetricsF(painter.font()).height(), math.inf
    curves = frame.curves
    for value, name in sorted(axis.ticks):
        y = round(curves.bottom() - axis.share(value) * curves.height()) + 0.5
        painter.setPen(QPen(QColor(palette.divider), 1))
        painter.drawLine(QLineF(curves.left(), y, curves.right(), y))
        if y + line / 2 <= taken:
            taken = y - line / 2
            painter.setPen(QColor(palette.text_second))
            painter.drawText(QRectF(0, y - line / 2, curves.left() - 6, line), RIGHT, name)


def _draw_dividers(painter: QPainter, frame: CurveFrame, picture: CurvePicture, palette: Palette) -> None:
    """Draw thin ticks on the axis; a line through the curves would look like one of them."""
    curves = frame.curves
    places = {round(curves.left() + picture.x.share(value) * curves.width()) for value in picture.dividers}
    if len(places) * _BETWEEN_TICKS <= curves.width():
        painter.setPen(QPen(QColor(palette.text_third), 1))
        painter.drawLines([QLineF(x + 0.5, curves.bottom() - _TICK, x + 0.5, curves.bottom()) for x in sorted(places)])


def _draw_places(painter: QPainter, frame: CurveFrame, axis: Axis, palette: Palette) -> None:
    """Write what stands below the horizontal axis, its label at the right end; words that would touch are left out."""
    metrics, taken, room = QFontMetricsF(painter.font()), -math.inf, frame.ticks
    label = metrics.horizontalAdvance(axis.label) + 2 if axis.label else 0.0
    painter.setPen(QColor(palette.text_second))
    painter.drawText(QRectF(room.right() - label, room.top(), label, room.height()), LEFT, axis.label)
    end = room.right() - (label + _BEFORE_LABEL if label else 0)
    for value, name in sorted(axis.ticks):
        width = metrics.horizontalAdvance(name)
        middle = frame.curves.left() + axis.share(value) * frame.curves.width()
        left = max(middle - width / 2, 0.0)
        if end < left + width <= end + _MOVED:
            left = end - width
        if left >= taken + 8 and left + width <= end:
            taken = left + width
            painter.drawText(QRectF(left, room.top(), width + 2, room.height()), LEFT, name)


def type_sizes(height: float, title: int, caption: int) -> tuple[int, int]:
    """Return the sizes of title and captions in a plot of a height: low plots have small ones.

    >>> type_sizes(200, 32, 28), type_sizes(600, 32, 28)
    ((20, 17), (32, 28))
    """
    share = max(1.0, height / 160)
    return min(title, max(16, int(16 * share))), min(caption, max(CAPTION, int(CAPTION * share)))
