"""Scores and shares, and below them share minus target; one row a class."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QStaticText, QTransform

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.path.passes import Passes
from cnnstudio.labs.path.places import PathPlaces
from cnnstudio.labs.path.words import share, short
from cnnstudio.widgets.painting import is_vector
from cnnstudio.widgets.stage.fitted_text import LEFT, RIGHT, fitted_font
from cnnstudio.widgets.theme import BODY, Theme, interface_font

_LEAST_ROW, _HIGHEST_ROW = 10.5, 40.0
"""Heights of a row, pixels; the least at 100 %: who wants larger type sees fewer classes, and how many are left out."""

_SEEN = 0.0005
"""A number below this stands in quiet grey."""


class AnswerRows:
    """Paints the rows of the classes into their columns, in figures as large as the rows have room for."""

    def __init__(self, theme: Theme, translator: Translator) -> None:
        self._theme, self._translator = theme, translator

    def classes(self, passes: Passes, places: PathPlaces) -> tuple[int, ...]:
        """Return the classes that are shown: all, or the likeliest and the true one where there are too many."""
        rows = max(3, int(places.scores.large.height() / self._theme.scaled(_LEAST_ROW)))
        if len(passes.logits) <= rows:
            return tuple(range(len(passes.logits)))
        ranking = [int(number) for number in np.argsort(-passes.logits, kind="stable") if number != passes.target]
        return tuple(sorted((passes.target, *ranking[: rows - 2])))  # the last row says how many are left out

    def row(self, whole: QRectF, number: int, count: int) -> QRectF:
        """Return the place of one row of a column."""
        height = min(_HIGHEST_ROW, whole.height() / count)
        return QRectF(whole.left(), whole.top() + number * height, whole.width(), height)

    def target_row(self, passes: Passes, places: PathPlaces, whole: QRectF) -> QRectF:
        """Return the row of the true class in a column."""
        classes = self.classes(passes, places)
        return self.row(whole, classes.index(passes.target), _row_count(classes, passes))

    def draw_ground(self, painter: QPainter, passes: Passes, places: PathPlaces) -> None:
        """Tint the row of the true class, over both columns."""
        scores = self.target_row(passes, places, places.scores.large)
        right = places.shares.large.right()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.palette.selected))
        painter.drawRoundedRect(
            QRectF(scores.left() - 6, scores.top() + 1, right - scores.left() + 10, scores.height() - 2), 6, 6
        )

    def draw_scores(self, painter: QPainter, passes: Passes, places: PathPlaces) -> None:
        """Write each class's name and score, with a bar to the left or right of zero."""
        size = float(np.abs(passes.logits).max())
        decimals = 2 if size < 1 else 1 if size < 1000 else 0
        limit = size or 1.0

        def write(row: QRectF, number: int, font: int) -> None:
            bold, figure = number == passes.target, row.width() / 14
            value = float(passes.logits[number])
            name = QRectF(row.left(), row.top(), 2 * figure, row.height())
            self._write(painter, name, passes.network.spec.class_names[number], font, bold=bold, align=LEFT)
            words = fixed(value, decimals) if size < 1e5 else short(value)
            self._write(painter, QRectF(row.left(), row.top(), 7.4 * figure, row.height()), words, font, bold=bold)
            room = QRectF(row.left() + 8 * figure, row.top(), 5 * figure, row.height())
            self._signed_bar(painter, room, value / limit)

        self._each(passes, places, places.scores.large, write)
        self._tell_left_out(painter, passes, places, places.scores.large)

    def draw_shares(self, painter: QPainter, passes: Passes, places: PathPlaces) -> None:
        """Write each class's share, with a bar as long as it."""
        colors = self._theme.palette

        def write(row: QRectF, number: int, font: int) -> None:
            bold, value, figure = number == passes.target, float(passes.probabilities[number]), row.width() / 11.5
            room = QRectF(row.left(), row.top(), 5 * figure, row.height())
            painter.setPen(QPen(QColor(colors.divider), 1))
            painter.drawLine(QPointF(room.left(), room.top() + 3), QPointF(room.left(), room.bottom() - 3))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent if bold else colors.outline))
            painter.drawRect(_bar(room, room.left(), value * room.width()))
            quiet = value < _SEEN
            figures = QRectF(room.right(), row.top(), row.right() - room.right(), row.height())
            self._write(painter, figures, share(value), font, bold=bold, quiet=quiet)

        self._each(passes, places, places.shares.large, write)

    def draw_difference(self, painter: QPainter, passes: Passes, places: PathPlaces, gradient: FloatArray) -> None:
        """Write share minus target, with a bar to the left or right of zero."""
        limit = float(np.abs(gradient).max()) or 1.0

        def write(row: QRectF, number: int, font: int) -> None:
            value, bold, figure = float(gradient[number]), number == passes.target, row.width() / 25.5
            name = QRectF(row.left(), row.top(), 2 * figure, row.height())
            self._write(painter, name, passes.network.spec.class_names[number], font, bold=bold, align=LEFT)
            figures = QRectF(row.left() + figure, row.top(), 11 * figure, row.height())
            self._write(painter, figures, short(value), font, bold=bold, quiet=abs(value) < _SEEN)
            room = QRectF(row.left() + 13 * figure, row.top(), 12 * figure, row.height())
            self._signed_bar(painter, room, value / limit)

        self._each(passes, places, places.difference.large, write)
        self._tell_left_out(painter, passes, places, places.difference.large)

    # -- parts

    def _each(
        self, passes: Passes, places: PathPlaces, whole: QRectF, write: Callable[[QRectF, int, int], None]
    ) -> None:
        classes = self.classes(passes, places)
        for place, number in enumerate(classes):
            row = self.row(whole, place, _row_count(classes, passes))
            write(row, number, self._font_size(row, places))

    def _font_size(self, row: QRectF, places: PathPlaces) -> int:
        figure = places.scores.large.width() / 14
        return max(9, min(self._theme.scaled(BODY), int(row.height() * 0.86), int(figure / 0.54)))

    def _tell_left_out(self, painter: QPainter, passes: Passes, places: PathPlaces, whole: QRectF) -> None:
        """Say below the last class how many have no row."""
        classes = self.classes(passes, places)
        count = len(passes.logits) - len(classes)
        if count:
            row = self.row(whole, len(classes), _row_count(classes, passes))
            words = self._translator(text("{count} smaller ones", count=count))
            size = min(self._font_size(row, places), fitted_font(words, row.width(), BODY).pixelSize())
            self._write(painter, row, words, size, bold=False, quiet=True, align=LEFT)

    def _signed_bar(self, painter: QPainter, room: QRectF, part: float) -> None:
        colors, middle = self._theme.palette, room.center().x()
        painter.setPen(QPen(QColor(colors.outline), 1))
        painter.drawLine(QPointF(middle, room.top() + 1), QPointF(middle, room.bottom() - 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.weights[4] if part > 0 else colors.weights[0]))
        painter.drawRect(_bar(room, middle, part * room.width() / 2))

    def _write(
        self,
        painter: QPainter,
        room: QRectF,
        words: str,
        pixels: int,
        *,
        bold: bool,
        quiet: bool = False,
        align: Qt.AlignmentFlag = RIGHT,
    ) -> None:
        colors, font = self._theme.palette, interface_font(pixels, bold=bold)
        painter.setFont(font)
        painter.setPen(QColor(colors.text_third if quiet and not bold else colors.text))
        if is_vector(painter):
            painter.drawText(room, align | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip, words)
            return
        # Laid out once and kept: the same figures come back with every stroke.
        text_ = _laid_out(words, pixels, bold)
        left = room.left() if align == LEFT else room.right() - text_.size().width()
        painter.drawStaticText(QPointF(left, room.center().y() - text_.size().height() / 2), text_)


def _row_count(classes: tuple[int, ...], passes: Passes) -> int:
    """Return how many rows there are: one a class that is shown, and one for those that are not."""
    return len(classes) + (len(classes) < len(passes.logits))


@lru_cache(maxsize=1024)
def _laid_out(words: str, pixels: int, bold: bool) -> QStaticText:
    laid_out = QStaticText(words)
    laid_out.setTextFormat(Qt.TextFormat.PlainText)
    laid_out.prepare(QTransform(), interface_font(pixels, bold=bold))
    return laid_out


def _bar(room: QRectF, start: float, length: float) -> QRectF:
    """Return a bar of the row's height from `start` to the right, or to the left where its length is negative."""
    thickness = min(14.0, room.height() * 0.55)
    return QRectF(min(start, start + length), room.center().y() - thickness / 2, abs(length), thickness)
