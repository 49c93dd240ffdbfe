"""The lab as the main window sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text, text
from cnnstudio.data.handover import LabNumbers
from cnnstudio.labs.lab import LabContext
from cnnstudio.labs.path.controls import Controls
from cnnstudio.labs.path.model import PathModel
from cnnstudio.labs.path.view import PathView
from cnnstudio.labs.path.walk import PathSteps
from cnnstudio.widgets.stage.tab import Tab
from cnnstudio.widgets.stage.tabbed_stage import TabbedStage

_TABS = (Tab("path", text("Path")),)


class PathLab:
    """The specimen through the whole network, the loss back through it, and one weight's step."""

    def __init__(self, context: LabContext) -> None:
        self.model = PathModel(context.specimen, context.network)
        self._steps = PathSteps(self.model)
        self.path = PathView(self.model, context.handover, context.theme, context.translator)
        self.view = TabbedStage("path", _TABS, lambda _: self.path, self._steps, context.theme, context.translator)
        self._controls = Controls(self.model, self.view, context.theme, context.translator)
        self._controls.add_key("Del", self.path.specimen.clear)
        self._controls.said.connect(self.view.said)
        self._controls.failed.connect(self.view.failed)
        self.model.subscribe(self._name_next)
        self._name_next()

    def _name_next(self) -> None:
        """Let the button that goes on say that the next halt is the step."""
        is_before = self._steps.count > 0 and self._steps.position == self._steps.count - 2
        self.view.transport.call_next(text("Take the step") if is_before else None)

    @property
    def controls(self) -> QWidget:
        """The panel at the right."""
        return self._controls

    @property
    def picture(self) -> QWidget:
        """What is saved as the picture of the lab: the view, without the transport."""
        return self.view.picture

    @property
    def steps(self) -> PathSteps | None:
        """The walk, where there is one."""
        return self._steps if self._steps.count else None

    @property
    def changes(self) -> PathModel:
        """What undo and redo go through."""
        return self.model

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change of what the lab says."""
        self.model.subscribe(listener)
        self.view.changed.connect(listener)

    @property
    def has_problem(self) -> bool:
        """Whether there is no network that the specimen could go through."""
        return self.model.problem is not None

    def headline(self) -> Text:
        """Return the sentence above the stage."""
        return self.path.headline()

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return self.path.explanation()

    def open_file(self, path: Path) -> None:
        """Nothing: pictures are opened by the draw lab, for all labs."""

    def take(self, numbers: LabNumbers) -> None:
        """Nothing: this lab hands numbers out."""

    def handle_key(self, event: QKeyEvent) -> bool:
        """Walk on, or back."""
        return self.view.handle_key(event)

    def focus(self) -> None:
        """Give the keyboard to the stage."""
        self.view.focus()

    def stop(self) -> None:
        """End what is under way."""
        self.view.stop()


make = PathLab
"""What the registry calls to make the lab."""
