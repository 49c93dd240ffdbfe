"""The followed kernel with its numbers, and the calculation of its weight's step."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.path.computation import PathResult
from cnnstudio.labs.path.model import PathModel
from cnnstudio.labs.path.weight_step import WeightStep, kernel_slice
from cnnstudio.labs.path.words import precise, short, told_apart
from cnnstudio.nets.spec import Conv2d
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.column_sum import ColumnSum, SumLine
from cnnstudio.widgets.grid_rings import Ring
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.stage.number_colors import signed_colors
from cnnstudio.widgets.theme import Theme

_LINE = 28
"""Height of a line of the calculation, pixels at 100 %."""

_LEAST_GRID, _LARGEST_GRID, _REST = 140, 268, 445
"""Heights of the kernel, and of all the rest of the panel, pixels at 100 %."""


class WeightControls(QWidget):
    """Kernel, calculation and losses, one below the other; a click on a weight follows it."""

    def __init__(self, model: PathModel, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self._model, self._theme, self._translator = model, theme, translator
        self._captions = Captions(translator)
        self.heading, self._note, self.verdict = QLabel(), QLabel(), QLabel()
        self.grid, self.sum, self.losses = NumberGrid(theme), ColumnSum(theme), ColumnSum(theme)
        self._fill()
        self.grid.cell_clicked.connect(self._on_cell)
        model.subscribe(self.refresh)
        theme.subscribe(self._on_theme)
        translator.subscribe(self.refresh)
        self._on_theme()

    def _fill(self) -> None:
        self.heading.setProperty("role", "heading")
        self.heading.setObjectName("path.weight_heading")
        for label in (self._note, self.verdict):
            label.setProperty("role", "caption")
            label.setWordWrap(True)
        self.verdict.setObjectName("path.verdict")
        self.grid.wheel_zooms = False
        tip = text("Weights of the followed kernel. Click one to follow it; arrows walk, Enter follows")
        self._captions.describe(self.grid, "path.kernel", text("Weights of the kernel"), tip=tip)
        self._captions.describe(self.sum, "path.step_sum", text("The step of the weight"))
        self._captions.describe(self.losses, "path.losses", text("Loss before and after"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        above, below = (self.heading, self.grid, self._note), (self.losses, self.verdict)
        for part in (*above, _line(), self.sum, _line(), *below):
            column.addWidget(part)

    # -- following

    def refresh(self) -> None:
        """Take up the numbers of the moment, if anybody sees them."""
        if not self.isVisible():
            return
        result = self._model.result
        for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            part.setVisible(result is not None)
        if result is not None:
            self._show_kernel(result)
            self._show_step(result)

    def _show_kernel(self, result: PathResult) -> None:
        followed, following = self._model.followed, result.following
        assert followed is not None
        say, kernel = self._translator, following.kernel + 1
        layer = result.shown.network.spec.layers[followed.layer]
        name = text("Kernel {number}, one weight", number=kernel)
        if not isinstance(layer, Conv2d):
            name = text("Unit {number}, one weight", number=kernel)
        self.heading.setText(say(name))
        channel, row, column = following.cell
        values = kernel_slice(result.shown.network.weights[followed.name], followed, following)
        if not np.array_equal(values, self.grid.values):  # a stroke changes no weight, and the grid need not be painted
            self.grid.show_values(values, *signed_colors(values, self._theme), decimals=2)
        self.grid.set_rings((Ring(row, column),))
        self._note.setText(say(_place(row, column, channel, followed.shape[1])))

    def _show_step(self, result: PathResult) -> None:
        """Write the calculation as far as the walk has come; what is not yet known stays blank."""
        say, step, lane = self._translator, result.step, self._model.halt.lane
        is_known = lane in ("kernel", "step")
        weight, new_weight = told_apart(step.weight, step.new_weight)
        lines = (
            (text("Weight"), weight),
            (text("Gradient"), precise(step.gradient) if is_known else ""),
            (text("Learning rate"), f"{step.rate:g}"),
            (text("Rate × gradient"), precise(step.change) if is_known else ""),
            (text("New weight"), new_weight if is_known else ""),
        )
        self.sum.show_lines(tuple(SumLine(say(label), words, label == lines[-1][0]) for label, words in lines))
        before, after = told_apart(step.before.loss, step.before.loss if step.after is None else step.after.loss)
        now = text("Loss now")
        names = (text("Loss before"), now) if lane == "step" else (now, text("Loss after this step"))
        if not is_known:
            before, after = (before if self._model.has_loss else ""), ""
        elif step.after is None:
            after = "?"
        self.losses.show_lines((SumLine(say(names[0]), before), SumLine(say(names[1]), after, emphasised=True)))
        self.verdict.setText(say(verdict(step)) if is_known else "")

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()

    def fit(self, height: int) -> None:
        """Let the kernel take what a panel of this height leaves it."""
        scaled = self._theme.scaled
        self.grid.setFixedHeight(min(scaled(_LARGEST_GRID), max(scaled(_LEAST_GRID), height - scaled(_REST))))

    def _on_cell(self, cell: tuple[int, int]) -> None:
        result = self._model.result
        if result is not None:
            self._model.follow_cell((result.following.cell[0], *cell))

    def _on_theme(self) -> None:
        scaled = self._theme.scaled
        self.sum.setFixedHeight(scaled(5 * _LINE))
        self.losses.setFixedHeight(scaled(2 * _LINE))
        self.refresh()


def verdict(step: WeightStep) -> Text:
    """Return in one sentence what the step does to the loss."""
    if step.after is None:
        return text("The numbers become too large. Choose a smaller learning rate.")
    if step.fall > 0:
        return text("One step lowers the loss by {fall}.", fall=short(step.fall))
    if step.fall == 0:
        return text("The loss stays as it is: this weight's gradient is 0, or too small.")
    return text("Too long a step: it raises the loss by {rise}. Choose a smaller rate.", rise=short(-step.fall))


def _place(row: int, column: int, channel: int, channels: int) -> Text:
    if channels > 1:
        return text(
            "The ringed weight is in row {row}, column {column} of channel {channel}. Click another to follow it.",
            row=row + 1,
            column=column + 1,
            channel=channel + 1,
        )
    return text(
        "The ringed weight is in row {row}, column {column}. Click another to follow it.",
        row=row + 1,
        column=column + 1,
    )


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("divider")
    line.setFixedHeight(1)
    return line
