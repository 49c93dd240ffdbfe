"""What is unfolded below "More settings": how weights move, where they start, and when a run ends."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.refusals import Refusals
from cnnstudio.labs.training.run_controls import caption_label, wrap_rows
from cnnstudio.labs.training.setting_words import (
    DEVICE_NAMES,
    INITIALISATION_NAMES,
    OPTIMIZER_NAMES,
    PRECISION_NAMES,
    PREPROCESSING_NAMES,
    SCHEDULE_NAMES,
)
from cnnstudio.labs.training.smoothing_words import smoothing_words
from cnnstudio.training.settings import SETTINGS
from cnnstudio.widgets.number_slider import NumberField
from cnnstudio.widgets.stage.settings_form import SettingsForm
from cnnstudio.widgets.stepper import Stepper
from cnnstudio.widgets.theme import Theme


class MoreControls(SettingsForm):
    """Each row is one setting of the configuration, called as there."""

    def __init__(self, model: TrainingModel, theme: Theme, translator: Translator) -> None:
        super().__init__("training", translator)
        self._model, self._theme = model, theme
        self._choices: dict[str, QComboBox] = {}
        self._steppers: dict[str, Stepper] = {}
        self._shares: dict[str, NumberField] = {}
        self._refusals = Refusals(model, self._form, translator)
        self.is_augmented = QCheckBox()
        self._smoothing = caption_label("training.smoothing_note")
        self._lay_out()
        model.settings.subscribe(self._on_changed)
        translator.subscribe(self._on_changed)
        theme.subscribe(self._on_theme)
        self._on_theme()
        self._on_changed()

    @property
    def first(self) -> QWidget:
        """What gets the keyboard when the form is unfolded."""
        return self._choices["optimizer"]

    def offer_devices(self, names: Mapping[str, str]) -> None:
        """Offer what can compute here, by what its maker calls it; what the settings ask for stays."""
        choice = self._choices["device"]
        for place in reversed(range(choice.count())):
            device = choice.itemData(place)
            choice.setItemData(place, names.get(device, ""), Qt.ItemDataRole.ToolTipRole)
            is_offered = device in names or device == self._model.params.config.device
            choice.model().item(place).setEnabled(is_offered)  # type: ignore[attr-defined]  # a list of Qt's own

    def _lay_out(self) -> None:
        self._add_choice("optimizer", text("Optimiser"), OPTIMIZER_NAMES, text("How a gradient becomes a step"))
        self._add_choice(
            "schedule", text("Rate over time"), SCHEDULE_NAMES, text("How the learning rate changes during the run")
        )
        tip = text("The random numbers that the weights start from")
        self._add_choice("initialisation", text("First weights"), INITIALISATION_NAMES, tip)
        tip = text("How strongly each step pulls the weights towards 0")
        self._add_share("weight_decay", text("Weight decay"), tip, decimals=5, step=0.0001)
        tip = text("Share of the target that goes to all classes, so that the network is never quite sure")
        self._add_share("label_smoothing", text("Label smoothing"), tip, decimals=2, step=0.05)
        self._form.addRow(self._smoothing)
        tip = text("What is done to all pixels before the network sees them")
        self._add_choice("preprocessing", text("Preprocessing"), PREPROCESSING_NAMES, tip)
        tip = text("Training images that are not learned from: how well they are read shows how well others would be")
        self._add_stepper("validation_size", text("Kept back"), tip).setSingleStep(500)
        tip = text("End after so many epochs without a better answer on what was kept back; 0: never")
        self._add_stepper("patience", text("Stop early after"), tip).setMinimum(0)
        tip = text("The same seed gives the same run, number by number")
        self._add_stepper("seed", text("Seed"), tip)
        self._add_choice("device", text("Computed by"), DEVICE_NAMES, text("What computes"))
        tip = text("Multiplying rounded numbers of 16 bits is faster, where the processor or graphics card can do so")
        self._add_choice("precision", text("Precision"), PRECISION_NAMES, tip)
        tip = text("Each time a digit is seen it is turned, leaned, scaled and moved a little")
        self.add_check("is_augmented", text("Vary the images"), self.is_augmented, tip)
        self.is_augmented.clicked.connect(lambda checked: self._model.configure(is_augmented=checked))

    def _add_choice(self, name: str, label: Text, entries: Mapping[str, Text], tip: Text) -> None:
        choice = self._choices[name] = self.choice(entries, lambda value: self._model.configure(**{name: value}))
        self.add_field(name, label, choice, tip)

    def _add_stepper(self, name: str, label: Text, tip: Text) -> Stepper:
        stepper = self._steppers[name] = Stepper(self._theme)
        stepper.setRange(int(SETTINGS[name].least), int(SETTINGS[name].most))
        stepper.valueChanged.connect(lambda value: self._on_stepper(name, value))
        self.add_field(name, label, stepper, tip)
        self._refusals.watch(name, stepper)
        return stepper

    def _add_share(self, name: str, label: Text, tip: Text, *, decimals: int, step: float) -> None:
        field = self._shares[name] = NumberField(self._theme, self)
        field.setDecimals(decimals)
        field.setRange(SETTINGS[name].least, SETTINGS[name].most)
        field.setSingleStep(step)
        field.valueChanged.connect(lambda value: self._model.configure(**{name: value}))
        self.add_field(name, label, field, tip)
        self._refusals.watch(name, field)

    def _on_theme(self) -> None:
        wrap_rows(self._form, self._theme)

    def _on_stepper(self, name: str, value: int) -> None:
        self._model.configure(**{name: None if name == "patience" and value == 0 else value})

    def _on_changed(self) -> None:
        config = self._model.params.config
        for name, choice in self._choices.items():
            choice.setCurrentIndex(choice.findData(getattr(config, name)))
        for fields in (self._steppers, self._shares):
            for name, field in fields.items():
                with QSignalBlocker(field):
                    field.setValue(getattr(config, name) or 0)
        self.is_augmented.setChecked(config.is_augmented)
        self._refusals.follow()
        words = smoothing_words(config.label_smoothing, len(self._model.params.spec.class_names))
        self._smoothing.setVisible(words is not None)
        self._smoothing.setText("" if words is None else self._translator(words))
