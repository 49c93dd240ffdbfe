"""The five settings that a beginner sees: experiment, pictures, epochs, learning rate, batch size."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QToolButton

from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.refusals import Refusals
from cnnstudio.labs.training.setting_words import size_words
from cnnstudio.training.experiment import pictures_seen
from cnnstudio.training.experiments import EXPERIMENTS, experiment
from cnnstudio.training.settings import SETTINGS
from cnnstudio.widgets.scale_steppers import DoublingStepper, RateStepper
from cnnstudio.widgets.stage.settings_form import SettingsForm
from cnnstudio.widgets.stepper import Stepper
from cnnstudio.widgets.theme import Theme

_BETWEEN = 6
"""Pixels between two rows."""

_LARGE = 150
"""Percent."""
_SIZES = (1_000, 5_000, 12_000, 30_000, 58_000, 60_000)


_DEMO_TIP = text("Fewer pictures and one epoch, so that the run ends after about three seconds")


def wrap_rows(form: QFormLayout, theme: Theme) -> None:
    """Put each field below its label where large type leaves them no room side by side."""
    policies = QFormLayout.RowWrapPolicy
    form.setRowWrapPolicy(policies.WrapAllRows if theme.zoom >= _LARGE else policies.WrapLongRows)


def caption_label(name: str = "") -> QLabel:
    """Return a label for a sentence below a field."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setProperty("role", "caption")
    return label


class RunControls(SettingsForm):
    """A change counts for the next run; the one under way is not changed any more."""

    def __init__(self, model: TrainingModel, theme: Theme, translator: Translator) -> None:
        super().__init__("training", translator)
        self._model, self._theme = model, theme
        self._sizes: tuple[int, ...] = ()
        self.experiment = self.choice(
            {name: entry.title for name, entry in EXPERIMENTS.items()}, lambda name: model.choose_experiment(name)
        )
        self.experiment.setMaxVisibleItems(len(EXPERIMENTS))
        self._sentence, self._problem = caption_label(), caption_label("training.problem")
        self._short = caption_label("training.short")
        self._has_sentences, self._is_short = True, False
        self.demo = QToolButton()
        self.train_size = QComboBox()
        self.epochs = Stepper(theme)
        rates = SETTINGS["learning_rate"]
        self.learning_rate = RateStepper(theme, rates.least, rates.most)
        self.batch_size = DoublingStepper(theme)
        for name, stepper in (("epochs", self.epochs), ("batch_size", self.batch_size)):
            stepper.setRange(int(SETTINGS[name].least), int(SETTINGS[name].most))
        self._form.setVerticalSpacing(_BETWEEN)
        self._refusals = Refusals(model, self._form, translator)
        self._lay_out()
        self._connect(translator)
        self._on_changed()

    def _lay_out(self) -> None:
        tip = text("Network and settings together, each for something to be seen")
        self._captions.describe(self.experiment, "training.experiment", text("Experiment"), tip=tip, key="T")
        self._form.addRow(self.experiment)
        self._form.addRow(self._sentence)
        self.demo.setProperty("role", "link")
        self._captions.bind(self.demo.setText, text("Make it short"))
        self._captions.describe(self.demo, "training.demo", text("Make it short"), tip=_DEMO_TIP)
        self._form.addRow(self._short)
        self.train_size.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.train_size.setMinimumContentsLength(8)
        tip = text("How many digits the network learns from")
        self.add_field("train_size", text("Training images"), self.train_size, tip)
        tip = text("How often all training images are seen")
        self._add_number("epochs", text("Epochs"), self.epochs, tip)
        tip = text("How far the weights move in each step: too little takes long, too much never arrives")
        self._add_number("learning_rate", text("Learning rate"), self.learning_rate, tip)
        self._add_number("batch_size", text("Batch size"), self.batch_size, text("How many images each step looks at"))
        self._form.addRow(self._problem)

    def _add_number(self, name: str, label: Text, stepper: Stepper, tip: Text) -> None:
        self.add_field(name, label, stepper, tip)
        self._refusals.watch(name, stepper)

    def _connect(self, translator: Translator) -> None:
        model = self._model
        self.demo.clicked.connect(lambda: model.choose_experiment(model.params.experiment, is_demo=True))
        self.train_size.activated.connect(lambda place: model.configure(train_size=self.train_size.itemData(place)))
        self.epochs.valueChanged.connect(lambda epochs: model.configure(epochs=epochs))
        self.learning_rate.valueChanged.connect(lambda _: model.configure(learning_rate=self.learning_rate.number))
        self.batch_size.valueChanged.connect(lambda size: model.configure(batch_size=size))
        model.settings.subscribe(self._on_changed)
        self._theme.subscribe(self._on_theme)
        self._on_theme()
        translator.subscribe(self._on_language)

    def _on_theme(self) -> None:
        wrap_rows(self._form, self._theme)

    def _on_language(self) -> None:
        self._sizes = ()
        self._on_changed()

    def _on_changed(self) -> None:
        params, problem = self._model.params, self._model.problem
        self.experiment.setCurrentIndex(self.experiment.findData(params.experiment))
        about = self._translator(self._about())
        self._sentence.setText(about)
        self.experiment.setToolTip(f"{about} (T)")
        self._show_sizes(params.config.train_size)
        for stepper, value in ((self.epochs, params.config.epochs), (self.batch_size, params.config.batch_size)):
            with QSignalBlocker(stepper):
                stepper.setValue(value)
        with QSignalBlocker(self.learning_rate):
            self.learning_rate.set_number(params.config.learning_rate)
        self._offer_demo()
        self._problem.setVisible(problem is not None)
        self._problem.setText(self._translator(problem) if problem else "")
        self._refusals.follow()

    def _offer_demo(self) -> None:
        """Let the run be made short, or say why it cannot be made any shorter."""
        params = self._model.params
        is_short = experiment(params.experiment).is_shortened(params.config)
        self.demo.setDisabled(is_short)
        said = text("This run is short already: it sees {count} pictures.", count=grouped(pictures_seen(params.config)))
        self._short.setText(self._translator(said))
        self.demo.setToolTip(self._translator(said if is_short else _DEMO_TIP))
        self._is_short = is_short
        self.show_sentences(self._has_sentences)

    # -- where there is little room

    def show_sentences(self, are_shown: bool) -> None:
        """Show what the experiment is about, or leave it to the tooltips."""
        self._has_sentences = are_shown
        self._sentence.setVisible(are_shown)
        self._short.setVisible(are_shown and self._is_short)

    @property
    def sentences_height(self) -> int:
        """How much lower all of it is without sentences."""
        labels = (self._sentence, self._short) if self._is_short else (self._sentence,)
        return sum(label.heightForWidth(self.width()) + _BETWEEN for label in labels)

    def _about(self) -> Text:
        """Return what the experiment shows, or that its settings are others by now."""
        params = self._model.params
        chosen = experiment(params.experiment)
        if params.spec != chosen.spec or params.config not in (chosen.config, chosen.demo):
            return text("These are other settings than the experiment's. Choose it again to have them back.")
        return chosen.sentence

    def _show_sizes(self, size: int) -> None:
        sizes = tuple(sorted({*_SIZES, size}))
        if sizes != self._sizes:
            self._sizes = sizes
            self.train_size.clear()
            for entry in sizes:
                self.train_size.addItem(self._translator(size_words(entry)), entry)
        self.train_size.setCurrentIndex(self.train_size.findData(size))
