"""The lab as the main window sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QKeyEvent

from cnnstudio.core.texts import Text
from cnnstudio.data.lab_numbers import LabNumbers
from cnnstudio.data.strokes import Drawing
from cnnstudio.labs.draw.model import DrawModel
from cnnstudio.labs.draw.sentences import explanation, headline
from cnnstudio.labs.draw.sources import DrawnSource
from cnnstudio.labs.draw.view import DrawView
from cnnstudio.labs.lab import LabContext


class DrawLab:
    """Draw a digit or load a picture, and see what the network makes of it."""

    def __init__(self, context: LabContext) -> None:
        self.model = DrawModel(context.specimen, context.network)
        context.handover.table = self.model
        self.view = DrawView(self.model, context.theme, context.translator)

    @property
    def controls(self) -> None:
        """All of the lab's controls stand on its stage."""
        return None

    @property
    def picture(self) -> DrawView:
        """What is saved as the picture of the lab."""
        return self.view

    @property
    def steps(self) -> None:
        """Nothing is stepped through here."""
        return None

    @property
    def changes(self) -> DrawModel:
        """What undo and redo go through."""
        return self.model

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change of what the lab says."""
        self.model.subscribe(listener)

    @property
    def has_problem(self) -> bool:
        """Whether there is no network to answer."""
        return self.model.network.problem is not None

    def headline(self) -> Text:
        """Return the sentence above the stage."""
        return headline(self.model)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return explanation(self.model)

    def open_file(self, path: Path) -> None:
        """Open a picture."""
        self.view.sheet.opener.open_file(path)

    def take(self, numbers: LabNumbers) -> None:
        """Do nothing: the specimen of all labs is the drawing that stands here already."""

    def take_drawing(self, drawing: Drawing, *, is_finished: bool) -> None:
        """Lay a drawing on the table that was made in another lab; a finished one is a step of undo."""
        source = DrawnSource(drawing)
        if is_finished:
            self.model.put(source)
        else:
            self.model.update(source=source)

    def handle_key(self, event: QKeyEvent) -> bool:
        """All keys of the lab are actions of the window."""
        return False

    def focus(self) -> None:
        """Give the keyboard to the sheet."""
        self.view.sheet.focus()

    def stop(self) -> None:
        """End what is under way."""
        self.view.stop()


make = DrawLab
"""What the registry calls to make the lab."""
