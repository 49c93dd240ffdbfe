"""The view that compares: the curves of several runs in one picture, and a table of how they differ."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSignalBlocker, Qt
from PySide6.QtWidgets import QScrollBar, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.comparison import Comparison, comparison_columns, comparison_lines
from cnnstudio.labs.training.comparison_sentences import comparison_explanation, comparison_headline
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.run_actions import RunActions
from cnnstudio.labs.training.run_style import style_of
from cnnstudio.labs.training.run_table import RunTable
from cnnstudio.widgets.curve_plot import CurvePlot
from cnnstudio.widgets.fitted import FittedLabel, FittedRow
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.stage.two_buttons import TwoButtons
from cnnstudio.widgets.theme import BODY, CAPTION, Theme

_GAP = 28
_BAR = 14
"""Height of the bar below the table, pixels at 100 %."""
_LEAST_CURVES = 110
"""Height below which a plot says nothing, pixels."""


class CompareView(FollowingView[TrainingModel]):
    """Curves above, the table below them, between both what the curves are of."""

    def __init__(
        self,
        model: TrainingModel,
        theme: Theme,
        translator: Translator,
        parent: QWidget | None = None,
        actions: RunActions | None = None,
    ) -> None:
        super().__init__("training.compare_view", model, theme, translator, parent)
        self.loss, self.accuracy = CurvePlot(theme, self), CurvePlot(theme, self)
        self._actions = actions or RunActions(model, translator, lambda: True)
        self.table = RunTable(theme, translator, self._actions, self)
        self.scroller = QScrollBar(Qt.Orientation.Horizontal, self)
        self.foot = FittedRow(theme, self)
        self.source, self.scale = TwoButtons(self.foot.theme, self), TwoButtons(self.foot.theme, self)
        self._note = FittedLabel(theme, self, CAPTION)
        self._note.setObjectName("training.more_settings")
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # ← and → in the table do the same
        self._comparison = Comparison(translator)
        self._name_parts()
        self._connect()

    def _name_parts(self) -> None:
        describe, bind = self._captions.describe, self._captions.bind
        describe(self.loss, "training.compared_loss", text("Curves of the loss"))
        describe(self.accuracy, "training.compared_accuracy", text("Curves of the accuracy"))
        tip = text("Click: look at it. Space: its curve or not. F2: name it. Delete: forget it. Right click: more")
        describe(self.table, "training.comparison", text("Runs"), tip=tip)
        describe(self.scroller, "training.more_columns", text("More settings of the runs"), key="← →")
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
        self.source.chosen.connect(lambda: self._model.update(of_validation=self.source.second.isChecked()))
        self.scale.chosen.connect(lambda: self._model.update(log_loss=self.scale.second.isChecked()))
        self.foot.needs_changed.connect(self._arrange)
        self.table.chosen.connect(self._model.choose_run)
        self.table.shown.connect(self._on_shown)
        self.table.named.connect(self._model.rename_run)
        self.table.room_changed.connect(self._on_columns)
        self.scroller.valueChanged.connect(self.table.show_from)

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
        return self._model.compared_runs

    def refresh(self) -> None:
        """Take up the runs of the moment."""
        model, runs, params = self._model, self.compared, self._model.params
        look = {name: getattr(params, name) for name in ("of_validation", "log_loss", "by_epoch")}
        loss, accuracy = self._comparison.pictures(runs, **look)
        self.loss.show_picture(loss)
        self.accuracy.show_picture(accuracy)
        (self.scale.second if params.log_loss else self.scale.first).setChecked(True)
        (self.source.second if params.of_validation else self.source.first).setChecked(True)
        colors = {run.number: style_of(run.number)[0] for run in runs}
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
        row, bar = self._theme.scaled(BODY) + 18, self._theme.scaled(_BAR)
        heading = self.table.horizontalHeader().sizeHint().height()
        left = room.height() - foot - bar - _LEAST_CURVES - 20
        most = min(max(round(room.height() * 0.4), heading + row), left)
        rows = min(len(self._model.runs), (most - heading) // row)
        table = heading + row * max(1, rows)  # no row is cut in two
        self.scroller.setGeometry(room.left(), room.bottom() + 1 - bar, room.width(), bar)
        self.table.setGeometry(room.left(), room.bottom() + 1 - bar - table, room.width(), table)
        bottom = room.bottom() + 1 - bar - table - 8 - foot
        self.foot.setGeometry(room.left(), bottom, room.width(), foot)
        left = room.left() + self.foot.least_width + 24
        self._note.setGeometry(left, bottom + foot // 4, max(0, room.right() + 1 - left), foot - foot // 4)
        self._on_columns()
        half, height = (room.width() - _GAP) // 2, bottom - 8 - room.top()
        self.loss.setGeometry(room.left(), room.top(), half, height)
        self.accuracy.setGeometry(room.left() + half + _GAP, room.top(), room.width() - half - _GAP, height)

    def _on_columns(self) -> None:
        """Say which columns are shown, where there is no room for all."""
        first, end = self.table.shown_columns
        with QSignalBlocker(self.scroller):
            self.scroller.setRange(1, max(1, self.table.last_start))
            self.scroller.setPageStep(max(1, end - first))
            self.scroller.setValue(first)
        hidden = self.table.hidden_columns
        self.scroller.setVisible(hidden > 0)
        self._note.setVisible(hidden > 0 and self._note.width() > 120)
        words = text("1 more column: ← →") if hidden == 1 else text("{count} more columns: ← →", count=hidden)
        self._note.show_words(self._translator(words))
