"""The links above both curves, each of which changes an axis."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QToolButton, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.widgets.curve_plot import CurvePlot


class AxisLinks:
    """At the loss, whether its axis is logarithmic; at the accuracy, whether both begin at batches or epochs."""

    def __init__(
        self, model: TrainingModel, loss: CurvePlot, accuracy: CurvePlot, translator: Translator, parent: QWidget
    ) -> None:
        self._model, self._translator = model, translator
        self.scale, self.unit = _link(parent), _link(parent)
        self._places = ((self.scale, loss), (self.unit, accuracy))
        self.scale.setObjectName("training.log_loss")
        self.unit.setObjectName("training.by_epoch")
        self.scale.clicked.connect(partial(self._turn, "log_loss"))
        self.unit.clicked.connect(partial(self._turn, "by_epoch"))

    def name(self) -> None:
        """Say on each link what a click makes of the axis."""
        params, say = self._model.params, self._translator
        scale = text("Linear") if params.log_loss else text("Logarithmic")
        unit = text("By batch") if params.by_epoch else text("By epoch")
        for link, label, name in ((self.scale, scale, text("Axis of the loss")), (self.unit, unit, text("Axis"))):
            if link.text() != say(label):
                link.setText(say(label))
                link.setAccessibleName(f"{say(name)}: {say(label)}")
                link.setToolTip(link.accessibleName())
                self.place()

    def place(self) -> None:
        """Put each at the right above its curve, which keeps that room free."""
        for link, plot in self._places:
            size = link.sizeHint()
            link.setGeometry(plot.geometry().right() + 1 - size.width(), plot.y() - 4, size.width(), size.height())
            plot.keep_free(size.width() + 8)

    def _turn(self, name: str) -> None:
        self._model.update(**{name: not getattr(self._model.params, name)})


def _link(parent: QWidget) -> QToolButton:
    link = QToolButton(parent)
    link.setProperty("role", "link")
    return link
