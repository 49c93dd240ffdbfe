"""The view that compares: the curves of several runs in one picture, and a table of how they differ."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.comparison import (
    Comparison,
    comparison_columns,
    comparison_explanation,
    comparison_headline,
    comparison_lines,
    style_of,
)
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.run_table import RunTable
from cnnstudio.widgets.curve_plot import CurvePlot
from cnnstudio.widgets.fitted import FittedLabel, FittedRow
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.stage.two_buttons import TwoButtons
from cnnstudio.widgets.theme import BODY, CAPTION, Theme

_GAP = 28
_LEAST_CURVES = 110
"""Height below which a plot says nothing, pixels."""


class CompareView(FollowingView[TrainingModel]):
    """Curves above, the table below them, between both what the curves are of."""

    def __init__(
        self, model: TrainingModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("training.compare_view", model, theme, translator, parent)
        self.loss, self.accuracy = CurvePlot(theme, self), CurvePlot(theme, self)
        self.table = RunTable(theme, translator, self)
        self.foot = FittedRow(theme, self)
        self.source, self.scale = TwoButtons(self.foot.theme, self), TwoButtons(self.foot.theme, self)
        self._note = FittedLabel(theme, self, CAPTION)
        self._note.setObjectName("training.more_settings")
        self._comparison = Comparison(translator)
        self._name_parts()
        self._connect()

    def _name_parts(self) -> None:
        describe, bind = self._captions.describe, self._captions.bind
        describe(self.loss, "training.compared_loss", text("Curves of the loss"))
        describe(self.accuracy, "training.compared_accuracy", text("Curves of the accuracy"))
        tip = text("Click: look at it. Space: its curve or not. F2: name it. Delete: forget it")
        describe(self.table, "training.comparison", text("Runs"), tip=tip)
        choices = (
            (self.source.first, "of_training", text("Training"), text("Curves of the batches learned")),
            (self.source.second, "of_validation", text("Validation"), text("Curves of the digits kept back")),
            (self.scale.first, "linear", text("Linear"), text("Axis of the loss, from 0")),
            (self.scale.second, "logarithmic", text("Logarithmic"), text("Axis of the loss, in powers of ten")),
        )
        for button, name, label, tip in choices:
            bind(button.setText, label)
            describe(button, f"training.{name}", label, tip=tip)
        self.foot.add(self.source, self.scale)

    def _connect(self) -> None:
        self.source.chosen.connect(self.refresh)
        self.scale.chosen.connect(lambda: self._model.update(log_loss=self.scale.second.isChecked()))
        self.foot.needs_changed.connect(self._arrange)
        self.table.chosen.connect(self._model.choose_run)
        self.table.shown.connect(self._on_shown)
        self.table.named.connect(self._model.rename_run)
        self.table.deleted.connect(self._model.delete_run)

    # -- what it says

    def headline(self) -> Text:
        """Say which run reads best, and in what they differ."""
        return comparison_headline(self.compared)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return comparison_explanation()

    def focus(self) -> None:
        """Give the keyboard to the table."""
        self.table.setFocus()

    # -- following

    @property
    def compared(self) -> tuple[Run, ...]:
        """The runs whose curves are drawn, the oldest first."""
        shown = {*self._model.params.shown_runs, self._model.run.number if self._model.run else 0}
        return tuple(run for run in self._model.runs if run.number in shown)

    def refresh(self) -> None:
        """Take up the runs of the moment."""
        model, runs, params = self._model, self.compared, self._model.params
        of_validation = self.source.second.isChecked()
        look = {"log_loss": params.log_loss, "by_epoch": params.by_epoch}
        loss, accuracy = self._comparison.pictures(runs, of_validation=of_validation, **look)
        self.loss.show_picture(loss)
        self.accuracy.show_picture(accuracy)
        (self.scale.second if params.log_loss else self.scale.first).setChecked(True)
        colors = {run.number: style_of(place)[0] for place, run in enumerate(runs)}
        every = model.runs
        current = model.run.number if model.run else None
        lines = comparison_lines(every)
        self.table.show_runs(comparison_columns(every), lines, [run.number for run in runs], current, colors)
        self._arrange()
        self.changed.emit()

    def _on_shown(self, number: int, is_shown: bool) -> None:
        """Show a curve or not; that of the run looked at is always shown."""
        self._model.show_beside(number, is_shown=is_shown)
        self.table.forget()
        self.refresh()

    # -- layout

    def _arrange(self) -> None:
        margin = 32 if self.width() >= 800 else 16
        room = QRect(margin, 8, self.width() - 2 * margin, self.height() - 16)
        foot = self.foot.fit(room.width(), max(40, round(room.height() * 0.14)))
        row = self._theme.scaled(BODY) + 18
        wanted = row * (len(self._model.runs) + 1) + 20
        table = min(wanted, max(round(room.height() * 0.4), 2 * row), room.height() - foot - _LEAST_CURVES - 20)
        self.table.setGeometry(room.left(), room.bottom() + 1 - table, room.width(), table)
        bottom = room.bottom() + 1 - table - 8 - foot
        self.foot.setGeometry(room.left(), bottom, room.width(), foot)
        left = room.left() + self.foot.least_width + 24
        self._note.setGeometry(left, bottom + foot // 4, max(0, room.right() + 1 - left), foot - foot // 4)
        hidden = self.table.hidden_columns
        self._note.setVisible(hidden > 0 and self._note.width() > 120)
        self._note.show_words(self._translator(text("There is no room for {count} more settings.", count=hidden)))
        half, height = (room.width() - _GAP) // 2, bottom - 8 - room.top()
        self.loss.setGeometry(room.left(), room.top(), half, height)
        self.accuracy.setGeometry(room.left() + half + _GAP, room.top(), room.width() - half - _GAP, height)
