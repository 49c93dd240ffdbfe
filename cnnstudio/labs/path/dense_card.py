"""A card that takes one number of a dense layer apart: its largest products, the rest of them, bias and activation."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QLabel, QWidget

from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.path.scene import Scene
from cnnstudio.ops.dense_trace import DenseTrace, trace_dense
from cnnstudio.widgets.cards import Card
from cnnstudio.widgets.column_sum import ColumnSum, SumLine
from cnnstudio.widgets.theme import Theme

_SHOWN = 6
"""How many products have a line of their own."""


class DenseCard(Card):
    """Shows the sum of one unit, and follows its numbers until it is put away."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__("path.dense", theme, translator, parent)
        self._translator = translator
        self._place, self._unit = 0, 0
        self.sum = ColumnSum(theme)
        self.sum.setObjectName("path.dense_sum")
        self._note = QLabel()
        self._note.setProperty("role", "quiet")
        self._note.setWordWrap(True)
        self.column.addWidget(self.sum, 1)
        self.column.addWidget(self._note)

    def choose(self, place: int, unit: int) -> None:
        """Take a unit of a stage apart; it stays this one, whichever is followed later."""
        self._place, self._unit = place, unit
        self.show()
        self.raise_()
        self.setFocus()

    def refresh(self, scene: Scene | None) -> None:
        """Take up the numbers of the moment; without them there is nothing to show."""
        if self.isHidden():
            return
        if scene is None or self._place >= len(scene.stages) or self._place not in scene.result.following.maps:
            self.put_away()
            return
        say, unit = self._translator, self._unit
        stage, passes = scene.stages[self._place], scene.passes
        layer, weights = stage.layers[0], passes.network.weights
        weight = weights[f"{layer}.weight"]
        bias = weights.get(f"{layer}.bias", np.zeros(len(weight)))
        trace = trace_dense(passes.input(layer), weight, bias, unit)
        largest = np.argsort(-np.abs(trace.products), kind="stable")[:_SHOWN]
        self.heading.setText(say(text("Unit {number} of {count}", number=unit + 1, count=len(passes.output(layer)))))
        lines = [_product(trace, int(place)) for place in largest]
        rest = trace.total - float(trace.products[largest].sum())
        others = text("The other {count} products", count=max(0, len(trace.products) - len(largest)))
        lines += [
            SumLine(say(others), fixed(rest, 3)),
            SumLine(say(text("Bias")), fixed(trace.bias, 3)),
            SumLine(say(text("Sum")), fixed(trace.output, 3), rule_above=True, emphasised=True),
        ]
        after = float(passes.output(stage.output)[unit])
        if len(stage.layers) > 1:
            lines.append(SumLine(say(text("After the activation")), fixed(after, 3), emphasised=True))
        self.sum.show_lines(tuple(lines))
        self._note.setText(say(text("The largest products first. Click another number of the layer to see its sum.")))


def _product(trace: DenseTrace, place: int) -> SumLine:
    """Return the line of one product: x17 · w17 = 0.52 · 1.3."""
    value, weight = (fixed(float(numbers[place]), 3) for numbers in (trace.inputs, trace.weights))
    name = f"x{place + 1} · w{place + 1} = {value} · {weight}"
    return SumLine(name, fixed(float(trace.products[place]), 3))
