"""Two in one: two linear convolutions above, the single one that they amount to below, and the difference."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.data.kernel_presets import preset
from cnnstudio.labs.convolution import collapse as sums
from cnnstudio.labs.convolution import collapse_sentences as words
from cnnstudio.labs.convolution.collapse import Collapse, collapse
from cnnstudio.labs.convolution.collapse_controls import CollapseControls
from cnnstudio.labs.convolution.collapse_layout import OVERHANG, join_grids, place_collapse
from cnnstudio.labs.convolution.crop import crop_around, window_middle
from cnnstudio.labs.convolution.input_colors import input_colors
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.widgets.fitted import FittedLabel, place_foot
from cnnstudio.widgets.painting import draw_arrow
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.stage.number_colors import Colors, signed_colors
from cnnstudio.widgets.stage.titled_grid import TitledGrid
from cnnstudio.widgets.theme import Theme

_GRIDS = {
    "input": text("Input"),
    "first": text("First kernel"),
    "second": text("Second kernel"),
    "twice": text("Two layers"),
    "composed": text("One kernel for both"),
    "once": text("One layer"),
    "difference": text("Difference"),
}


class CollapseView(FollowingView[ConvolutionModel]):
    """The two ways from the input to the result, side by side; a ReLU between the layers makes them differ."""

    def __init__(
        self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("convolution.collapse", model, theme, translator, parent)
        self._result: Collapse | None = None
        self._problem: Text | None = None
        self.grids = {
            name: TitledGrid(f"convolution.collapse_{name}", label, theme, translator, self, OVERHANG)
            for name, label in _GRIDS.items()
        }
        self.controls = CollapseControls(theme, translator, self)
        self._note = FittedLabel(theme, self)
        self._note.setObjectName("convolution.collapse_note")
        self.controls.chosen.connect(self._on_changed)
        self.controls.needs_changed.connect(self._arrange)

    # -- what it says

    @property
    def result(self) -> Collapse | None:
        """Both ways; None where the kernel leaves no room for a second layer."""
        return self._result

    def headline(self) -> Text:
        """Say whether two layers are one."""
        if self._result is None:
            return self._problem or text("Two layers are one as long as nothing bends between them.")
        return words.collapse_headline(self._result, rectified=self.controls.is_rectified)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        if self._result is None:
            return text("A convolution is linear: (x ∗ v) ∗ w = x ∗ (v ∗ w), so two of them are one.")
        return words.collapse_explanation(self._result)

    def focus(self) -> None:
        """Give the keyboard to the choice of the second kernel."""
        self.controls.choice.setFocus()

    # -- following

    def refresh(self) -> None:
        """Take up the model's numbers."""
        result, params = self._model.result, self._model.params
        crop = crop_around(result.input, window_middle(result, self._model.place), sums.LARGEST_INPUT)
        input_, first = crop.values[params.channel], sums.kernel_as_laid(params)
        size = sums.second_size(crop.size, (first.shape[0], first.shape[1]))
        if size is None:
            self._result, self._problem = None, words.unfit_collapse(crop.size, (first.shape[0], first.shape[1]))
        else:
            second = preset(self.controls.second).make(*size)
            bias = float(params.bias[params.filter])
            self._result = collapse(input_, first, second, bias, rectified=self.controls.is_rectified)
            self._show(self._result, input_)
        for grid in self.grids.values():
            grid.setVisible(self._result is not None)
        self._show_note()
        self._arrange()
        self.changed.emit()

    def _show(self, result: Collapse, input_: FloatArray) -> None:
        theme, params = self._theme, self._model.params
        scale: Colors = (lambda: theme.colormaps.signed, result.scale)
        self.grids["input"].show_numbers(input_, input_colors(self._model.result, theme))
        for name in ("first", "second", "composed"):
            kernel = getattr(result, name)
            self.grids[name].show_numbers(kernel, signed_colors(kernel, theme))
        for name in ("twice", "once", "difference"):
            self.grids[name].show_numbers(getattr(result, name), scale)
        differing = result.differing
        self.grids["difference"].grid.set_touched(differing if differing.any() else None)
        notes = words.grid_notes(result, input_, params.presets[params.filter], self.controls.second)
        for name, note in notes.items():
            self.grids[name].show_title(_GRIDS[name], note)

    def _show_note(self) -> None:
        note = self._problem if self._result is None else words.collapse_note(self._result)
        if note is not None:
            self._note.show_words(self._translator(note))

    # -- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        margin = 32 if self.width() >= 800 else 16
        stage = self.rect().adjusted(margin, 4, -margin, -8)
        bottom = place_foot(stage, self.controls, self._note, self._theme.scaled(24))
        stage.setBottom(bottom - 12)
        for name, place in place_collapse(stage).items():
            self.grids[name].setGeometry(place)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._result is None:
            return
        joins = join_grids({name: grid.grid.geometry().translated(grid.pos()) for name, grid in self.grids.items()})
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._theme.palette.text_second
        for arrow in joins.arrows:
            draw_arrow(painter, QPointF(arrow.p1()), QPointF(arrow.p2()), color)
        painter.setPen(QPen(QColor(color), 2))
        painter.drawLines(list(joins.lines))
        painter.end()
