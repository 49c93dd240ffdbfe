"""What is to be said of a window below its settings: why it does not fit, or what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cnnstudio.core.texts import Text, Translator
from cnnstudio.ops.window import AxisFit
from cnnstudio.widgets.stage.stops import are_tiles, skips
from cnnstudio.widgets.stage.window_words import SIDE_BY_SIDE, SKIPPED, unused_sentence
from cnnstudio.widgets.theme import Theme


def window_notes(fits: tuple[AxisFit, AxisFit]) -> tuple[Text, ...]:
    """Return what is worth knowing of a window that fits."""
    notes = []
    if are_tiles(fits):
        notes.append(SIDE_BY_SIDE)
    elif skips(fits):
        notes.append(SKIPPED)
    if any(fit.unused for fit in fits):
        notes.append(unused_sentence(fits))
    return tuple(notes)


class WindowNotes(QWidget):
    """A sentence in red where the settings are impossible, else quiet ones; nothing where there is nothing to say."""

    def __init__(self, lab_id: str, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self._theme, self._translator = theme, translator
        self._said: tuple[Text | None, tuple[Text, ...]] = (None, ())
        self._problem, self._notes = QLabel(), QLabel()
        self._problem.setObjectName(f"{lab_id}.problem")
        self._notes.setProperty("role", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for label in (self._problem, self._notes):
            label.setWordWrap(True)
            column.addWidget(label)
        translator.subscribe(self._write)

    def show_words(self, problem: Text | None, notes: Iterable[Text]) -> None:
        """Say why the window is impossible, or else what is worth knowing of it."""
        self._said = problem, tuple(notes)
        self._write()

    def _write(self) -> None:
        problem, notes = self._said
        self._problem.setVisible(problem is not None)
        self._notes.setVisible(problem is None and bool(notes))
        self.setVisible(problem is not None or bool(notes))
        if problem is not None:
            color = self._theme.palette.error
            self._problem.setText(f'<span style="color: {color}">⚠ {self._translator(problem)}</span>')
        self._notes.setText(" ".join(self._translator(note) for note in notes))
