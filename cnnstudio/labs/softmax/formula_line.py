"""A formula in rich text on one line, as large as fits."""

from __future__ import annotations

from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QPainter, QPaintEvent, QPalette, QTextDocument
from PySide6.QtWidgets import QWidget

from cnnstudio.widgets.theme import CAPTION, RESULT, Theme, interface_font


class FormulaLine(QWidget):
    """Paints the formula itself: a label would lay itself out for every size of type that is tried."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formula = ""
        theme.subscribe(self._on_theme)

    @property
    def formula(self) -> str:
        """What is shown, as rich text."""
        return self._formula

    def show_formula(self, formula: str) -> None:
        """Show another formula."""
        if formula != self._formula:
            self._formula = formula
            self.setAccessibleName(formula)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        pixels = self._theme.scaled(RESULT)
        document = self._document(pixels)
        if document.idealWidth() > self.width():
            document = self._document(max(CAPTION, int(pixels * self.width() / document.idealWidth())))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(self._theme.palette.text))
        painter = QPainter(self)
        document.documentLayout().draw(painter, context)
        painter.end()

    def _document(self, pixels: int) -> QTextDocument:
        document = QTextDocument()
        document.setDefaultFont(interface_font(pixels))
        document.setDocumentMargin(0)
        document.setHtml(self._formula)
        return document

    def _on_theme(self) -> None:
        self.update()
