"""The buttons, lists and slider of a transport: parts that leave the keys of stepping to their bar."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QToolButton, QWidget

from cnnstudio.widgets.slider import Slider

_PRESSES = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter


class StepButton(QToolButton):
    """A button that keeps its width whichever of its words it bears."""

    def __init__(self, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self.setProperty("role", role)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def set_words(self, words: tuple[str, ...]) -> None:
        """Make room for the widest of the words."""
        self._words = words
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
            widths = [self._width(words) for words in (*self._words, self.text())]
            hint.setWidth(hint.width() + max(widths) - widths[-1])
        return hint

    def _width(self, words: str) -> int:
        """Return the width of words as Qt counts it for a button."""
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, words).width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSES and not event.isAutoRepeat():
            self.click()
        elif event.key() not in _PRESSES:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class StepChoice(QComboBox):
    """A list that neither the wheel nor a presenter's clicker changes; a click leaves the keyboard where it was."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, *_PRESSES):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Scrubber(Slider):
    """A slider over all steps, however many there are; it jumps to where it is clicked."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            # The knob comes to the pointer first; pressing there then drags it.
            room = max(1, self.width() - self.knob)
            place = round(event.position().x() - self.knob / 2)
            self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, room))
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
