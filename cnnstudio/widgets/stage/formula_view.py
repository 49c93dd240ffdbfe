"""The formula of the output's size as a picture: numbers with their letters below, the floor's brackets drawn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.ops.window import AxisFit
from cnnstudio.widgets.stage.following_view import Followed
from cnnstudio.widgets.stage.size_formula import (
    FLOOR_LEFT,
    FLOOR_RIGHT,
    FormulaRow,
    formula_rows,
    formula_words,
)
from cnnstudio.widgets.theme import BODY, CAPTION, Theme

_GAP, _BRACKET = 5.0, 6.0


class SizeFormula(QWidget):
    """Once where height and width agree, else for each; the interface font has no ⌊ and ⌋, so they are drawn.

    `fits` says how the window fits, None where it never moves; it is asked again whenever `followed` changes.
    """

    def __init__(
        self,
        lab_id: str,
        fits: Callable[[], tuple[AxisFit, AxisFit] | None],
        followed: Followed,
        theme: Theme,
        translator: Translator,
    ) -> None:
        super().__init__()
        self.setObjectName(f"{lab_id}.formula")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._fits, self._theme, self._translator = fits, theme, translator
        self._parts: tuple[tuple[str, tuple[FormulaRow, FormulaRow] | None], ...] = ()
        followed.subscribe(self._on_changed)
        theme.subscribe(self._on_changed)
        translator.subscribe(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        fits = self._fits()
        if fits is None:
            words = self._translator(text("A stride of 0 gives no size."))
            self._parts, spoken = ((words, None),), words
        else:
            height, width = fits
            if height == width:
                self._parts, spoken = (("", formula_rows(height)),), formula_words(height)
            else:
                axes = ((self._translator(text("Height")), height), (self._translator(text("Width")), width))
                self._parts = tuple((name, formula_rows(fit)) for name, fit in axes)
                spoken = "; ".join(f"{name}: {formula_words(fit)}" for name, fit in axes)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = sum(bool(name) + (2 if formula is not None else 0) for name, formula in self._parts)
        return QSize(200, round(rows * self._row_height()))

    def _row_height(self) -> float:
        return self._theme.scaled(BODY) * 1.25 + self._theme.scaled(CAPTION) * 1.35

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0.0
        for name, formula in self._parts:
            if name:
                painter.setFont(self._theme.font(CAPTION))
                painter.setPen(QColor(self._theme.palette.text_second))
                painter.drawText(QPointF(0, top + self._theme.scaled(CAPTION) + 4), name)
                top += self._theme.scaled(CAPTION) + 10
            for row in formula or ():
                self._draw_row(painter, row, top)
                top += self._row_height()
        painter.end()

    def _draw_row(self, painter: QPainter, row: FormulaRow, top: float) -> None:
        """Draw one line, and the letters below its numbers; smaller where the panel is narrow."""
        widths = [self._width(what, letter) for what, letter in row]
        whole = sum(widths) + _GAP * (len(row) - 1)
        painter.save()
        if whole > self.width():
            painter.scale(self.width() / whole, 1)
        left = 0.0
        for (what, letter), width in zip(row, widths, strict=True):
            self._draw_part(painter, QRectF(left, top, width, self._row_height()), what, letter)
            left += width + _GAP
        painter.restore()

    def _draw_part(self, painter: QPainter, place: QRectF, what: str, letter: str) -> None:
        line = self._theme.scaled(BODY) * 1.25
        upper = QRectF(place.left(), place.top(), place.width(), line)
        painter.setPen(QPen(QColor(self._theme.palette.text), 1.5))
        if what in (FLOOR_LEFT, FLOOR_RIGHT):
            stem = upper.center().x() - (2 if what == FLOOR_LEFT else -2)
            foot = stem + (4 if what == FLOOR_LEFT else -4)
            painter.drawLine(QPointF(stem, upper.top() + 2), QPointF(stem, upper.bottom() - 1))
            painter.drawLine(QPointF(stem, upper.bottom() - 1), QPointF(foot, upper.bottom() - 1))
            return
        painter.setFont(self._theme.font(BODY, bold=bool(letter)))
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, what)
        if letter:
            lower = QRectF(place.left(), upper.bottom(), place.width(), place.height() - line)
            painter.setFont(self._theme.font(CAPTION))
            painter.setPen(QColor(self._theme.palette.text_third))
            painter.drawText(lower, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, letter)

    def _width(self, what: str, letter: str) -> float:
        if what in (FLOOR_LEFT, FLOOR_RIGHT):
            return _BRACKET
        upper = QFontMetricsF(self._theme.font(BODY, bold=bool(letter))).horizontalAdvance(what)
        return max(upper, QFontMetricsF(self._theme.font(CAPTION)).horizontalAdvance(letter))
