"""The stage of the lab: nine views of the same convolution."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution.kernels import with_filters
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.sentences import TOO_MANY_TO_STEP_BACK
from cnnstudio.labs.convolution.step_content import ConvolutionContent
from cnnstudio.labs.convolution.stepping import ConvolutionSteps
from cnnstudio.labs.convolution.tabs import TABS, VIEWS
from cnnstudio.widgets.stage.step_view import StepView
from cnnstudio.widgets.stage.tab import Tab
from cnnstudio.widgets.stage.tabbed_stage import TabbedStage
from cnnstudio.widgets.theme import Theme

_BANK = 4
"""Filters of the first pipeline: vertical, horizontal and the two diagonals."""


class ConvolutionView(TabbedStage):
    """Tabs, view and transport, following the direction that the model steps in."""

    def __init__(self, model: ConvolutionModel, theme: Theme, translator: Translator) -> None:
        self._model, self._theme, self._translator = model, theme, translator
        self.steps = ConvolutionSteps(model)
        self.step_view = StepView(ConvolutionContent(model), theme, translator)
        self._bank_offered = False
        super().__init__("convolution", TABS, self._make, self.steps, theme, translator)
        self.step_view.refused.connect(self.said)
        self.tab_shown.connect(self._on_tab_shown)
        model.subscribe(self._on_changed)

    def _make(self, tab: Tab) -> QWidget:
        if tab.view_id == "step":
            return self.step_view
        module, name = VIEWS[tab.view_id]
        view: QWidget = getattr(import_module(f"cnnstudio.labs.convolution.{module}"), name)(
            self._model, self._theme, self._translator, self
        )
        return view

    def _on_tab_shown(self, name: str) -> None:
        if name == "pipeline":
            self._offer_bank()
        if self.tab.view_id == "step":
            self._turn(name == "backward")

    def _offer_bank(self) -> None:
        """Let the first pipeline show what several filters find; how many there are stays the learner's choice."""
        params = self._model.params
        if not self._bank_offered and len(params.weight) == 1 and params.source == "specimen":
            self._model.put(with_filters(params, _BANK))
        self._bank_offered = True

    def _turn(self, backward: bool) -> None:
        """Step gradients or sums from now on."""
        if backward == self._model.params.backward:
            return
        self._model.update(backward=backward, terms=None)
        if backward and not self._model.params.backward:
            self.said.emit(TOO_MANY_TO_STEP_BACK)
            self.show_tab("forward")

    def _on_changed(self) -> None:
        if self.tab.view_id == "step" and (self.tab.id == "backward") != self._model.params.backward:
            self.show_tab("backward" if self._model.params.backward else "forward")
