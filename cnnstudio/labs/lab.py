"""What the main window knows of a lab, and what a lab is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Text, Translator
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.widgets.theme import Theme


@dataclass(frozen=True)
class LabContext:
    """What all labs share."""

    specimen: Specimen
    network: ActiveNetwork
    theme: Theme
    translator: Translator


class Lab(Protocol):
    """One entry of the navigation rail and its screen."""

    @property
    def view(self) -> QWidget:
        """The stage."""
        ...

    def headline(self) -> Text:
        """Return the sentence above the stage, as things stand."""
        ...

    def explanation(self) -> Text:
        """Return the text of the explanation card, as things stand."""
        ...

    def focus(self) -> None:
        """Give the keyboard to the stage."""
        ...

    def stop(self) -> None:
        """End what is under way; called before the window closes."""
        ...
