"""Rows of controls and paragraphs that take a smaller type where the zoom's would not fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cnnstudio.core.texts import Text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.flow_layout import FlowLayout
from cnnstudio.widgets.style_sheet import style_sheet
from cnnstudio.widgets.theme import BODY, CAPTION, ZOOMS, Theme


class FittedRow(QWidget):
    """Controls in a row, at the largest step of the zoom, up to that of the app, at which they stay low enough.

    Its controls are made with `theme`, which is that of the row.

    Signals
    -------
    needs_changed
        A control has other words now, and with them another size.
    """

    needs_changed = Signal()

    def __init__(self, app_theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._app_theme = app_theme
        self.theme = Theme("dark" if app_theme.palette.is_dark else "light", app_theme.zoom)
        self._flow = FlowLayout(self, gap=10)
        self._dressed = (app_theme.palette.is_dark, app_theme.zoom)
        self._asked: tuple[object, ...] = ()
        self._height = 0

    def add(self, *controls: QWidget) -> None:
        """Put controls at the end of the row."""
        for control in controls:
            control.setMinimumHeight(self._control_height())
            self._flow.addWidget(control)

    def add_labelled(self, captions: Captions, label: Text, control: QWidget) -> None:
        """Put a control with its label before it at the end of the row."""
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        words = QLabel()
        words.setBuddy(control)
        captions.bind(words.setText, label)
        row.addWidget(words)
        row.addWidget(control)
        self.add(pair)

    def fit(self, width: int, most: int, largest: int = ZOOMS[-1]) -> int:
        """Choose the zoom for a width and the most height, and return the height that the controls then take.

        `largest` is the zoom beyond which they do not grow, such as that of a row beside them.
        """
        asked = (width, most, largest, self._app_theme.zoom, self._app_theme.palette.is_dark, self._flow.sizeHint())
        if asked != self._asked:
            for zoom in (step for step in reversed(ZOOMS) if step <= min(self._app_theme.zoom, largest)):
                self._dress(zoom)
                self._height = self._flow.heightForWidth(width)
                if self._height <= most:
                    break
            self._asked = (*asked[:-1], self._flow.sizeHint())
        return self._height

    @property
    def least_width(self) -> int:
        """Width of all controls in one row, at the zoom chosen last."""
        return self._flow.sizeHint().width()

    def _dress(self, zoom: int) -> None:
        """Give the controls another size; what Qt remembers of the one before is forgotten."""
        dark = self._app_theme.palette.is_dark
        if self._dressed == (dark, zoom):
            return
        self._dressed = (dark, zoom)
        self.theme.wish = "dark" if dark else "light"
        self.theme.zoom = zoom
        self.setStyleSheet("" if zoom == self._app_theme.zoom else style_sheet(self.theme))
        for control in self.findChildren(QWidget):
            if control.parent() is self:
                control.setMinimumHeight(self._control_height())
            control.updateGeometry()
        self._flow.invalidate()

    def _control_height(self) -> int:
        """Return the height of a button or field, so that labels and smaller controls stand at the same level."""
        return self.theme.scaled(22) + 16

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._asked and self._flow.sizeHint() != self._asked[-1]:
            self.needs_changed.emit()
        return done


_REMEMBERED = 256
"""How many heights a paragraph remembers: measuring one means to be dressed anew."""


class FittedLabel(QLabel):
    """A paragraph in the largest type, between a caption's and that of the zoom, in which all of it can be read."""

    def __init__(self, theme: Theme, parent: QWidget, pixels: int = BODY) -> None:
        super().__init__(parent)
        self._theme, self._largest = theme, pixels
        self._pixels = 0
        self._heights: dict[tuple[str, int, int], int] = {}
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        theme.subscribe(self.refit)

    def show_words(self, words: str) -> None:
        """Show another paragraph."""
        if words != self.text():
            self.setText(words)
            self.refit()

    def refit(self) -> None:
        """Choose the type anew."""
        self.fit(self.width(), self.height())

    def fit(self, width: int, most: int) -> int:
        """Choose the type for a width and the most height, and return the height that all of it then needs.

        In the smallest type that may be more than asked for; without words it is 0.
        """
        needed = 0
        for pixels in range(self._theme.scaled(self._largest), CAPTION - 1, -1):
            needed = self._height(pixels, width)
            if needed <= most:
                break
        self._use(pixels)
        return needed if self.text() else 0

    def _height(self, pixels: int, width: int) -> int:
        asked = self.text(), pixels, width
        if asked not in self._heights:
            if len(self._heights) >= _REMEMBERED:
                self._heights.clear()
            self._use(pixels)
            self._heights[asked] = self.heightForWidth(width)
        return self._heights[asked]

    def _use(self, pixels: int) -> None:
        if pixels != self._pixels:
            self._pixels = pixels
            self.setStyleSheet(f"font-size: {pixels}px")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refit()


_LEAST_NOTE = 280
"""Width of a note below which it goes on a line of its own, pixels."""


def place_foot(stage: QRect, row: FittedRow, note: FittedLabel, line: int) -> int:
    """Put a row of controls at the bottom of a stage and a note beside it, or in a line above where that is narrow.

    The note gets more height where it would be cut. Returns where the room above them ends.
    """
    height = row.fit(stage.width(), max(40, int(stage.height() * 0.16)))
    top = stage.bottom() + 1 - height
    left = row.least_width + 24
    room = stage.width() - left
    if room >= _LEAST_NOTE:
        foot = max(height, note.fit(room, height))
        top = stage.bottom() + 1 - foot
        row.setGeometry(QRect(stage.left(), top + (foot - height) // 2, left, height))
        note.setGeometry(QRect(stage.left() + left, top, room, foot))
        return top
    row.setGeometry(QRect(stage.left(), top, stage.width(), height))
    line = min(line, stage.height() // 10)
    line = max(line, note.fit(stage.width(), line))
    note.setGeometry(QRect(stage.left(), top - line - 8, stage.width(), line))
    return top - line - 8
