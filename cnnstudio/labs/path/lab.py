"""The lab as the main window sees it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from cnnstudio.core.texts import Text, text
from cnnstudio.data.lab_numbers import LabNumbers
from cnnstudio.labs.lab import LabContext
from cnnstudio.labs.path.changes import PathChanges
from cnnstudio.labs.path.controls import Controls
from cnnstudio.labs.path.model import PathModel
from cnnstudio.labs.path.view import PathView
from cnnstudio.labs.path.walk import PathSteps
from cnnstudio.widgets.stage.staged_lab import StagedLab
from cnnstudio.widgets.stage.tab import Tab
from cnnstudio.widgets.stage.tabbed_stage import TabbedStage

_TABS = (Tab("path", text("Path")),)


class PathLab(StagedLab[PathModel, TabbedStage, Controls]):
    """The specimen through the whole network, the loss back through it, and one weight's step."""

    def __init__(self, context: LabContext) -> None:
        model = PathModel(context.specimen, context.network)
        self._walk = PathSteps(model)
        self.path = PathView(model, context.handover, context.theme, context.translator)
        view = TabbedStage("path", _TABS, lambda _: self.path, self._walk, context.theme, context.translator)
        panel = Controls(model, view, context.handover, context.theme, context.translator)
        super().__init__(model, view, panel, self._walk)
        self._changes = PathChanges(model, context.handover)
        self.controls.add_key("Del", self.path.specimen.clear)
        model.subscribe(self._name_next)
        self._name_next()

    def _name_next(self) -> None:
        """Let the button that goes on say that the next halt is the step."""
        is_before = self._walk.count > 0 and self._walk.position == self._walk.count - 2
        self.view.transport.call_next(text("Take the step") if is_before else None)

    @property
    def steps(self) -> PathSteps | None:
        """The walk, where there is one."""
        return self._walk if self._walk.count else None

    @property
    def changes(self) -> PathChanges:  # type: ignore[override]  # pictures as well as what its model knows
        """What undo and redo go through."""
        return self._changes

    def headline(self) -> Text:
        """Return the sentence above the stage."""
        return self.path.headline()

    def open_file(self, path: Path) -> None:
        """Nothing: pictures are opened by the draw lab, for all labs."""

    def handle_key(self, event: QKeyEvent) -> bool:
        """Put a card away with Escape, wherever the keyboard is; else step."""
        if event.key() == Qt.Key.Key_Escape and self.path.put_away_cards():
            return True
        return super().handle_key(event)

    def stop(self) -> None:
        """End what is under way."""
        super().stop()
        self.controls.stop()

    def take(self, numbers: LabNumbers) -> None:
        """Nothing: this lab hands numbers out."""


make = PathLab
"""What the registry calls to make the lab."""
