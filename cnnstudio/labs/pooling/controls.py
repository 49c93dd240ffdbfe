"""The panel at the right: input, window, output size, and more below."""

from __future__ import annotations

from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Translator, text
from cnnstudio.data.handover import Handover
from cnnstudio.labs.pooling.code import programs
from cnnstudio.labs.pooling.input_controls import InputControls
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.more_controls import MoreControls
from cnnstudio.labs.pooling.picture_note import PictureNote
from cnnstudio.labs.pooling.tabs import COMPARING
from cnnstudio.labs.pooling.view import PoolingView
from cnnstudio.labs.pooling.window_controls import WindowControls
from cnnstudio.widgets.stage.code_card import CodeCard
from cnnstudio.widgets.stage.control_panel import ControlPanel
from cnnstudio.widgets.stage.formula_view import SizeFormula
from cnnstudio.widgets.theme import Theme


class Controls(ControlPanel):
    """All settings of the pooling."""

    def __init__(
        self,
        model: PoolingModel,
        view: PoolingView,
        specimen: Specimen,
        handover: Handover,
        theme: Theme,
        translator: Translator,
    ) -> None:
        super().__init__("pooling", view, theme, translator)
        self.input = InputControls(model, specimen, handover, theme, translator)
        self.window_ = WindowControls(model, theme, translator)
        self.more = MoreControls(model, theme, translator)
        self.code = CodeCard("pooling", lambda: programs(model.result), model, theme, translator, view)
        self.picture = PictureNote(model, translator)
        self.add_section(text("Input"), self.input, self.picture)
        self.add_section(text("Pooling"), self.window_)
        formula = SizeFormula("pooling", lambda: model.wanted_fits, model.settings, theme, translator)
        self._output_size = self.add_section(text("Output size"), formula)
        self.add_line()
        self.add_more(self.more, self.more.first)
        self.add_code(self.code)
        self._connect(view)
        self.finish()
        self._on_tab(view.tab.id)

    def _connect(self, view: PoolingView) -> None:
        self.more.whole_output_wanted.connect(view.step_view.show_all)
        self.more.coverage_wanted.connect(view.step_view.show_coverage)
        self.input.said.connect(self.said)
        self.input.failed.connect(self.failed)
        view.tab_shown.connect(self._on_tab)
        self.add_key("I", self.input.choice.setFocus)
        self.add_key("K", self.window_.kind.setFocus)
        self.add_key("S", self.window_.focus)
        self.add_key("G", self.window_.is_global.click)
        self.add_key("A", self.more.whole_output.toggle)
        self.add_key("W", self.more.coverage.toggle)

    def _on_tab(self, tab: str) -> None:
        """Show the settings that count in a tab; some compare ways on the picture, whatever is pooled elsewhere."""
        compares = tab in COMPARING
        self.input.setVisible(not compares)
        self.picture.setVisible(compares)
        self._output_size.setVisible(not compares)
        self.window_.show_tab(tab)

    def stop(self) -> None:
        """End what is under way."""
        self.input.stop()
