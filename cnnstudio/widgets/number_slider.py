"""A number with decimals, by slider and by field, with its label."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QToolButton, QWidget

from cnnstudio.core.numbers import MINUS
from cnnstudio.core.texts import Text, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.field_layout import FieldLayout
from cnnstudio.widgets.slider import Slider
from cnnstudio.widgets.theme import Theme

_STEPS = 400
"""How finely the slider divides its range."""

_FIELD = 84
"""Width of the field, pixels at 100 %."""


class NumberSlider(QWidget):
    """Label, slider and field in one row; the slider goes below where the row is short, then the field too.

    The field has the object name `name`, the slider `<name>_slider`. On a logarithmic slider equal ways are equal
    factors. What is typed beyond the ends is not taken: the field is marked until another number is there.

    Signals
    -------
    changed
        The number the learner chose.
    refused
        A `Text` that says which numbers there are, because another was typed.
    """

    changed = Signal(float)
    refused = Signal(object)

    def __init__(
        self, theme: Theme, captions: Captions, name: str, label: Text, *, tip: Text | None = None, key: str = ""
    ) -> None:
        super().__init__()
        self._label = label
        self._range = (0.0, 1.0)
        self._is_logarithmic = False
        self.label = QLabel(self)
        self.slider = Slider(theme, self)
        self.slider.setRange(0, _STEPS)
        self.field = NumberField(theme, self)
        nothing = QToolButton(self)
        nothing.hide()
        captions.bind(self.label.setText, label)
        captions.describe(self.field, name, label, tip=tip, key=key or "↑ ↓")
        captions.describe(self.slider, f"{name}_slider", label, tip=tip, key="← →")
        FieldLayout(self, self.label, self.slider, self.field, nothing)
        self.field.valueChanged.connect(self._on_field)
        self.field.refused.connect(self._on_refused)
        self.slider.valueChanged.connect(self._on_slider)

    @property
    def value(self) -> float:
        """The number."""
        return self.field.value()

    def set_range(self, low: float, high: float, decimals: int, step: float, *, is_logarithmic: bool = False) -> None:
        """Allow numbers between two ends, written with so many decimals; `step` is what an arrow key changes."""
        self._range, self._is_logarithmic = (low, high), is_logarithmic
        with QSignalBlocker(self):
            self.field.setDecimals(decimals)
            self.field.setSingleStep(step)
            self.field.setRange(low, high)

    def set_value(self, value: float) -> None:
        """Show another number, which the learner did not choose."""
        with QSignalBlocker(self.field), QSignalBlocker(self.slider):
            self.field.setValue(value)
            self.slider.setValue(self._notch(value))
        self.field.set_problem(False)

    def _on_refused(self) -> None:
        low, high = (f"{end:g}".replace("-", MINUS) for end in self._range)
        words = text(
            "{field} goes from {low} to {high}. Type a number between them.", field=self._label, low=low, high=high
        )
        self.refused.emit(words)

    def _on_field(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._notch(value))
        self.changed.emit(value)

    def _on_slider(self, notch: int) -> None:
        low, high = (self._measured(end) for end in self._range)
        here = low + notch / _STEPS * (high - low)
        self.field.setValue(math.exp(here) if self._is_logarithmic else here)

    def _notch(self, value: float) -> int:
        low, high = (self._measured(end) for end in self._range)
        inside = min(max(value, self._range[0]), self._range[1])
        return round((self._measured(inside) - low) / (high - low) * _STEPS)

    def _measured(self, value: float) -> float:
        return math.log(value) if self._is_logarithmic else value


_ANY_NUMBER = re.compile(r"[-−+]?\d*[.,]?\d*")


class NumberField(QDoubleSpinBox):
    """A field for a number, which the wheel turns only while it has the focus.

    Numbers beyond its ends can be typed, so that they can be answered.

    Signals
    -------
    refused
        What was typed is not taken.
    """

    refused = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)
        self.valueChanged.connect(lambda: self.set_problem(False))
        self.lineEdit().textEdited.connect(lambda: self.set_problem(False))

    def set_problem(self, has_problem: bool) -> None:
        """Outline the field as wrong, or no longer; why is said elsewhere."""
        if has_problem != bool(self.property("problem")):
            self.setProperty("problem", has_problem)
            self.style().unpolish(self)
            self.style().polish(self)

    def validate(self, typed: str, position: int) -> tuple[QValidator.State, str, int]:
        known: tuple[QValidator.State, str, int] = super().validate(typed, position)
        if known[0] == QValidator.State.Invalid and self._is_beyond(typed):
            return QValidator.State.Intermediate, typed, position
        return known

    def _is_beyond(self, typed: str) -> bool:
        """Whether a number was typed, or begun, that is none of the field's."""
        if not _ANY_NUMBER.fullmatch(typed):
            return False
        try:
            value = float(typed.replace(MINUS, "-").replace(",", "."))
        except ValueError:
            return True
        return not self.minimum() <= value <= self.maximum()

    def fixup(self, typed: str) -> str:
        """Say that what was typed is not taken; Qt then writes the old number again."""
        self.set_problem(True)
        self.refused.emit()
        return typed

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(_FIELD), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
