"""The stage of a lab whose window is stepped forward and backward, beside other views of the same calculation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from cnnstudio.core.steps import Steps
from cnnstudio.core.texts import Translator
from cnnstudio.widgets.stage.content import StepContent
from cnnstudio.widgets.stage.step_view import StepView
from cnnstudio.widgets.stage.tab import Tab
from cnnstudio.widgets.stage.tabbed_stage import TabbedStage
from cnnstudio.widgets.stage.window_words import TOO_MANY_TO_STEP_BACK
from cnnstudio.widgets.theme import Theme

STEP = "step"
"""The view of the tabs "forward" and "backward"."""


class _Direction(Protocol):
    @property
    def backward(self) -> bool: ...


class TwoWayModel(Protocol):
    """A model that steps what is computed, or the gradients that come back."""

    @property
    def params(self) -> _Direction:
        """Its settings, `backward` among them."""
        ...

    def update(self, **changes: Any) -> None:
        """Change settings; it may refuse to go backward."""
        ...

    def subscribe(self, listener: Callable[[], None], /) -> None:
        """Call `listener` after each change."""
        ...


class TwoWayStage(TabbedStage):
    """The step view under the tabs "forward" and "backward", and whatever other views the lab makes."""

    def __init__(
        self,
        entries: tuple[Tab, ...],
        content: StepContent,
        model: TwoWayModel,
        steps: Steps,
        theme: Theme,
        translator: Translator,
    ) -> None:
        self._direction = model
        self.steps = steps
        self.step_view = StepView(content, theme, translator)
        super().__init__(content.lab_id, entries, self._view_of, steps, theme, translator)
        self.step_view.refused.connect(self.said)
        self.tab_shown.connect(self._on_tab_shown)
        model.subscribe(self._on_direction)

    def make_view(self, tab: Tab) -> QWidget:
        """Return one of the other views of the lab."""
        raise NotImplementedError

    def _view_of(self, tab: Tab) -> QWidget:
        return self.step_view if tab.view_id == STEP else self.make_view(tab)

    def _on_tab_shown(self, name: str) -> None:
        if self.tab.view_id == STEP:
            self._turn(name == "backward")

    def _turn(self, backward: bool) -> None:
        """Step gradients from now on, or what is computed."""
        if backward == self._direction.params.backward:
            return
        self._direction.update(backward=backward, terms=None)
        if backward and not self._direction.params.backward:
            self.said.emit(TOO_MANY_TO_STEP_BACK)
            self.show_tab("forward")

    def _on_direction(self) -> None:
        """Follow a model that was turned elsewhere."""
        if self.tab.view_id == STEP and (self.tab.id == "backward") != self._direction.params.backward:
            self.show_tab("backward" if self._direction.params.backward else "forward")
