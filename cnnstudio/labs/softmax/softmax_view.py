"""The first view: every number on the way from scores to probabilities, and the choice between the two forms."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.softmax.examples import OVERFLOWING
from cnnstudio.labs.softmax.formula import formula_of
from cnnstudio.labs.softmax.formula_line import FormulaLine
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.score_table import ScoreTable
from cnnstudio.labs.softmax.sentences import explanation, form_note, headline
from cnnstudio.labs.softmax.softmax_table import softmax_table
from cnnstudio.widgets.fitted import FittedLabel, FittedRow, place_foot
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.stage.two_buttons import TwoButtons
from cnnstudio.widgets.stage.veil import Veil
from cnnstudio.widgets.theme import Theme


class SoftmaxView(FollowingView[SoftmaxModel]):
    """The table, and below it the two forms with a sentence on them.

    Signals
    -------
    said
        A `Text` for the line above the stage.
    """

    said = Signal(object)

    def __init__(
        self, model: SoftmaxModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("softmax.calculation", model, theme, translator, parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.table = ScoreTable(theme, self)
        self.foot = FittedRow(theme, self)
        self.form = TwoButtons(self.foot.theme, self)
        self.example = QPushButton()
        self._note = FittedLabel(theme, self)
        self._note.setObjectName("softmax.form_note")
        self._formula = FormulaLine(theme, self)
        self._formula.setObjectName("softmax.formula")
        self._veil = Veil(theme, self.table)
        self._name_parts()
        self._connect()

    def _name_parts(self) -> None:
        tip = text("Drag a bar, or use ← → on it. Double click or type to write a score. Wheel: ± 0.1")
        self._captions.describe(self.table, "softmax.scores", text("Scores and probabilities"), tip=tip, key="Z")
        plain, safe = text("Plain form"), text("Safe form")
        self._captions.bind(self.form.first.setText, plain)
        self._captions.describe(
            self.form.first, "softmax.plain", plain, tip=text("e to the power of each score, as it is"), key="S"
        )
        self._captions.bind(self.form.second.setText, safe)
        self._captions.describe(
            self.form.second,
            "softmax.safe",
            safe,
            tip=text("The largest score is taken off all of them first"),
            key="S",
        )
        example = text("Try 1000, 999, 998")
        self._captions.bind(self.example.setText, example)
        tip = text("Scores whose powers are too large for a computer")
        self._captions.describe(self.example, "softmax.try_overflow", example, tip=tip)
        self.foot.add(self.form, self.example)

    def _connect(self) -> None:
        self.table.score_edited.connect(self._model.set_score)
        self.table.refused.connect(self.said)
        self.table.left.connect(self.setFocus)
        self.form.chosen.connect(lambda: self._model.update(stable=self.form.second.isChecked()))
        self.example.clicked.connect(self._try_overflow)
        self.foot.needs_changed.connect(self._arrange)

    # -- what it says

    def headline(self) -> Text:
        """Say what is worked out at the step of the moment."""
        return headline(self._model)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return explanation(self._model)

    def focus(self) -> None:
        """Give the keyboard to the stage, so that arrows step."""
        self.setFocus()

    # -- following

    def refresh(self) -> None:
        """Take up the model's numbers."""
        self.table.show_table(softmax_table(self._model, self._translator, self.table.dragged_scale))
        (self.form.second if self._model.params.stable else self.form.first).setChecked(True)
        self._note.show_words(self._translator(form_note(self._model)))
        self._show_formula()
        self._arrange()
        self._veil.cover(self._model.problem is not None)
        self.changed.emit()

    def _show_formula(self) -> None:
        """Write the formula of the class that is looked at: the one of the step, else the likeliest."""
        params, row = self._model.params, self._model.result.winner
        if params.place is not None and params.unit == "number":
            row = params.place[1]
        self._formula.show_formula(formula_of(self._model.calculation, row, self._translator))

    def _try_overflow(self) -> None:
        self._model.show_own(OVERFLOWING.logits, name=OVERFLOWING.name)

    # -- layout

    def _arrange(self) -> None:
        margin = 32 if self.width() >= 800 else 16
        stage = self.rect().adjusted(margin, 8, -margin, -8)
        bottom = place_foot(stage, self.foot, self._note, self._theme.scaled(44))
        stage.setBottom(bottom - 12)
        self.table.setGeometry(stage)
        # What the table leaves free shows the whole formula.
        top = stage.top() + math.ceil(self.table.used_height) + 16
        height = min(stage.bottom() - top, self._theme.scaled(72))
        self._formula.setVisible(height >= self._theme.scaled(44) and self._model.problem is None)
        if self._formula.isVisibleTo(self):
            self.table.setGeometry(QRect(stage.left(), stage.top(), stage.width(), top - 16 - stage.top()))
            self._formula.setGeometry(QRect(stage.left(), top, stage.width(), height))
