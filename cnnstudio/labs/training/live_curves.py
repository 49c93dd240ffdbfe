"""Both plots of a run, as it goes on."""

from __future__ import annotations

from cnnstudio.core.texts import Translator
from cnnstudio.labs.training.curves import Look, RunCurves
from cnnstudio.labs.training.state import TrainingState
from cnnstudio.widgets.curve_plot import CurvePlot


class LiveCurves:
    """Shows loss and accuracy; of a run that goes on by itself by turns, half the work.

    Where other numbers are told, at both at once.
    """

    def __init__(self, loss: CurvePlot, accuracy: CurvePlot, say: Translator) -> None:
        self._plots = loss, accuracy
        self._curves = RunCurves(say)
        self._followed: object = None
        self._turn = 0

    def follow(self, state: TrainingState) -> None:
        """Take up what is new."""
        params, run, others = state.params, state.run, state.other_runs
        look = Look(params.log_loss, params.by_epoch, state.moment, state.told)
        followed = (run, others, look) if run is not None and run.state == "running" else None
        goes_on = followed is not None and followed == self._followed
        self._followed, self._turn = followed, 1 - self._turn
        for number, picture in enumerate(self._curves.pictures(run, others, look)):
            if not goes_on or number == self._turn:
                self._plots[number].show_picture(picture)
