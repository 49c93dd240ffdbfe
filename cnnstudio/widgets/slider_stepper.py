"""A whole number by slider and by number, with its label."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from cnnstudio.core.texts import Text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.field_layout import FieldLayout
from cnnstudio.widgets.slider import Slider
from cnnstudio.widgets.stepper import Stepper
from cnnstudio.widgets.theme import Theme


class SliderStepper(QWidget):
    """Label, slider and stepper in one row; the slider goes below where the row is short, then the stepper too.

    The stepper has the object name `name`, the slider `<name>_slider`. `caption` is a shorter label for the screen,
    where what stands above it makes that plain. A small button may stand at the end.

    Signals
    -------
    changed
        The number the learner chose.
    """

    changed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        captions: Captions,
        name: str,
        label: Text,
        *,
        caption: Text | None = None,
        stepper: type[Stepper] = Stepper,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.slider = Slider(theme, self)
        self.stepper = stepper(theme, self)
        self.button = QToolButton(self)
        self.button.hide()
        captions.bind(self.label.setText, caption or label)
        captions.describe(self.stepper, name, label, key="↑ ↓")
        captions.describe(self.slider, f"{name}_slider", label, key="← →")
        FieldLayout(self, self.label, self.slider, self.stepper, self.button)
        self.stepper.valueChanged.connect(self._on_stepper)
        self.slider.valueChanged.connect(self.stepper.setValue)

    @property
    def value(self) -> int:
        """The number."""
        return self.stepper.value()

    def set_value(self, value: int) -> None:
        """Show another number, which the learner did not choose."""
        if value == self.value:
            return
        with QSignalBlocker(self):
            self.stepper.setValue(value)

    def set_range(self, lowest: int, highest: int) -> None:
        """Allow other numbers; the one shown moves to the nearest that is allowed."""
        if (lowest, highest) == (self.stepper.minimum(), self.stepper.maximum()):
            return
        with QSignalBlocker(self):
            self.stepper.setRange(lowest, highest)
            self.slider.setRange(lowest, highest)

    def set_problem(self, has_problem: bool) -> None:
        """Outline the number as wrong, or no longer."""
        self.stepper.set_problem(has_problem)

    def _on_stepper(self, value: int) -> None:
        self.slider.setValue(value)
        self.changed.emit(value)
