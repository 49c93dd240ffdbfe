"""What is typed into a field for a number and not taken is answered below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from cnnstudio.core.texts import Text, Translator
from cnnstudio.widgets.number_slider import NumberField
from cnnstudio.widgets.stepper import Stepper


class RefusalNote(QLabel):
    """Says which numbers there are and which one counts, until the field is changed or holds another number.

    Anything can be typed into the field, so that it can be answered; what is not taken leaves the old number there,
    in an outline that is thicker as well as red.
    """

    def __init__(self, field: Stepper | NumberField, answer: Callable[[str], Text], translator: Translator) -> None:
        super().__init__()
        self._field, self._answer, self._translator = field, answer, translator
        self._sentence: Text | None = None
        self._kept: float = 0
        self.setProperty("role", "problem")
        self.setWordWrap(True)
        self.hide()
        field.lineEdit().setValidator(None)  # type: ignore[arg-type]  # Qt takes none at all, too
        self.setObjectName(f"{field.objectName()}.refusal")
        field.refused.connect(self._on_refused)
        field.lineEdit().textEdited.connect(self.put_away)
        translator.subscribe(self._write)

    def follow(self) -> None:
        """Go where the field holds another number by now, from wherever it came."""
        if self._sentence is not None and self._field.value() != self._kept:
            self.put_away()

    def put_away(self) -> None:
        """Answer nothing any more."""
        if self._sentence is not None:
            self._sentence = None
            self._write()

    def _on_refused(self) -> None:
        self._sentence, self._kept = self._answer(self._field.lineEdit().text()), self._field.value()
        self._write()

    def _write(self) -> None:
        sentence = self._sentence
        said = "" if sentence is None else self._translator(sentence)
        self.setText(said)
        self.setVisible(sentence is not None)
        self._field.set_problem(sentence is not None)
        self._field.setAccessibleDescription(said)
