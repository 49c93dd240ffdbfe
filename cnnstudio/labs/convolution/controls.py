"""The panel at the right: input, kernel, window, output size, and more below."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent

from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.convolution.code import programs
from cnnstudio.labs.convolution.input_controls import InputControls
from cnnstudio.labs.convolution.kernel_controls import KernelControls
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.more_controls import MoreControls
from cnnstudio.labs.convolution.view import ConvolutionView
from cnnstudio.labs.convolution.window_controls import WindowControls
from cnnstudio.widgets.stage.code_card import CodeCard
from cnnstudio.widgets.stage.control_panel import ControlPanel
from cnnstudio.widgets.stage.formula_view import SizeFormula
from cnnstudio.widgets.theme import Theme

_PICTURES_FROM = 820
"""Height of the panel at 100 % from which kernels are pictured."""


class Controls(ControlPanel):
    """All settings of the convolution."""

    def __init__(
        self,
        model: ConvolutionModel,
        view: ConvolutionView,
        specimen: Specimen,
        theme: Theme,
        translator: Translator,
    ) -> None:
        super().__init__("convolution", view, theme, translator)
        self.input = InputControls(model, specimen, theme, translator)
        self.kernel = KernelControls(model, theme, translator)
        self.window_ = WindowControls(model, theme, translator)
        self.more = MoreControls(model, theme, translator)
        self.code = CodeCard("convolution", lambda: programs(model.result), model, theme, translator, view)
        self.add_section(text("Input"), self.input)
        self.add_section(text("Kernel"), self.kernel)
        self.add_section(text("Window"), self.window_)
        formula = SizeFormula("convolution", lambda: model.wanted_fits, model.settings, theme, translator)
        self.add_section(text("Output size"), formula)
        self.add_line()
        self.add_more(self.more, self.more.bias)
        self.add_code(self.code)
        self._connect(view)
        self.finish()

    def _connect(self, view: ConvolutionView) -> None:
        self.more.whole_output_wanted.connect(view.step_view.show_all)
        self.more.coverage_wanted.connect(view.step_view.show_coverage)
        self.input.said.connect(self.said)
        self.input.failed.connect(self.failed)
        self.kernel.said.connect(self.said)
        self.add_key("K", self.kernel.choice.setFocus)
        self.add_key("I", self.input.choice.setFocus)
        self.add_key("S", self.window_.focus)
        self.add_key("A", self.more.whole_output.toggle)
        self.add_key("W", self.more.coverage.toggle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_pictures()

    def _show_pictures(self) -> None:
        self.kernel.show_pictures(self.height() >= self._theme.scaled(_PICTURES_FROM))

    def _on_theme(self) -> None:
        super()._on_theme()
        self._show_pictures()

    def stop(self) -> None:
        """End what is under way."""
        self.input.stop()
