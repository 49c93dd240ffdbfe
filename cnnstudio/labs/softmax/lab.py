"""The lab as the main window sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text
from cnnstudio.data.handover import LabNumbers, LogitNumbers
from cnnstudio.labs.lab import LabContext
from cnnstudio.labs.softmax.controls import Controls
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.stepping import SoftmaxSteps
from cnnstudio.labs.softmax.view import SoftmaxStage


class SoftmaxLab:
    """From scores to probabilities, and from probabilities to a loss with its gradient."""

    def __init__(self, context: LabContext) -> None:
        self.model = SoftmaxModel(context.specimen, context.network)
        self.view = SoftmaxStage(self.model, context.theme, context.translator)
        self._controls = Controls(self.model, self.view, context.theme, context.translator)
        self._controls.said.connect(self.view.said)
        self._controls.failed.connect(self.view.failed)

    @property
    def controls(self) -> QWidget:
        """The panel at the right."""
        return self._controls

    @property
    def picture(self) -> QWidget:
        """What is saved as the picture of the lab: the view, without tabs and transport."""
        return self.view.picture

    @property
    def steps(self) -> SoftmaxSteps | None:
        """The steps of the calculation, where the view on the stage has any."""
        return self.view.steps if self.view.is_stepped else None

    @property
    def changes(self) -> SoftmaxModel:
        """What undo and redo go through."""
        return self.model

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change of what the lab says."""
        self.model.subscribe(listener)
        self.view.changed.connect(listener)

    @property
    def has_problem(self) -> bool:
        """Whether nothing follows from the settings."""
        return self.model.problem is not None

    def headline(self) -> Text:
        """Return the sentence above the stage."""
        return self.model.problem or self.view.current.headline()

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return self.view.current.explanation()

    def open_file(self, path: Path) -> None:
        """Do nothing: the lab has no file types of its own."""

    def take(self, numbers: LabNumbers) -> None:
        """Show exactly these scores."""
        if isinstance(numbers, LogitNumbers):
            self.model.take(numbers)

    def handle_key(self, event: QKeyEvent) -> bool:
        """Step, where the view on the stage has steps."""
        return self.view.handle_key(event)

    def focus(self) -> None:
        """Give the keyboard to the stage."""
        self.view.focus()

    def stop(self) -> None:
        """End what is under way."""
        self.view.stop()


make = SoftmaxLab
"""What the registry calls to make the lab."""
