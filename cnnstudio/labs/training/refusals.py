"""What is typed as a setting and cannot be it is answered below its field, in the words of the command line."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFormLayout

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.state import TrainingState
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.settings import SETTINGS, refusal, written_number
from cnnstudio.widgets.number_slider import NumberField
from cnnstudio.widgets.refusal_note import RefusalNote
from cnnstudio.widgets.stepper import Stepper


def refusal_words(name: str, typed: str, config: TrainingConfig) -> Text:
    """Say why a setting cannot be what was typed, what it can be, and what it is."""
    setting, here, typed = SETTINGS[name], getattr(config, name), typed.strip()
    if typed:
        refused = refusal(setting, typed)
    else:
        ends = {"least": written_number(setting.least), "most": written_number(setting.most)}
        refused = text("Type a number from {least} to {most}.", **ends)
    if here is None:
        return text("{refusal} Now the run goes on to its last epoch.", refusal=refused)
    return text("{refusal} {used} is used now.", refusal=refused, used=written_number(here))


class Refusals:
    """The notes below the fields of a form."""

    def __init__(self, state: TrainingState, form: QFormLayout, translator: Translator) -> None:
        self._state, self._form, self._translator = state, form, translator
        self._notes: list[RefusalNote] = []

    def watch(self, name: str, field: Stepper | NumberField) -> None:
        """Answer what is typed into the field that was added last."""
        note = RefusalNote(field, partial(self._answer, name), self._translator)
        self._form.addRow(note)
        self._notes.append(note)

    def follow(self) -> None:
        """Take away what was said of fields that hold other numbers by now."""
        for note in self._notes:
            note.follow()

    def _answer(self, name: str, typed: str) -> Text:
        return refusal_words(name, typed, self._state.params.config)
