"""A number with decimals, by slider and by field, with its label."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QToolButton, QWidget

from cnnstudio.core.texts import Text
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
    factors.

    Signals
    -------
    changed
        The number the learner chose.
    """

    changed = Signal(float)

    def __init__(
        self, theme: Theme, captions: Captions, name: str, label: Text, *, tip: Text | None = None, key: str = ""
    ) -> None:
        super().__init__()
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


class NumberField(QDoubleSpinBox):
    """A field for a number, which the wheel turns only while it has the focus."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(_FIELD), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
