"""A lab whose stage has tabs: what the main window asks of it, answered by its model, its stage and its panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.steps import Steps
from cnnstudio.core.texts import Text
from cnnstudio.widgets.stage.control_panel import ControlPanel
from cnnstudio.widgets.stage.tabbed_stage import TabbedStage


class StagedModel(Protocol):
    """A model that says what is wrong with its settings, and takes them back."""

    @property
    def problem(self) -> Text | None:
        """Why nothing follows from the settings, and what would mend them; None where something does."""
        ...

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

    def subscribe(self, listener: Callable[[], None], /) -> None:
        """Call `listener` after each change."""
        ...


Model = TypeVar("Model", bound=StagedModel)
Stage = TypeVar("Stage", bound=TabbedStage)
Panel = TypeVar("Panel", bound=ControlPanel)


class StagedLab(Generic[Model, Stage, Panel]):
    """See `labs.lab.Lab`; a lab adds how it opens files, and which numbers of other labs it takes.

    Attributes
    ----------
    model
        What the lab knows.
    view
        The stage with its tabs and the transport.
    controls
        The panel at the right.

    """

    def __init__(self, model: Model, view: Stage, controls: Panel, steps: Steps) -> None:
        self.model, self.view, self.controls = model, view, controls
        self._steps = steps
        controls.said.connect(view.said)
        controls.failed.connect(view.failed)

    @property
    def picture(self) -> QWidget:
        """What is saved as the picture of the lab: the view, without tabs and transport."""
        return self.view.picture

    @property
    def steps(self) -> Steps | None:
        """What is stepped through, where the view on the stage has steps."""
        return self._steps if self.view.is_stepped else None

    @property
    def changes(self) -> Model:
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

    def handle_key(self, event: QKeyEvent) -> bool:
        """Step, where the view on the stage has steps."""
        return self.view.handle_key(event)

    def focus(self) -> None:
        """Give the keyboard to the stage."""
        self.view.focus()

    def stop(self) -> None:
        """End what is under way."""
        self.view.stop()
