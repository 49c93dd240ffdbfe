"""The stage of the lab: pooling forward and backward, the shift test, and a stride in place of pooling."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Translator
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.step_content import PoolingContent
from cnnstudio.labs.pooling.stepping import PoolingSteps
from cnnstudio.labs.pooling.tabs import TABS, VIEWS
from cnnstudio.widgets.stage.tab import Tab
from cnnstudio.widgets.stage.two_way_stage import TwoWayStage
from cnnstudio.widgets.theme import Theme


class PoolingView(TwoWayStage):
    """The step view, and two more that are imported when they are first shown."""

    def __init__(self, model: PoolingModel, theme: Theme, translator: Translator) -> None:
        self._model, self._theme, self._translator = model, theme, translator
        super().__init__(TABS, PoolingContent(model), model, PoolingSteps(model), theme, translator)

    def make_view(self, tab: Tab) -> QWidget:
        module, name = VIEWS[tab.view_id]
        make = getattr(import_module(f"cnnstudio.labs.pooling.{module}"), name)
        view: QWidget = make(self._model, self._theme, self._translator, self)
        return view
