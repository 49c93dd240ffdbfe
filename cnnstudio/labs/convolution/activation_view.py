"""The activation view: a map before and after, and the curve with its slope on which its numbers lie."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QWidget

from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.convolution import activation_sentences as words
from cnnstudio.labs.convolution.activation_curves import MAXOUT, ActivatedMap, activated_map, activation_curve
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.widgets.fitted import FittedLabel, FittedRow, place_foot
from cnnstudio.widgets.line_plot import LinePlot
from cnnstudio.widgets.number_grid import Ring
from cnnstudio.widgets.plot_parts import Axis, Curve, Dot, even_ticks
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.stage.number_colors import map_colors, signed_colors
from cnnstudio.widgets.stage.titled_grid import TitledGrid
from cnnstudio.widgets.theme import Theme

_GAP = 24
_OVERHANG = 20
_MOST_MARKS = 5000
"""Of larger maps only so many numbers are marked along the axis."""


class ActivationView(FollowingView[ConvolutionModel]):
    """Two grids and a plot; the cell pointed at is a dot on both curves."""

    def __init__(
        self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("convolution.activation", model, theme, translator, parent)
        self._activated: ActivatedMap | None = None
        self._cell: tuple[int, int] | None = None
        self._is_maxout = False
        self.before = TitledGrid("convolution.before_activation", text("Before: z"), theme, translator, self, _OVERHANG)
        self.after = TitledGrid("convolution.after_activation", text("After: f(z)"), theme, translator, self, _OVERHANG)
        self.plot = LinePlot(theme, self)
        self.controls = FittedRow(theme, self)
        self.choice = QComboBox()
        self._note = FittedLabel(theme, self)
        self._note.setObjectName("convolution.activation_note")
        self._name_parts()
        self._connect()

    def _name_parts(self) -> None:
        label = text("Activation")
        tip = text("What each output goes through; the whole lab follows, except to maxout")
        self._captions.describe(self.choice, "convolution.activation_choice", label, tip=tip, key="↑ ↓")
        for row, (name, said) in enumerate(words.CHOICES.items()):
            self.choice.addItem("", name)
            self._captions.bind(partial(self.choice.setItemText, row), said)
        self.controls.add_labelled(self._captions, label, self.choice)
        self._captions.bind(self.plot.setAccessibleName, text("Curve of the activation and its slope"))

    def _connect(self) -> None:
        self.choice.currentIndexChanged.connect(self._on_choice)
        self.controls.needs_changed.connect(self._arrange)
        for grid in (self.before, self.after):
            grid.grid.cell_entered.connect(self._on_cell)

    # -- what it says

    def headline(self) -> Text:
        """Say what becomes of the cell that is looked at."""
        if self._activated is None:
            return text("The activation decides what counts as an answer.")
        return words.activation_headline(self._activated, *self._looked_at(self._activated))

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        if self._activated is None:
            return text("The activation decides what counts as an answer.")
        return words.activation_explanation(self._activated)

    def focus(self) -> None:
        """Give the keyboard to the choice of the activation."""
        self.choice.setFocus()

    # -- following

    def _on_choice(self) -> None:
        name = self.choice.currentData()
        self._is_maxout = name == MAXOUT
        if not self._is_maxout and name != self._model.params.activation:
            self._model.update(activation=name)
        else:
            self.refresh()

    def _on_cell(self, cell: tuple[int, int] | None) -> None:
        self._cell = cell or self._cell
        self._show_cell()

    def refresh(self) -> None:
        """Take up the model's numbers."""
        result = self._model.result
        number = self._model.params.filter if self._model.params.filter in result.filters else result.filters[0]
        name = MAXOUT if self._is_maxout else result.params.activation
        self._activated = activated_map(result, number, name, self._model.place)
        with QSignalBlocker(self.choice):
            self.choice.setCurrentIndex(self.choice.findData(name))
        before, after = self._activated.before, self._activated.after
        self.before.show_numbers(before, signed_colors(before, self._theme))
        self.after.show_numbers(after, map_colors(after, self._theme))
        for grid, map_ in ((self.before, before), (self.after, after)):
            title = text("Before: z") if grid is self.before else text("After: f(z)")
            low, high = (fixed(float(end), 2) for end in (map_.min(), map_.max()))
            grid.show_title(title, text("from {low} to {high}", low=low, high=high))
        self._note.show_words(self._translator(words.map_note(self._activated)))
        self._arrange()
        self._show_cell()

    def _looked_at(self, activated: ActivatedMap) -> tuple[int, int]:
        row, column = self._model.place
        row, column = self._cell or (row - activated.top, column - activated.left)
        rows, columns = activated.before.shape
        return min(row, rows - 1), min(column, columns - 1)

    def _show_cell(self) -> None:
        activated = self._activated
        if activated is None:
            return
        row, column = self._looked_at(activated)
        for grid in (self.before, self.after):
            grid.grid.set_rings((Ring(row, column),))
        self._show_plot(activated, row, column)
        self.changed.emit()

    def _show_plot(self, activated: ActivatedMap, row: int, column: int) -> None:
        rival = 0.0 if activated.rival is None else float(activated.rival[row, column])
        reach = max(activated.reach, abs(rival))
        curve = activation_curve(activated.name, reach, rival)
        low, high = min(-0.2, float(curve.value.min())), max(1.1, float(curve.value.max()))
        x = Axis(-reach, reach, even_ticks(-reach, reach), self._translator(text("z, before the activation")))
        y = Axis(low, high, even_ticks(low, high), "")
        curves = [
            Curve(curve.z, curve.value, "training", "f(z)"),
            Curve(curve.z, curve.slope, "validation", self._translator(text("slope f'(z)")), is_dashed=True),
        ]
        z = float(activated.before[row, column])
        dots = [
            Dot(z, float(activated.slope[row, column]), "validation"),
            Dot(z, float(activated.after[row, column]), "training"),
        ]
        numbers = activated.before.ravel()
        self.plot.show_plot(x, y, curves, dots=dots, rug=numbers[:: max(1, numbers.size // _MOST_MARKS)])

    # -- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        margin = 32 if self.width() >= 800 else 16
        stage = self.rect().adjusted(margin, 4, -margin, -8)
        bottom = place_foot(stage, self.controls, self._note, self._theme.scaled(44))
        height = bottom - 12 - stage.top()
        side = min(int(stage.width() * 0.3), height - self._theme.scaled(50))
        for number, grid in enumerate((self.before, self.after)):
            grid.setGeometry(QRect(margin + number * (side + _GAP), stage.top(), side + _OVERHANG, height))
        left = margin + 2 * (side + _GAP) + 8
        self.plot.setGeometry(QRect(left, stage.top(), stage.right() + 1 - left, height))
