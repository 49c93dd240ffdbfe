"""Size, stride, padding and dilation of the window, and the size of the output that follows from them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QToolButton, QVBoxLayout, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.convolution.kernels import LARGEST_SIZE, with_size
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.ops.window import Pair
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.pair_stepper import PairStepper
from cnnstudio.widgets.stage.window_notes import WindowNotes, window_notes
from cnnstudio.widgets.stepper import SquareStepper, Stepper
from cnnstudio.widgets.theme import Theme

_LARGEST_STEP = 16


class WindowControls(QWidget):
    """The four settings of the window; an impossible one is marked, and the sentence below says what mends it."""

    def __init__(
        self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._theme, self._translator = model, theme, translator
        self._captions = Captions(translator)
        self.size_ = self._stepper("size", text("Size"), 1, LARGEST_SIZE)
        # A stride of 0 can be chosen, so that the lab can say why it makes no sense.
        self.stride = self._stepper("stride", text("Stride"), 0, _LARGEST_STEP)
        self.padding = self._stepper("padding", text("Padding"), 0, _LARGEST_STEP)
        self.dilation = self._stepper("dilation", text("Dilation"), 1, _LARGEST_STEP)
        self._same = self._button("same", text("same"), text("Padding that keeps the size of the input (stride 1)"))
        self._valid = self._button("valid", text("valid"), text("No padding: only windows inside the input"))
        self._notes = WindowNotes("convolution", theme, translator)
        self._lay_out()
        self._connect()
        self._on_changed()

    def focus(self) -> None:
        """Give the keyboard to the first setting."""
        field = self.findChild(QSpinBox, "convolution.size") or self
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _stepper(self, name: str, label: Text, low: int, high: int) -> PairStepper:
        kind = SquareStepper if name == "size" else Stepper
        stepper = PairStepper(self._theme, self._captions, f"convolution.{name}", label, stepper=kind, parent=self)
        stepper.set_range(low, high)
        return stepper

    def _button(self, name: str, label: Text, tip: Text) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "button")
        button.setCheckable(True)
        self._captions.bind(button.setText, label)
        self._captions.describe(button, f"convolution.{name}", label, tip=tip)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for stepper in (self.size_, self.stride, self.padding):
            column.addWidget(stepper)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._same)
        row.addWidget(self._valid)
        column.addLayout(row)
        for part in (self.dilation, self._notes):
            column.addWidget(part)

    def _connect(self) -> None:
        self.size_.changed.connect(lambda size: self._model.put(with_size(self._model.params, size)))
        self.stride.changed.connect(lambda stride: self._update(stride=stride))
        self.padding.changed.connect(lambda padding: self._update(padding=padding))
        self.dilation.changed.connect(lambda dilation: self._update(dilation=dilation))
        self._same.clicked.connect(lambda: self._update(padding="same"))
        self._valid.clicked.connect(lambda: self._update(padding=(0, 0)))
        self._model.settings.subscribe(self._on_changed)
        self._theme.subscribe(self._on_changed)
        self._translator.subscribe(self._on_changed)

    def _update(self, **changes: Any) -> None:
        self._model.update(**changes)
        self._on_changed()  # a button that was on stays on

    def _on_changed(self) -> None:
        model, params = self._model, self._model.params
        self.size_.set_value(params.kernel_size)
        self.stride.set_value(params.stride)
        self.dilation.set_value(params.dilation)
        self._same.setChecked(params.padding == "same")
        self._valid.setChecked(params.padding == (0, 0))
        self.padding.set_value(self._padding_shown())
        impossible = model.problem is not None
        stands_still = min(params.stride) < 1
        self.stride.set_problem(impossible and stands_still)
        for stepper in (self.size_, self.padding, self.dilation):
            stepper.set_problem(impossible and not stands_still)
        self._notes.show_words(model.problem, window_notes(model.result.fits))

    def _padding_shown(self) -> Pair:
        """Return the padding as two numbers; of 'same', what is added above and at the left."""
        if self._model.params.padding != "same":
            return self._model.params.padding
        (top, _), (left, _) = self._model.params.paddings_for(self._model.input.shape[1:])
        return top, left
