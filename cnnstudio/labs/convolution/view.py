"""The stage of the lab: nine views of the same convolution."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution.kernels import with_filters
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.step_content import ConvolutionContent
from cnnstudio.labs.convolution.stepping import ConvolutionSteps
from cnnstudio.labs.convolution.tabs import TABS, VIEWS
from cnnstudio.widgets.stage.tab import Tab
from cnnstudio.widgets.stage.two_way_stage import TwoWayStage
from cnnstudio.widgets.theme import Theme

_BANK = 4
"""Filters of the first pipeline: vertical, horizontal and the two diagonals."""


class ConvolutionView(TwoWayStage):
    """The step view, and seven more that are imported when they are first shown."""

    def __init__(self, model: ConvolutionModel, theme: Theme, translator: Translator) -> None:
        self._model, self._theme, self._translator = model, theme, translator
        self._bank_offered = False
        super().__init__(TABS, ConvolutionContent(model), model, ConvolutionSteps(model), theme, translator)

    def make_view(self, tab: Tab) -> QWidget:
        module, name = VIEWS[tab.view_id]
        make = getattr(import_module(f"cnnstudio.labs.convolution.{module}"), name)
        view: QWidget = make(self._model, self._theme, self._translator, self)
        return view

    def _on_tab_shown(self, name: str) -> None:
        if name == "pipeline":
            self._offer_bank()
        super()._on_tab_shown(name)

    def _offer_bank(self) -> None:
        """Let the first pipeline show what several filters find; how many there are stays the learner's choice."""
        params = self._model.params
        if not self._bank_offered and len(params.weight) == 1 and params.source == "specimen":
            self._model.put(with_filters(params, _BANK))
        self._bank_offered = True
