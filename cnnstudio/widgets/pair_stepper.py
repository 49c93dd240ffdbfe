"""A height and a width, one number for both or one each."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cnnstudio.core.texts import Text, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import icon_pixmap
from cnnstudio.widgets.slider_stepper import SliderStepper
from cnnstudio.widgets.stepper import SquareStepper, Stepper
from cnnstudio.widgets.theme import Theme

Pair = tuple[int, int]
"""Height and width."""


class PairStepper(QWidget):
    """While linked, one stepper changes both; a button parts them into one row for each.

    Object names: `name` is the stepper of both, `<name>_height` and `<name>_width` those of one, `<name>_linked` the
    button; `_slider` behind the first three is their slider.

    Signals
    -------
    changed
        Height and width as the learner chose them, a pair.
    """

    changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        captions: Captions,
        name: str,
        label: Text,
        *,
        stepper: type[Stepper] = SquareStepper,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._both = SliderStepper(theme, captions, name, label, stepper=stepper, parent=self)
        self._axes = tuple(
            SliderStepper(theme, captions, f"{name}_{axis}", accessible, caption=caption, parent=self)
            for axis, caption, accessible in (
                ("height", text("Height"), text("{field}, height", field=label)),
                ("width", text("Width"), text("{field}, width", field=label)),
            )
        )
        self._link = self._both.button
        captions.describe(self._link, f"{name}_linked", text("{field}: one number for height and width", field=label))
        self._set_up_link()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for field in (self._both, *self._axes):
            column.addWidget(field)
            field.changed.connect(self._on_changed)
        theme.subscribe(self._show_link)
        self._show_link()

    @property
    def value(self) -> Pair:
        """Height and width."""
        if self.is_linked:
            return self._both.value, self._both.value
        height, width = self._axes
        return height.value, width.value

    @property
    def is_linked(self) -> bool:
        """Whether one number stands for both."""
        return self._link.isChecked()

    def set_value(self, value: Pair) -> None:
        """Show another pair, which the learner did not choose; two different numbers need a row each."""
        with QSignalBlocker(self):
            if value[0] != value[1]:
                self._link.setChecked(False)
            self._both.set_value(value[0])
            for axis, number in zip(self._axes, value, strict=True):
                axis.set_value(number)

    def set_range(self, lowest: int, highest: int) -> None:
        """Allow other numbers, for both alike."""
        for field in (self._both, *self._axes):
            field.set_range(lowest, highest)

    def set_problem(self, has_problem: bool) -> None:
        """Outline the numbers as wrong, or no longer; why is said elsewhere."""
        for field in (self._both, *self._axes):
            field.set_problem(has_problem)

    def _set_up_link(self) -> None:
        self._link.setProperty("role", "flat")
        self._link.setCheckable(True)
        self._link.setChecked(True)
        self._link.setVisible(True)
        self._link.toggled.connect(self._on_toggled)

    def _show_link(self) -> None:
        """Show the button's state, and the rows that belong to it."""
        linked, size = self.is_linked, self._theme.scaled(18)
        icon = icon_pixmap("link" if linked else "unlink", self._theme.palette.text, size)
        self._link.setIcon(QIcon(icon))
        self._link.setIconSize(QSize(size, size))
        self._both.stepper.setVisible(linked)
        self._both.slider.setVisible(linked)
        for axis in self._axes:
            axis.setVisible(not linked)

    def _on_changed(self) -> None:
        """Keep the rows that are out of sight up with those that are shown."""
        value = self.value
        self.set_value(value)
        self.changed.emit(value)

    def _on_toggled(self, linked: bool) -> None:
        height, width = self._axes
        is_new = linked and height.value != width.value
        self._show_link()
        if is_new:
            width.set_value(height.value)
            self.changed.emit(self.value)
