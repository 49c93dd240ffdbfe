"""Asks which steps to save as an animation, and saves them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QProgressDialog,
    QWidget,
)

from cnnstudio.app.save_animation import save_animation
from cnnstudio.app.step_range import MOST_PICTURES, StepRange
from cnnstudio.core.errors import UserError
from cnnstudio.core.steps import Steps
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.stepper import Stepper
from cnnstudio.widgets.theme import Theme

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow

_FASTEST = 20
"""Pictures a second; many programs show a GIF that is faster more slowly."""

_CHARACTERS = 36
"""About so many stand in a line of the sentence that tells what will come of it."""

_ENDINGS = {".gif": text("Animated GIF"), ".png": text("PNG, one file a step")}


def ask_and_save(window: MainWindow, view: QWidget, steps: Steps, translator: Translator) -> None:
    """Ask which steps, how fast and where to, and save how `view` looks at each; says in the window how it went."""
    if not steps.count:
        window.tell(UserError(text("There are no steps to save yet. Draw a digit or open a picture first.")))
        return
    dialog = AnimationDialog(steps.count, window.theme, translator, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _save(window, view, steps, translator, dialog.chosen, dialog.ending))
    dialog.open()


class AnimationDialog(QDialog):
    """First and last step, how many are left out, how fast, and the kind of file."""

    def __init__(self, count: int, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._translator = theme, translator
        self._captions = Captions(translator)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(24, 24, 24, 24)
        self._form.setSpacing(12)
        enough = math.ceil(count / MOST_PICTURES)
        self._first = self._number("animation.first", text("First step"), count, 1)
        self._last = self._number("animation.last", text("Last step"), count, count)
        self._every = self._number("animation.every", text("One step in"), count, enough)
        self._speed = self._number("animation.speed", text("Pictures a second"), _FASTEST, 2)
        self._format = QComboBox()
        for ending, name in _ENDINGS.items():
            self._format.addItem(translator(name), ending)
        self._add("animation.format", text("Kind of file"), self._format)
        self._add_outcome()
        self._add_buttons()
        for box in (self._first, self._last, self._every, self._speed):
            box.valueChanged.connect(self._on_changed)
        self._format.currentIndexChanged.connect(self._on_changed)
        self.setObjectName("animation")
        self._captions.bind(self.setWindowTitle, text("Save steps as an animation"))
        self._on_changed()

    @property
    def chosen(self) -> StepRange:
        """Which steps, and how fast."""
        return StepRange(self._first.value() - 1, self._last.value() - 1, self._every.value(), self._speed.value())

    @property
    def ending(self) -> str:
        """The ending of the file's name, ".gif" or ".png"."""
        return str(self._format.currentData())

    def _number(self, name: str, label: Text, highest: int, value: int) -> Stepper:
        box = Stepper(self._theme)
        box.setRange(1, highest)
        box.setValue(value)
        self._add(name, label, box)
        return box

    def _add(self, name: str, label: Text, control: QWidget) -> None:
        """Add a control under its name."""
        self._captions.describe(control, name, label)
        shown = QLabel()
        shown.setBuddy(control)
        self._captions.bind(shown.setText, label)
        self._form.addRow(shown, control)

    def _add_outcome(self) -> None:
        self._outcome = QLabel()
        self._outcome.setObjectName("animation.outcome")
        self._outcome.setWordWrap(True)
        self._form.addRow(self._outcome)
        self._outcome.ensurePolished()
        self._outcome.setMinimumWidth(self._outcome.fontMetrics().averageCharWidth() * _CHARACTERS)

    def _add_buttons(self) -> None:
        buttons = QDialogButtonBox()
        self._save = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._save.setDefault(True)
        cancel = buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        for button, name, label, key in (
            (self._save, "animation.save", text("Save …"), "Enter"),
            (cancel, "animation.cancel", text("Cancel"), "Esc"),
        ):
            self._captions.describe(button, name, label, key=key)
            self._captions.bind(button.setText, label)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._form.addRow(buttons)

    def _on_changed(self) -> None:
        """Tell what will come of it, or why it cannot be."""
        chosen, problem = self.chosen, None
        try:
            chosen.check()
        except UserError as error:
            problem = error.message
        count = len(chosen.positions)
        seconds = math.ceil(count / chosen.frames_per_second)
        told = text("Pictures: {count}. They play for {seconds} s.", count=count, seconds=seconds)
        if self.ending == ".png":
            told = text("Pictures: {count}.", count=count)
        self._outcome.setText(self._translator(problem or told))
        # A form gives a label the height of its shortest shape: a sentence of several lines has to ask for its own.
        self._outcome.setMinimumHeight(self._outcome.heightForWidth(self._outcome.minimumWidth()))
        self._save.setEnabled(problem is None)
        self._speed.setEnabled(self.ending == ".gif")


def _save(
    window: MainWindow, view: QWidget, steps: Steps, translator: Translator, chosen: StepRange, ending: str
) -> None:
    """Ask for the name and write the file, in front of a bar that shows how far it is and can be cancelled."""
    title = translator(text("Save steps as an animation"))
    name, _ = QFileDialog.getSaveFileName(window, title, f"cnn-studio{ending}", f"{ending[1:].upper()} (*{ending})")
    if not name:
        return
    path = Path(name)
    if path.suffix.lower() != ending:
        path = path.with_name(path.name + ending)
    bar = QProgressDialog(window)
    bar.setObjectName("animation.progress")
    bar.setWindowTitle(title)
    bar.setCancelButtonText(translator(text("Cancel")))
    bar.setWindowModality(Qt.WindowModality.WindowModal)
    bar.setRange(0, len(chosen.positions))

    def show_progress(done: int, count: int) -> bool:
        bar.setLabelText(translator(text("Picture {done} of {count}", done=done, count=count)))
        bar.setValue(done)
        return not bar.wasCanceled()

    try:
        saved = save_animation(view, steps, chosen, path, show_progress)
    except UserError as error:
        window.tell(error)
    else:
        said = text("The steps were saved as {name}.", name=path.name) if saved else text("Nothing was saved.")
        window.line.say(said)
    finally:
        bar.close()
        bar.deleteLater()
