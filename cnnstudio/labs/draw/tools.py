"""The rows of buttons under the sheet, one row for each kind of thing that can lie on it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QSpinBox, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.draw.model import DrawModel
from cnnstudio.labs.draw.sources import PhotoSource, SampleSource
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.flow_layout import FlowLayout
from cnnstudio.widgets.icons import set_icon
from cnnstudio.widgets.theme import Theme


class ToolRow(QWidget):
    """Buttons with icon, label, tooltip and key, laid out as words in a paragraph."""

    def __init__(self, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self._theme = theme
        self._captions = Captions(translator)
        self._icons: list[tuple[QPushButton, str]] = []
        self._flow = FlowLayout(self)
        theme.subscribe(self._on_theme)

    def add_button(self, name: str, icon_name: str, label: Text, key: str = "", tip: Text | None = None) -> QPushButton:
        """Add a button at the end of the row."""
        button = QPushButton()
        self._captions.bind(button.setText, label)
        shown_key = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        self._captions.describe(button, name, label, tip=tip, key=shown_key)
        self._icons.append((button, icon_name))
        self._flow.addWidget(button)
        set_icon(button, icon_name, self._theme)
        return button

    def add_widget(self, widget: QWidget, name: str, label: Text, key: str = "") -> None:
        """Add any other control at the end of the row."""
        self._captions.describe(widget, name, label, key=key)
        self._flow.addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        return self._flow.minimumSize()

    def heightForWidth(self, width: int) -> int:
        return self._flow.heightForWidth(width)

    def _on_theme(self) -> None:
        for button, name in self._icons:
            set_icon(button, name, self._theme)


class PenTools(ToolRow):
    """Pen, eraser, undo, redo, clear."""

    def __init__(self, model: DrawModel, theme: Theme, translator: Translator) -> None:
        super().__init__(theme, translator)
        self._model = model
        self.pen = self.add_button("draw.pen", "pencil", text("Pen"), "P")
        self.eraser = self.add_button("draw.eraser", "eraser", text("Eraser"), "E")
        self.undo = self.add_button("draw.undo", "undo", text("Undo"), "Ctrl+Z")
        self.redo = self.add_button("draw.redo", "redo", text("Redo"), "Ctrl+Shift+Z")
        self.clear = self.add_button("draw.clear", "trash", text("Clear"), "Del", text("Take an empty sheet"))
        group = QButtonGroup(self)
        for button in (self.pen, self.eraser):
            button.setCheckable(True)
            group.addButton(button)
        self.pen.setChecked(True)
        self.undo.clicked.connect(model.undo)
        self.redo.clicked.connect(model.redo)
        model.subscribe(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        self.undo.setEnabled(self._model.can_undo)
        self.redo.setEnabled(self._model.can_redo)
        self.clear.setEnabled(bool(getattr(self._model.params.source, "strokes", ())))


class PhotoTools(ToolRow):
    """Back to drawing, dark or light ink, find the digit again.

    Signals
    -------
    ink_chosen
        True for dark ink on light ground, False for the reverse.
    """

    ink_chosen = Signal(bool)

    def __init__(self, model: DrawModel, theme: Theme, translator: Translator) -> None:
        super().__init__(theme, translator)
        self._model = model
        self.draw = self.add_button("draw.new_drawing", "pencil", text("Draw"), "P", text("Take an empty sheet"))
        self.dark = self.add_button(
            "draw.dark_ink", "ink-dark", text("Dark ink"), "D", text("The digit is darker than its ground")
        )
        self.light = self.add_button(
            "draw.light_ink", "ink-light", text("Light ink"), "L", text("The digit is lighter than its ground")
        )
        self.find_again = self.add_button(
            "draw.find_again", "crop", text("Find again"), "F", text("Find the digit and its ink by itself")
        )
        group = QButtonGroup(self)
        for button in (self.dark, self.light):
            button.setCheckable(True)
            group.addButton(button)
        self.dark.clicked.connect(lambda: self.ink_chosen.emit(True))
        self.light.clicked.connect(lambda: self.ink_chosen.emit(False))
        model.subscribe(self._on_changed)

    def _on_changed(self) -> None:
        source = self._model.params.source
        if isinstance(source, PhotoSource):
            (self.dark if source.found.dark_ink else self.light).setChecked(True)


class SampleTools(ToolRow):
    """Which digit of MNIST: training or test part, its number, of one kind only, forward and back.

    Signals
    -------
    sample_chosen
        Part, number.
    stepped
        +1 for the next, −1 for the one before, 0 for any.
    """

    sample_chosen = Signal(str, int)
    stepped = Signal(int)

    def __init__(self, model: DrawModel, theme: Theme, translator: Translator) -> None:
        super().__init__(theme, translator)
        self._model = model
        self.draw = self.add_button("draw.leave_sample", "pencil", text("Draw"), "P", text("Take an empty sheet"))
        self.part = QComboBox()
        self.part.addItem("", "test")
        self.part.addItem("", "train")
        self._captions.bind(lambda words: self.part.setItemText(0, words), text("Test"))
        self._captions.bind(lambda words: self.part.setItemText(1, words), text("Training"))
        self.add_widget(self.part, "draw.part", text("Part of MNIST"), "T")
        self.number = QSpinBox()
        self.number.setRange(0, 9_999)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setKeyboardTracking(False)
        self.add_widget(self.number, "draw.number", text("Number of the digit"), "G")
        self.digit = QComboBox()
        self.digit.addItem("", None)
        for digit in range(10):
            self.digit.addItem(str(digit), digit)
        self._captions.bind(lambda words: self.digit.setItemText(0, words), text("Any"))
        self.add_widget(self.digit, "draw.digit", text("Only this digit"), "K")
        self.before = self.add_button("draw.sample_before", "previous", text("Back"), "Shift+N", text("Digit before"))
        self.next = self.add_button("draw.sample_next", "next", text("Next"), "N", text("Next digit"))
        self.part.activated.connect(self._on_part)
        self.number.valueChanged.connect(self._choose)
        self.digit.activated.connect(lambda: self.stepped.emit(0))
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        model.subscribe(self._on_changed)

    @property
    def wanted_digit(self) -> int | None:
        """The only digit to show; None for any."""
        digit = self.digit.currentData()
        return None if digit is None else int(digit)

    def _on_part(self) -> None:
        self.number.setMaximum(59_999 if self.part.currentData() == "train" else 9_999)
        self._choose()

    def _choose(self) -> None:
        self.sample_chosen.emit(self.part.currentData(), self.number.value())

    def _on_changed(self) -> None:
        source = self._model.params.source
        if isinstance(source, SampleSource):
            for widget in (self.part, self.number):
                widget.blockSignals(True)
            self.part.setCurrentIndex(self.part.findData(source.part))
            self.number.setMaximum(59_999 if source.part == "train" else 9_999)
            self.number.setValue(source.index)
            for widget in (self.part, self.number):
                widget.blockSignals(False)
            if self.wanted_digit not in (None, source.label):
                self.digit.setCurrentIndex(0)  # a digit chosen by its number is of any kind
