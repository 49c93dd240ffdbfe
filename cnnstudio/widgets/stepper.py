"""A whole number between two buttons: − value +."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QToolButton, QWidget

from cnnstudio.widgets.icons import icon_pixmap
from cnnstudio.widgets.theme import Theme

_BUTTON = 36
"""Width of each button."""

_ICON = 14

_LEAST_VALUE_WIDTH = 44


class Stepper(QSpinBox):
    """Arrows up and down, the two buttons, typing, and the wheel while it has the focus change the number.

    What is typed counts with Enter or on leaving the field. The buttons are named after the field, with `.less` and
    `.more` behind its object name.

    Signals
    -------
    refused
        What was typed is not taken; it still stands in the field, where the old number comes back.
    """

    refused = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)
        self.setProperty("role", "stepper")
        self.less = self._button("less", "−", self.stepDown)
        self.more = self._button("more", "+", self.stepUp)
        self.objectNameChanged.connect(self._on_name)
        self.valueChanged.connect(self._on_value)
        theme.subscribe(self._on_theme)
        self._on_theme()

    def set_problem(self, has_problem: bool) -> None:
        """Outline the field as wrong, or no longer; why is said elsewhere."""
        if has_problem != bool(self.property("problem")):
            self.setProperty("problem", has_problem)
            self.style().unpolish(self)
            self.style().polish(self)

    def fixup(self, typed: str) -> str:
        self.refused.emit()
        return typed

    def setValue(self, value: int) -> None:
        super().setValue(value)
        self._on_value()  # also where nobody is to hear of the change

    def setRange(self, lowest: int, highest: int) -> None:
        super().setRange(lowest, highest)
        self._on_value()

    def sizeHint(self) -> QSize:
        words = max(
            map(self.fontMetrics().horizontalAdvance, map(self.textFromValue, (self.minimum(), self.maximum())))
        )
        value = max(self._theme.scaled(_LEAST_VALUE_WIDTH), words + self._theme.scaled(16))
        return QSize(value + 2 * self._theme.scaled(_BUTTON), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A panel that scrolls must not change what passes under the pointer.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_parts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place_parts()

    def _place_parts(self) -> None:
        """Put the buttons at the ends and the number between them, whatever the style makes of a spin box."""
        width, inner = self._theme.scaled(_BUTTON), self.rect().adjusted(1, 1, -1, -1)
        self.less.setGeometry(QRect(inner.left(), inner.top(), width, inner.height()))
        self.more.setGeometry(QRect(inner.right() + 1 - width, inner.top(), width, inner.height()))
        self.lineEdit().setGeometry(inner.adjusted(width + 1, 1, -width - 1, -1))

    def _button(self, side: str, sign: str, step: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(sign)
        button.setProperty("role", side)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setAutoRepeat(True)
        button.clicked.connect(step)
        return button

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTipChange:
            for button in (self.less, self.more):
                button.setToolTip(self.toolTip())
        return super().event(event)

    def _on_name(self, name: str) -> None:
        self.less.setObjectName(f"{name}.less")
        self.more.setObjectName(f"{name}.more")

    def _on_value(self) -> None:
        self.less.setEnabled(self.value() > self.minimum())
        self.more.setEnabled(self.value() < self.maximum())

    def _on_theme(self) -> None:
        size = self._theme.scaled(_ICON)
        for button, name in ((self.less, "minus"), (self.more, "plus")):
            button.setIcon(QIcon(icon_pixmap(name, self._theme.palette.text, size)))
            button.setIconSize(QSize(size, size))
        self.updateGeometry()


class SquareStepper(Stepper):
    """One number for height and width, written "3 × 3"; typing "5" or "5 × 5" means the same."""

    def textFromValue(self, value: int) -> str:
        return f"{value} × {value}"

    def valueFromText(self, typed: str) -> int:
        number = _first_number(typed)
        return int(number) if number else self.value()

    def validate(self, typed: str, position: int) -> tuple[QValidator.State, str, int]:
        number = _first_number(typed)
        if not all(character.isdecimal() or character in " ×x*" for character in typed):
            state = QValidator.State.Invalid
        elif number and self.minimum() <= int(number) <= self.maximum():
            state = QValidator.State.Acceptable
        else:
            state = QValidator.State.Intermediate
        return state, typed, position


def _first_number(typed: str) -> str:
    """Return the digits up to the sign of multiplication."""
    return typed.replace("x", "×").replace("*", "×").split("×")[0].strip()
