"""What a stack is made of, and the stacks that are worth comparing."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.convolution.receptive_field import (
    COMPARISONS,
    MOST_LAYERS,
    Layers,
    with_count,
    with_layer,
)
from cnnstudio.labs.convolution.receptive_field_sentences import COUNT_WORDS, comparison_sentence
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.fitted import FittedRow
from cnnstudio.widgets.stepper import Stepper
from cnnstudio.widgets.theme import Theme

_LARGEST_SIZE = 11
_LARGEST_STEP = 4
_MOST_CHANNELS = 512


class StackControls(FittedRow):
    """How many layers there are; and kernel size, stride and dilation of one of them.

    Signals
    -------
    layers_chosen
        The layers as they are now wanted.
    number_chosen
        Which layer is being changed, from 1.
    """

    layers_chosen = Signal(object)
    number_chosen = Signal(int)

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._captions = Captions(translator)
        self._translator = translator
        self._layers: Layers = ()
        self.count = self._stepper(Stepper(self.theme), "layers", text("Layers"), 1, MOST_LAYERS)
        self.number = QComboBox()
        tip = text("Which layer to change; or click its grid")
        self._captions.describe(self.number, "convolution.layer", text("Layer to change"), tip=tip, key="↑ ↓")
        self.add(self.number)
        self.fields = {
            "kernel_size": self._stepper(Stepper(self.theme), "layer_kernel_size", text("Size"), 1, _LARGEST_SIZE),
            "stride": self._stepper(Stepper(self.theme), "layer_stride", text("Stride"), 1, _LARGEST_STEP),
            "dilation": self._stepper(Stepper(self.theme), "layer_dilation", text("Dilation"), 1, _LARGEST_STEP),
        }
        self.count.valueChanged.connect(lambda count: self.layers_chosen.emit(with_count(self._layers, count)))
        self.number.currentIndexChanged.connect(self._on_number)
        for name, stepper in self.fields.items():
            stepper.valueChanged.connect(lambda value, name=name: self._change(name, value))
        translator.subscribe(self._fill_numbers)

    def _stepper(self, stepper: Stepper, name: str, label: Text, low: int, high: int) -> Stepper:
        stepper.setRange(low, high)
        self._captions.describe(stepper, f"convolution.{name}", label, key="↑ ↓")
        self.add_labelled(self._captions, label, stepper)
        return stepper

    def choose_number(self, number: int) -> None:
        """Change layer `number`, from 1, from now on."""
        self.number.setCurrentIndex(min(number, len(self._layers)) - 1)

    def show_layers(self, layers: Layers, has_problem: bool) -> None:
        """Show how many layers there are, and the numbers of the one that is changed."""
        is_longer = len(layers) != len(self._layers)
        self._layers = layers
        if is_longer:
            self._fill_numbers()
        with QSignalBlocker(self.count):
            self.count.setValue(len(layers))
        self._show_fields()
        for stepper in (self.count, *self.fields.values()):
            stepper.set_problem(has_problem)

    def _fill_numbers(self) -> None:
        here = max(self.number.currentIndex(), 0)
        with QSignalBlocker(self.number):
            self.number.clear()
            for number in range(1, len(self._layers) + 1):
                self.number.addItem(self._translator(text("Layer {number}", number=number)))
            self.number.setCurrentIndex(min(here, len(self._layers) - 1))
        self.number_chosen.emit(self.number.currentIndex() + 1)

    def _on_number(self, place: int) -> None:
        self._show_fields()
        self.number_chosen.emit(place + 1)

    def _show_fields(self) -> None:
        layer = self._layers[max(self.number.currentIndex(), 0)]
        for name, stepper in self.fields.items():
            with QSignalBlocker(stepper):
                stepper.setValue(getattr(layer, name))

    def _change(self, name: str, value: int) -> None:
        self.layers_chosen.emit(with_layer(self._layers, self.number.currentIndex() + 1, **{name: value}))


class PresetControls(FittedRow):
    """Large kernels against stacks of 3 × 3, and how many channels go in and out of each layer.

    Signals
    -------
    layers_chosen
        The layers of the button that was pressed.
    channels_chosen
        There is another number of channels.
    """

    layers_chosen = Signal(object)
    channels_chosen = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._captions = Captions(translator)
        self._buttons: dict[Layers, QPushButton] = {}
        for pair in COMPARISONS:
            side, count = pair.large[0].kernel_size, len(pair.small)
            self._add_button(pair.large, f"preset_{side}", text("{side} × {side}", side=side))
            self._add_button(pair.small, f"preset_{count}_small", COUNT_WORDS[count])
        self._channels = Stepper(self.theme)
        self._channels.setRange(1, _MOST_CHANNELS)
        tip = text("Maps that go into each layer and come out of it: the weights grow with their square")
        self._captions.describe(self._channels, "convolution.channels", text("Channels C"), tip=tip, key="↑ ↓")
        self.add_labelled(self._captions, text("Channels C"), self._channels)
        self._channels.valueChanged.connect(lambda: self.channels_chosen.emit())

    def _add_button(self, layers: Layers, name: str, label: Text) -> None:
        button = QPushButton()
        button.setCheckable(True)
        self._captions.bind(button.setText, label)
        tip = text("Take this stack")
        self._captions.describe(button, f"convolution.{name}", label, tip=tip)
        button.clicked.connect(lambda: self.layers_chosen.emit(layers))
        self._buttons[layers] = button
        self.add(button)

    @property
    def channels(self) -> int:
        """Maps in and out of each layer."""
        return self._channels.value()

    def show_layers(self, layers: Layers) -> None:
        """Mark the button whose stack is the one shown."""
        for known, button in self._buttons.items():
            button.setChecked(known == layers)

    def comparison_sentences(self) -> tuple[Text, ...]:
        """Say for each comparison how many weights the two stacks have."""
        return tuple(comparison_sentence(pair, self.channels) for pair in COMPARISONS)
