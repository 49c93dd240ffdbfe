"""Kind, size, stride and padding of the pooling window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.pooling.cell_sentences import dropped_sentence
from cnnstudio.labs.pooling.first_layer import first_layer
from cnnstudio.labs.pooling.model import TOO_LARGE, PoolingModel
from cnnstudio.labs.pooling.sentences import KIND_NAMES
from cnnstudio.labs.pooling.shift_test import subject
from cnnstudio.ops.pooling_advice import unpooled_reason
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.pair_stepper import PairStepper
from cnnstudio.widgets.stage.window_notes import WindowNotes, window_notes
from cnnstudio.widgets.stepper import Stepper
from cnnstudio.widgets.theme import Theme

_LARGEST = 16


class WindowControls(QWidget):
    """The settings of the window; below them what it drops, or why it is impossible and what mends that."""

    def __init__(self, model: PoolingModel, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self._model, self._theme = model, theme
        self._tab = ""
        self._captions = Captions(translator)
        self.kind = QComboBox()
        self.is_global = QCheckBox()
        self.size_ = self._stepper("size", text("Size"), 1)
        # A stride of 0 can be chosen, so that the lab can say why it makes no sense.
        self.stride = self._stepper("stride", text("Stride"), 0)
        self.padding = self._stepper("padding", text("Padding"), 0)
        self._notes = WindowNotes("pooling", theme, translator)
        self._lay_out()
        self._connect()
        self._on_changed()

    def focus(self) -> None:
        """Give the keyboard to the size, or to the kind while one window holds everything."""
        field = self.findChild(QSpinBox, "pooling.size")
        target = field if field is not None and field.isVisible() else self.kind
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_tab(self, tab: str) -> None:
        """Show the settings that count in a tab."""
        self._tab = tab
        self._on_changed()

    def _stepper(self, name: str, label: Text, low: int) -> PairStepper:
        stepper = PairStepper(self._theme, self._captions, f"pooling.{name}", label, stepper=Stepper, parent=self)
        stepper.set_range(low, _LARGEST)
        return stepper

    def _lay_out(self) -> None:
        for place, (value, words) in enumerate(KIND_NAMES.items()):
            self.kind.addItem("", value)
            self._captions.bind(partial(self.kind.setItemText, place), words)
        tip = text("What goes on of each window: its largest number, its mean, or the root of its squares")
        self._captions.describe(self.kind, "pooling.kind", text("Kind"), tip=tip, key="K")
        self._captions.bind(self.is_global.setText, text("Global pooling"))
        tip = text("The window is as large as the map; one number goes on for each map")
        self._captions.describe(self.is_global, "pooling.global", text("Global pooling"), tip=tip, key="G")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.kind, self.size_, self.stride, self.padding, self.is_global, self._notes):
            column.addWidget(part)

    def _connect(self) -> None:
        self.kind.activated.connect(lambda place: self._model.update(kind=self.kind.itemData(place)))
        self.size_.changed.connect(self._on_size)
        self.stride.changed.connect(lambda stride: self._model.update(stride=stride))
        self.padding.changed.connect(lambda padding: self._model.update(padding=padding))
        self.is_global.clicked.connect(lambda checked: self._model.update(is_global=checked))
        self._model.settings.subscribe(self._on_changed)
        self._model.network.subscribe(self._on_changed)
        self._theme.subscribe(self._on_changed)

    def _on_size(self, size: tuple[int, int]) -> None:
        """Change the size; windows that stood side by side still do."""
        params = self._model.params
        stride = size if params.stride == params.size else params.stride
        self._model.update(size=size, stride=stride)

    def _on_changed(self) -> None:
        params = self._model.params
        self.kind.setCurrentIndex(self.kind.findData(params.kind))
        self.is_global.setChecked(params.is_global)
        self.size_.set_value(params.size)
        self.stride.set_value(params.stride)
        self.padding.set_value(params.padding)
        is_fixed = self._tab == "strided"
        self.is_global.setVisible(not is_fixed)
        for stepper in (self.size_, self.stride, self.padding):
            stepper.setVisible(not params.is_global and not is_fixed)
        problem, notes = self._words()
        self._mark(problem not in (None, TOO_LARGE))  # numbers too large are no fault of the window
        self._notes.show_words(problem, notes)

    def _mark(self, impossible: bool) -> None:
        stands_still = min(self._model.params.stride) < 1
        self.stride.set_problem(impossible and stands_still)
        for stepper in (self.size_, self.padding):
            stepper.set_problem(impossible and not stands_still)

    def _words(self) -> tuple[Text | None, tuple[Text, ...]]:
        """Return why the window is impossible where it is used in this tab, or else what is worth knowing of it."""
        model = self._model
        if self._tab == "strided":
            return None, (text("The window is 2 × 2 and moves by 2. In its place stands a stride of 2."),)
        if self._tab == "shift":
            size = first_layer(model.network.network).map_size(subject(model.specimen.picture.pixels))
            return unpooled_reason(model.params.fits_for(size)), ()
        return model.problem, (dropped_sentence(model), *window_notes(model.result.fits))
