"""The second view: target and probabilities, three losses as numbers and curves, and the gradients that they give."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.softmax import loss_sentences as words
from cnnstudio.labs.softmax.class_table import ClassTable
from cnnstudio.labs.softmax.curves import score_for
from cnnstudio.labs.softmax.formula_cards import FormulaCard, FormulaCards
from cnnstudio.labs.softmax.loss_plot import COLORS, show_gradients, show_losses
from cnnstudio.labs.softmax.loss_table import loss_table
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.writing import loss
from cnnstudio.widgets.fitted import FittedLabel, FittedRow
from cnnstudio.widgets.line_plot import LinePlot
from cnnstudio.widgets.number_slider import NumberSlider
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.stage.two_buttons import TwoButtons
from cnnstudio.widgets.stage.veil import Veil
from cnnstudio.widgets.theme import CAPTION, Theme

_CARDS, _CAPTION, _NOTE = 0.22, 0.11, 0.07
"""Shares of the stage's height that cards, the plot's caption and the note take at most."""

_TABLE = 0.62

_SLIDER = 340
"""Least width of a slider with its label and field, pixels."""


class LossView(FollowingView[SoftmaxModel]):
    """Table and plot above, the three losses below them.

    Signals
    -------
    said
        A `Text` for the line above the stage.
    """

    said = Signal(object)

    def __init__(
        self, model: SoftmaxModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("softmax.loss", model, theme, translator, parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.table = ClassTable(theme, self)
        self.plot = LinePlot(theme, self)
        self.cards = FormulaCards(theme, self)
        self.foot = FittedRow(theme, self)
        self.curves = TwoButtons(self.foot.theme, self)
        self.probability = NumberSlider(self.foot.theme, self._captions, "softmax.probability", text("Probability"))
        self._note = FittedLabel(theme, self)
        self._caption = FittedLabel(theme, self, CAPTION)
        self._veil = Veil(theme, self)
        self._name_parts()
        self._connect()

    def _name_parts(self) -> None:
        self._captions.describe(self.table, "softmax.loss_table", text("Target, probabilities and gradients"))
        tip = text("Click or drag to give the true class another probability")
        self._captions.describe(self.plot, "softmax.loss_plot", text("Curves of the losses"), tip=tip)
        self._captions.describe(self.cards, "softmax.losses", text("The three losses"))
        losses, gradients = text("Losses"), text("Gradients")
        self._captions.bind(self.curves.first.setText, losses)
        self._captions.describe(self.curves.first, "softmax.show_losses", losses, tip=text("Curves of the losses"))
        self._captions.bind(self.curves.second.setText, gradients)
        tip = text("Curves of what the losses hand back to the true class's score")
        self._captions.describe(self.curves.second, "softmax.show_gradients", gradients, tip=tip)
        self.probability.set_range(0.001, 0.999, 3, 0.01)
        self.probability.setMinimumWidth(_SLIDER)
        self.foot.add(self.curves, self.probability)
        self._note.setObjectName("softmax.speed")
        self._caption.setObjectName("softmax.rest")

    def _connect(self) -> None:
        self.plot.x_chosen.connect(self._on_probability)
        self.probability.changed.connect(self._on_probability)
        self.probability.refused.connect(self.said)
        self.curves.chosen.connect(self.refresh)
        self.foot.needs_changed.connect(self._arrange)

    # -- what it says

    def headline(self) -> Text:
        """Say how large the losses are."""
        return words.loss_headline(self._model)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return words.loss_explanation(self._model)

    def focus(self) -> None:
        """Give the keyboard to the stage."""
        self.setFocus()

    # -- following

    def refresh(self) -> None:
        """Take up the model's numbers."""
        model, say = self._model, self._translator
        self.table.show_table(loss_table(model, say))
        (show_gradients if self.curves.second.isChecked() else show_losses)(self.plot, model, say)
        self.cards.show_cards(self._losses())
        self.probability.set_value(float(model.result.probabilities[model.result.target]))
        self._note.show_words(say(words.speed_sentence(model.result)))
        self._caption.show_words(" ".join(say(sentence) for sentence in words.captions(model)))
        self._arrange()
        self._veil.cover(model.problem is not None)
        self.changed.emit()

    def _losses(self) -> tuple[FormulaCard, ...]:
        result = self._model.result
        return tuple(
            FormulaCard(
                self._translator(name),
                words.FORMULAS[known],
                words.calculation(known, result),
                loss(getattr(result, known)),
                COLORS[known],
                is_dashed=known == "kl_divergence",
            )
            for known, name in words.LOSS_NAMES.items()
        )

    def _on_probability(self, probability: float) -> None:
        if self._model.problem is None:
            result = self._model.result
            self._model.set_score(result.target, round(score_for(result, probability), 4))

    # -- layout

    def _arrange(self) -> None:
        margin = 32 if self.width() >= 800 else 16
        stage = self.rect().adjusted(margin, 8, -margin, -8)
        foot = self.foot.fit(stage.width(), max(40, round(stage.height() * 0.16)))
        self.foot.setGeometry(QRect(stage.left(), stage.bottom() + 1 - foot, stage.width(), foot))
        line = min(self._theme.scaled(26), round(stage.height() * _NOTE))
        line = max(line, self._note.fit(stage.width(), line))
        bottom = stage.bottom() + 1 - foot - line - 8
        self._note.setGeometry(QRect(stage.left(), bottom, stage.width(), line))
        bottom -= 8
        cards = min(self._theme.scaled(104), round(stage.height() * _CARDS))
        self.cards.setGeometry(QRect(stage.left(), bottom - cards, stage.width(), cards))
        bottom -= cards + 12
        left = round(stage.width() * _TABLE)
        self.table.setGeometry(QRect(stage.left(), stage.top(), left, bottom - stage.top()))
        right = stage.left() + left + 24
        width = stage.right() + 1 - right
        caption = min(self._theme.scaled(56), round(stage.height() * _CAPTION))
        caption = max(caption, self._caption.fit(width, caption))
        self.plot.setGeometry(QRect(right, stage.top(), width, bottom - caption - 4 - stage.top()))
        self._caption.setGeometry(QRect(right, bottom - caption, width, caption))
