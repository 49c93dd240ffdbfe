"""The lab as the main window sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cnnstudio.data.feature_maps import FeatureMaps
from cnnstudio.data.lab_numbers import ConvolutionNumbers, LabNumbers
from cnnstudio.labs.convolution.controls import Controls
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.labs.convolution.view import ConvolutionView
from cnnstudio.labs.lab import LabContext
from cnnstudio.widgets.stage.staged_lab import StagedLab
from cnnstudio.widgets.task_runner import TaskRunner


class ConvolutionLab(StagedLab[ConvolutionModel, ConvolutionView, Controls]):
    """Every number of a convolution, stepped forward and back."""

    def __init__(self, context: LabContext) -> None:
        self._runner = TaskRunner()
        model = ConvolutionModel(context.specimen, context.network, self._run_aside)
        view = ConvolutionView(model, context.theme, context.translator)
        controls = Controls(model, view, context.specimen, context.theme, context.translator)
        super().__init__(model, view, controls, view.steps)
        self._shelf = context.handover.feature_maps
        self.model.settings.subscribe(self._hand_out)
        self._hand_out()

    def _hand_out(self) -> None:
        """Leave the maps where other labs find them."""
        result = self.model.result
        known = self._shelf.maps
        wanted = self.model.params.filter
        filter_ = result.filters.index(wanted) if wanted in result.filters else 0
        if known is None or (known.values is not result.after or known.filter != filter_):
            self._shelf.put(FeatureMaps(result.after, filter_))

    def _run_aside(self, work: Callable[[], ConvolutionResult], done: Callable[[ConvolutionResult], None]) -> None:
        self._runner.start(work, done, lambda error: self.view.failed.emit(error))  # the first before there is a view

    def open_file(self, path: Path) -> None:
        """Take a file of numbers as the input."""
        self.controls.input.open_file(path)

    def take(self, numbers: LabNumbers) -> None:
        """Show a convolution of another lab, such as a layer of the network."""
        if isinstance(numbers, ConvolutionNumbers):
            self.model.take(numbers)
            self.view.show_tab(numbers.view)

    def stop(self) -> None:
        """End what is under way."""
        super().stop()
        self.controls.stop()
        self._runner.stop()


make = ConvolutionLab
"""What the registry calls to make the lab."""
