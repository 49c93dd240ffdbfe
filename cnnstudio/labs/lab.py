"""What the main window knows of a lab, and what a lab is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.specimen import Specimen
from cnnstudio.core.steps import Steps
from cnnstudio.core.texts import Text, Translator
from cnnstudio.data.handover import Handover
from cnnstudio.data.lab_numbers import LabNumbers
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.widgets.theme import Theme


@dataclass(frozen=True)
class LabContext:
    """What all labs share.

    `runs_folder` is where training runs are kept until the next start; None where nothing is to be kept, as in tests
    and on the command line.
    """

    specimen: Specimen
    network: ActiveNetwork
    theme: Theme
    translator: Translator
    handover: Handover = field(default_factory=Handover)
    runs_folder: Path | None = None


class Undoable(Protocol):
    """Something whose last change can be taken back."""

    @property
    def can_undo(self) -> bool:
        """Whether something was changed."""
        ...

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        ...

    def undo(self) -> None:
        """Take the last change back."""
        ...

    def redo(self) -> None:
        """Do again what was undone."""
        ...


class Lab(Protocol):
    """One entry of the navigation rail and its screen."""

    @property
    def view(self) -> QWidget:
        """The stage with what belongs to it; it has the signals `said` (a `Text`) and `failed` (a `UserError`)."""
        ...

    @property
    def controls(self) -> QWidget | None:
        """The panel at the right of the window; None where the lab has none."""
        ...

    @property
    def picture(self) -> QWidget:
        """What is saved as the picture of the lab."""
        ...

    @property
    def steps(self) -> Steps | None:
        """What is stepped through at the moment, for animations; None where nothing is."""
        ...

    @property
    def changes(self) -> Undoable:
        """What undo and redo go through."""
        ...

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change of what the lab says."""
        ...

    @property
    def has_problem(self) -> bool:
        """Whether the sentence above the stage tells of something that keeps the lab from showing what it should."""
        ...

    def headline(self) -> Text:
        """Return the sentence above the stage, as things stand."""
        ...

    def explanation(self) -> Text:
        """Return the text of the explanation card, as things stand."""
        ...

    def open_file(self, path: Path) -> None:
        """Open a picture, or a file of one of the lab's own types."""
        ...

    def take(self, numbers: LabNumbers) -> None:
        """Show exactly these numbers, which another lab hands over; those of other labs mean nothing."""
        ...

    def handle_key(self, event: QKeyEvent) -> bool:
        """Do what a key means to the lab, when nothing that has the keyboard wanted it; return whether it does."""
        ...

    def focus(self) -> None:
        """Give the keyboard to the stage."""
        ...

    def stop(self) -> None:
        """End what is under way; called before the window closes."""
        ...
