"""The lab as the main window sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cnnstudio.core.texts import Text
from cnnstudio.data.lab_numbers import LabNumbers, PoolingNumbers
from cnnstudio.labs.lab import LabContext
from cnnstudio.labs.pooling.controls import Controls
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.params import PoolingResult
from cnnstudio.labs.pooling.tabs import COMPARING
from cnnstudio.labs.pooling.view import PoolingView
from cnnstudio.widgets.stage.staged_lab import StagedLab
from cnnstudio.widgets.task_runner import TaskRunner


class PoolingLab(StagedLab[PoolingModel, PoolingView, Controls]):
    """Every number of a pooling, stepped forward and back."""

    def __init__(self, context: LabContext) -> None:
        self._runner = TaskRunner()
        model = PoolingModel(context.specimen, context.handover, self._run_aside, network=context.network)
        view = PoolingView(model, context.theme, context.translator)
        controls = Controls(model, view, context.specimen, context.handover, context.theme, context.translator)
        super().__init__(model, view, controls, view.steps)

    def _run_aside(self, work: Callable[[], PoolingResult], done: Callable[[PoolingResult], None]) -> None:
        self._runner.start(work, done, lambda error: self.view.failed.emit(error))  # the first before there is a view

    @property
    def has_problem(self) -> bool:
        """Whether the settings are impossible for what is on the stage."""
        return super().has_problem and not self._compares

    def headline(self) -> Text:
        """Return the sentence above the stage; what is impossible for the input need not be so for the picture."""
        return self.view.current.headline() if self._compares else super().headline()

    @property
    def _compares(self) -> bool:
        return self.view.tab.id in COMPARING

    def open_file(self, path: Path) -> None:
        """Take a file of numbers as the input."""
        self.controls.input.open_file(path)

    def take(self, numbers: LabNumbers) -> None:
        """Show a pooling of another lab, such as a layer of the network."""
        if isinstance(numbers, PoolingNumbers):
            self.model.take(numbers)
            self.view.show_tab("forward")

    def stop(self) -> None:
        """End what is under way."""
        super().stop()
        self.controls.stop()
        self._runner.stop()


make = PoolingLab
"""What the registry calls to make the lab."""
