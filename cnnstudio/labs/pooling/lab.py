"""The lab as the main window sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.steps import Steps
from cnnstudio.core.texts import Text
from cnnstudio.data.handover import LabNumbers, PoolingNumbers
from cnnstudio.labs.lab import LabContext
from cnnstudio.labs.pooling.controls import Controls
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.params import PoolingResult
from cnnstudio.labs.pooling.view import PoolingView
from cnnstudio.widgets.task_runner import TaskRunner


class PoolingLab:
    """Every number of a pooling, stepped forward and back."""

    def __init__(self, context: LabContext) -> None:
        self._runner = TaskRunner()
        self.model = PoolingModel(context.specimen, context.handover, self._run_aside, network=context.network)
        self.view = PoolingView(self.model, context.theme, context.translator)
        self._controls = Controls(
            self.model, self.view, context.specimen, context.handover, context.theme, context.translator
        )
        self._controls.said.connect(self.view.said)
        self._controls.failed.connect(self.view.failed)

    def _run_aside(self, work: Callable[[], PoolingResult], done: Callable[[PoolingResult], None]) -> None:
        self._runner.start(work, done, self.view.failed.emit)

    @property
    def controls(self) -> QWidget:
        """The panel at the right."""
        return self._controls

    @property
    def picture(self) -> QWidget:
        """What is saved as the picture of the lab: the view, without tabs and transport."""
        return self.view.picture

    @property
    def steps(self) -> Steps | None:
        """The steps of the window, where the view on the stage has any."""
        return self.view.steps if self.view.is_stepped else None

    @property
    def changes(self) -> PoolingModel:
        """What undo and redo go through."""
        return self.model

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change of what the lab says."""
        self.model.subscribe(listener)
        self.view.changed.connect(listener)

    @property
    def has_problem(self) -> bool:
        """Whether the settings are impossible."""
        return self.model.problem is not None

    def headline(self) -> Text:
        """Return the sentence above the stage."""
        return self.model.problem or self.view.current.headline()

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return self.view.current.explanation()

    def open_file(self, path: Path) -> None:
        """Take a file of numbers as the input."""
        self._controls.input.open_file(path)

    def take(self, numbers: LabNumbers) -> None:
        """Show a pooling of another lab, such as a layer of the network."""
        if isinstance(numbers, PoolingNumbers):
            self.model.take(numbers)
            self.view.show_tab("forward")

    def handle_key(self, event: QKeyEvent) -> bool:
        """Step, where the view on the stage has steps."""
        return self.view.handle_key(event)

    def focus(self) -> None:
        """Give the keyboard to the stage."""
        self.view.focus()

    def stop(self) -> None:
        """End what is under way."""
        self.view.stop()
        self._controls.stop()
        self._runner.stop()


make = PoolingLab
"""What the registry calls to make the lab."""
