"""The lab as the main window sees it."""

from __future__ import annotations

from pathlib import Path

from cnnstudio.data.lab_numbers import LabNumbers, LogitNumbers
from cnnstudio.labs.lab import LabContext
from cnnstudio.labs.softmax.controls import Controls
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.view import SoftmaxStage
from cnnstudio.widgets.stage.staged_lab import StagedLab


class SoftmaxLab(StagedLab[SoftmaxModel, SoftmaxStage, Controls]):
    """From scores to probabilities, and from probabilities to a loss with its gradient."""

    def __init__(self, context: LabContext) -> None:
        model = SoftmaxModel(context.specimen, context.network)
        view = SoftmaxStage(model, context.theme, context.translator)
        super().__init__(model, view, Controls(model, view, context.theme, context.translator), view.steps)

    def open_file(self, path: Path) -> None:
        """Do nothing: the lab has no file types of its own."""

    def take(self, numbers: LabNumbers) -> None:
        """Show exactly these scores, on the tab that is asked for."""
        if isinstance(numbers, LogitNumbers):
            self.model.take(numbers)
            self.view.show_tab(numbers.view)


make = SoftmaxLab
"""What the registry calls to make the lab."""
