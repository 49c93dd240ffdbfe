"""Where the scores come from: the network's answer, own ones, an example; and how many classes own ones have."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.softmax.examples import EXAMPLES
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.params import LEAST_CLASSES, MOST_CLASSES
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.slider_stepper import SliderStepper
from cnnstudio.widgets.theme import Theme

_NETWORK, _OWN = "network", "own"


class ScoreControls(QWidget):
    """A list of sources; for own scores also the number of classes.

    Signals
    -------
    said
        A `Text` for the line above the stage.
    """

    said = Signal(object)

    def __init__(self, model: SoftmaxModel, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self._model, self._translator = model, translator
        self._captions = Captions(translator)
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(8)
        tip = text("The network's answer to the picture of all labs, your own scores, or an example")
        self._captions.describe(self.choice, "softmax.source", text("Scores"), tip=tip, key="I")
        self.classes = SliderStepper(theme, self._captions, "softmax.classes", text("Classes"))
        self.classes.set_range(LEAST_CLASSES, MOST_CLASSES)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setProperty("role", "caption")
        self._captions.bind(
            self._hint.setText,
            text("Drag a bar to change a score, or double click to type it. Orange is below 0, purple above."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.choice, self._hint, self.classes):
            column.addWidget(part)
        self.choice.activated.connect(self._on_chosen)
        self.classes.changed.connect(model.use_classes)
        model.subscribe(self._on_changed)
        translator.subscribe(self._fill)
        self._fill()

    def choose(self, name: str) -> None:
        """Take scores: "network", "own" or the id of an example."""
        if name == _NETWORK:
            self._take_network()
        elif name == _OWN:
            self._model.show_own(self._model.params.logits, self._model.params.class_names)
        else:
            example = next(known for known in EXAMPLES if known.id == name)
            self._model.show_own(example.logits, name=example.name)

    def _take_network(self) -> None:
        if self._model.has_answer:
            self._model.update(source="network", target=None, place=None)
            return
        self._on_changed()
        self.said.emit(self._model.why_no_answer)

    def _entries(self) -> list[tuple[Text, str]]:
        own = self._model.params.name
        examples = [(example.name, example.id) for example in EXAMPLES]
        entries = [(self._model.network_name, _NETWORK), (text("Own scores"), _OWN)]
        if own not in [name for name, _ in (*entries, *examples)]:
            entries[1] = (own, _OWN)  # handed over by another lab
        return entries + examples

    def _fill(self) -> None:
        self._shown = self._entries()
        self.choice.clear()
        for name, value in self._shown:
            self.choice.addItem(self._translator(name), value)
        self._on_changed()

    def _on_changed(self) -> None:
        if self._entries() != self._shown:
            self._fill()
            return
        params = self._model.params
        name: str = params.source
        if name == _OWN:
            same = (example.id for example in EXAMPLES if example.name == params.name)
            name = next(same, _OWN)
        self.choice.setCurrentIndex(self.choice.findData(name))
        self.classes.setVisible(params.source == _OWN)
        self.classes.set_range(LEAST_CLASSES, max(MOST_CLASSES, len(params.logits)))
        self.classes.set_value(len(params.logits))

    def _on_chosen(self, place: int) -> None:
        self.choose(self.choice.itemData(place))
