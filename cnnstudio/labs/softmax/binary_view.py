"""The third view: two classes, one score; sigmoid and softmax give the same, and the loss is binary cross-entropy."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.softmax.binary_sentences import binary_explanation, binary_headline, binary_note
from cnnstudio.labs.softmax.curves import two_classes
from cnnstudio.labs.softmax.formula_cards import FormulaCard, FormulaCards
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.params import FARTHEST
from cnnstudio.labs.softmax.writing import loss, power, share
from cnnstudio.widgets.fitted import FittedLabel, FittedRow, place_foot
from cnnstudio.widgets.line_plot import LinePlot
from cnnstudio.widgets.number_slider import NumberSlider
from cnnstudio.widgets.plot_parts import Axis, Curve, Dot, even_ticks
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.stage.two_buttons import TwoButtons
from cnnstudio.widgets.theme import Theme

_POINTS = 241
_GAP = 32
_SLIDER = 340
"""Least width of the slider with its label and field, pixels."""

_CARDS = 0.27
"""Share of the stage's height that the cards take at most."""


class BinaryView(FollowingView[SoftmaxModel]):
    """The sigmoid and the two losses over z, and three calculations below them.

    Signals
    -------
    said
        A `Text` for the line above the stage.
    """

    said = Signal(object)

    def __init__(
        self, model: SoftmaxModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("softmax.two_classes", model, theme, translator, parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.curve, self.losses = LinePlot(theme, self), LinePlot(theme, self)
        self.cards = FormulaCards(theme, self)
        self.foot = FittedRow(theme, self)
        self.score = NumberSlider(self.foot.theme, self._captions, "softmax.score", text("Score z"))
        self.answer = TwoButtons(self.foot.theme, self)
        self._note = FittedLabel(theme, self)
        self._drawn = two_classes(np.linspace(-FARTHEST, FARTHEST, _POINTS))
        self._name_parts()
        self._connect()

    def _name_parts(self) -> None:
        tip = text("Click or drag to choose another score")
        self._captions.describe(self.curve, "softmax.sigmoid_plot", text("Curve of the sigmoid"), tip=tip)
        self._captions.describe(self.losses, "softmax.binary_plot", text("Curves of the two losses"), tip=tip)
        self._captions.describe(self.cards, "softmax.binary_numbers", text("Sigmoid, softmax and loss"))
        self._note.setObjectName("softmax.binary_note")
        self.score.set_range(-FARTHEST, FARTHEST, 2, 0.1)
        for button, name, number in ((self.answer.first, "true_one", 1), (self.answer.second, "true_zero", 0)):
            label = text("True class {number}", number=number)
            self._captions.bind(button.setText, label)
            self._captions.describe(button, f"softmax.{name}", label)
        self.score.setMinimumWidth(_SLIDER)
        self.foot.add(self.score, self.answer)

    def _connect(self) -> None:
        for plot in (self.curve, self.losses):
            plot.x_chosen.connect(self._on_score)
        self.score.changed.connect(self._on_score)
        self.score.refused.connect(self.said)
        self.answer.chosen.connect(lambda: self._model.update(answer=int(self.answer.first.isChecked())))
        self.foot.needs_changed.connect(self._arrange)

    # -- what it says

    def headline(self) -> Text:
        """Say what the score makes of both classes."""
        return binary_headline(self._model)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return binary_explanation(self._model)

    def focus(self) -> None:
        """Give the keyboard to the score's slider."""
        self.score.slider.setFocus()

    # -- following

    def refresh(self) -> None:
        """Take up the model's numbers."""
        params = self._model.params
        self.score.set_value(params.score)
        (self.answer.first if params.answer else self.answer.second).setChecked(True)
        self._show_plots(params.score, params.answer)
        self.cards.show_cards(self._calculations(params.score, params.answer))
        self._note.show_words(self._translator(binary_note(self._model)))
        self._arrange()
        self.changed.emit()

    def _on_score(self, score: float) -> None:
        self._model.update(score=round(score, 2))

    def _show_plots(self, score: float, answer: int) -> None:
        drawn, here, say = self._drawn, two_classes(np.array([score])), self._translator
        x = Axis(-FARTHEST, FARTHEST, even_ticks(-FARTHEST, FARTHEST), say(text("score z")))
        chance = float(here.sigmoid[0])
        self.curve.show_plot(
            x,
            Axis(0, 1, even_ticks(0, 1), say(text("Probability of class 1"))),
            [Curve(drawn.score, drawn.sigmoid, "training")],
            dots=[Dot(score, chance, "training", _said(share(chance), say))],
        )
        colors = {1: "training", 0: "validation"}
        self.losses.show_plot(
            x,
            Axis(0, FARTHEST, even_ticks(0, FARTHEST), say(text("Loss"))),
            [
                Curve(
                    drawn.score,
                    drawn.losses[number],
                    colors[number],
                    say(text("true class {number}", number=number)),
                    is_dashed=number != answer,
                )
                for number in (1, 0)
            ],
            dots=[Dot(score, float(here.losses[answer, 0]), colors[answer], loss(float(here.losses[answer, 0])))],
        )

    def _calculations(self, score: float, answer: int) -> tuple[FormulaCard, ...]:
        case, say = two_classes(np.array([score])), self._translator
        chance = share(float(case.sigmoid[0]))
        ours, other = power(float(np.exp(score))), power(float(np.exp(-score)))
        true = share(float(case.softmax[0, 0 if answer else 1]))
        return (
            FormulaCard(
                say(text("Sigmoid of z")), "1 / (1 + e⁻ᶻ)", f"1 / (1 + {other})", _said(chance, say), "training"
            ),
            FormulaCard(
                say(text("Softmax of (z, 0)")),
                "eᶻ / (eᶻ + e⁰)",
                f"{ours} / ({ours} + 1)",
                _said(share(float(case.softmax[0, 0])), say),
            ),
            FormulaCard(
                say(text("Loss, true class {number}", number=answer)),
                "−ln σ(z)" if answer else "−ln (1 − σ(z))",
                f"−ln {_said(true, say)}",
                loss(float(case.losses[answer, 0])),
                "training" if answer else "validation",
            ),
            FormulaCard(
                say(text("Gradient at z")),
                "σ(z) − t",
                f"{_said(chance, say)} − {fixed(answer, 0)}",
                loss(float(case.gradients[answer, 0])),
            ),
        )

    # -- layout

    def _arrange(self) -> None:
        margin = 32 if self.width() >= 800 else 16
        stage = self.rect().adjusted(margin, 8, -margin, -8)
        bottom = place_foot(stage, self.foot, self._note, self._theme.scaled(44)) - 12
        cards = min(self._theme.scaled(104), round(stage.height() * _CARDS))
        self.cards.setGeometry(QRect(stage.left(), bottom - cards, stage.width(), cards))
        height = bottom - cards - 12 - stage.top()
        width = (stage.width() - _GAP) // 2
        self.curve.setGeometry(QRect(stage.left(), stage.top(), width, height))
        self.losses.setGeometry(QRect(stage.left() + width + _GAP, stage.top(), width, height))


def _said(words: str | Text, say: Translator) -> str:
    return say(words) if isinstance(words, Text) else words
