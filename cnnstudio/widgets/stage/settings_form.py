"""A form of settings that a first lesson does not need, unfolded below "More settings"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.widgets.captions import Captions


class SettingsForm(QWidget):
    """Rows of a label and a field, and how a step view is looked at.

    Signals
    -------
    whole_output_wanted
        Whether the whole output is shown, or only what has been stepped through.
    coverage_wanted
        Whether each input cell shows in how many windows it takes part, instead of its number.
    """

    whole_output_wanted = Signal(bool)
    coverage_wanted = Signal(bool)

    def __init__(self, lab_id: str, translator: Translator) -> None:
        super().__init__()
        self._lab_id, self._translator = lab_id, translator
        self._captions = Captions(translator)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setSpacing(8)

    def add_field(self, name: str, label: Text, field: QWidget, tip: Text) -> None:
        """Add a field with its label."""
        self._captions.describe(field, f"{self._lab_id}.{name}", label, tip=tip)
        self._form.addRow(self._translator(label), field)
        caption = self._form.labelForField(field)
        self._captions.bind(caption.setText, label)  # type: ignore[attr-defined]  # always a QLabel

    def add_check(self, name: str, label: Text, check: QCheckBox, tip: Text, key: str = "") -> None:
        """Add something that is on or off."""
        self._captions.bind(check.setText, label)
        self._captions.describe(check, f"{self._lab_id}.{name}", label, tip=tip, key=key)
        self._form.addRow(check)

    def add_looking(self) -> None:
        """Add what is shown of input and output in the step view."""
        self.whole_output, self.coverage = QCheckBox(), QCheckBox()
        tip = text("Also the cells that the window has not reached yet")
        self.add_check("whole_output", text("Show the whole output"), self.whole_output, tip)
        tip = text("Show at each input cell in how many windows it takes part")
        self.add_check("coverage", text("Count the windows"), self.coverage, tip, key="W")
        self.whole_output.toggled.connect(self.whole_output_wanted)
        self.coverage.toggled.connect(self.coverage_wanted)

    def choice(self, entries: Mapping[str, Text], chosen: Callable[[str], object]) -> QComboBox:
        """Return a list of names that calls `chosen` with the key of the one that is taken."""
        choice = QComboBox()
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(8)
        for place, (value, words) in enumerate(entries.items()):
            choice.addItem("", value)
            self._captions.bind(partial(choice.setItemText, place), words)
        choice.activated.connect(lambda place: chosen(choice.itemData(place)))
        return choice
