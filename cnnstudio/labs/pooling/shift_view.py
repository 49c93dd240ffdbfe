"""The shift test: the picture is moved by whole pixels, and every map after it shows which of its cells changed."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.pooling import shift_sentences as words
from cnnstudio.labs.pooling.first_layer import FirstLayer, first_layer
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.mover import Mover
from cnnstudio.labs.pooling.shift_controls import ShiftControls
from cnnstudio.labs.pooling.shift_layout import place_shift
from cnnstudio.labs.pooling.shift_plot import shift_plot
from cnnstudio.labs.pooling.shift_test import FARTHEST, ShiftTest, run_shift_test, subject
from cnnstudio.ops.window import Pair
from cnnstudio.widgets.fitted import FittedLabel
from cnnstudio.widgets.line_plot import LinePlot
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.stage.number_colors import map_colors, picture_colors
from cnnstudio.widgets.stage.titled_grid import TitledGrid
from cnnstudio.widgets.theme import Theme

_LONG_NOTE = 250
"""Width of a grid from which its note is a whole sentence, pixels at 100 %."""

_GRIDS = ("input", "convolution", "pooled")


class ShiftView(FollowingView[PoolingModel]):
    """Three maps side by side and a curve; the first is dragged, or moved with the arrow keys."""

    def __init__(
        self, model: PoolingModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("pooling.shift", model, theme, translator, parent)
        self._test: ShiftTest | None = None
        self._filter: int | None = None
        self.grids = {
            name: TitledGrid(f"pooling.shift_{name}", words.STAGE_NAMES[name], theme, translator, self)
            for name in _GRIDS
        }
        self.plot = LinePlot(theme, self)
        self.controls = ShiftControls(theme, translator, self)
        self._note = FittedLabel(theme, self)
        self._note.setObjectName("pooling.shift_note")
        self._mover = Mover(self.grids["input"].grid)
        self._name_parts()
        self._connect()

    def _name_parts(self) -> None:
        tip = text("Drag the picture, or move it with the arrow keys; Home puts it back")
        self._captions.bind(self.grids["input"].grid.setToolTip, tip)
        self._captions.bind(self.plot.setToolTip, text("How much changes for each move. Click to choose a move."))
        self._captions.bind(self.plot.setAccessibleName, text("How much changes for each move"))
        self.plot.setObjectName("pooling.shift_plot")

    def _connect(self) -> None:
        self._mover.moved.connect(self.move_to)
        self.controls.reset.connect(lambda: self.move_to((0, 0)))
        self.controls.chosen.connect(self._on_chosen)
        self.controls.needs_changed.connect(self._arrange)
        self.plot.x_chosen.connect(self._on_plot)
        self._model.specimen.subscribe(self._on_changed)
        self._model.network.subscribe(self._on_changed)

    # -- what it says

    @property
    def test(self) -> ShiftTest:
        """The test as shown."""
        assert self._test is not None
        return self._test

    def headline(self) -> Text:
        """Say how many cells of each map became another number."""
        if self._test is None or (not self._is_drawn and self._test.shift == (0, 0)):
            return words.NOT_DRAWN
        return words.shift_headline(self._test)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return words.NOT_DRAWN if self._test is None else words.shift_explanation(self._test)

    def focus(self) -> None:
        """Give the keyboard to the picture that is moved."""
        self.grids["input"].grid.setFocus()

    # -- moving

    def move_to(self, shift: Pair) -> None:
        """Move the picture to so many pixels down and to the right of where it stood."""
        down, right = (min(max(way, -FARTHEST), FARTHEST) for way in shift)
        if (down, right) != self._mover.shift:
            self._mover.shift = down, right
            self.refresh()

    def _on_plot(self, x: float) -> None:
        down, right = self._mover.shift
        self.move_to((round(x), right) if self.controls.is_vertical else (down, round(x)))

    def _on_chosen(self) -> None:
        self._filter = self.controls.filter.chosen_filter
        self.refresh()

    # -- following

    @property
    def _is_drawn(self) -> bool:
        return bool(self._model.specimen.picture.pixels.any())

    def refresh(self) -> None:
        """Run the test on the drawing of the moment."""
        picture, layer = subject(self._model.specimen.picture.pixels), first_layer(self._model.network.network)
        if self._filter is None and self._is_drawn:
            self._filter = layer.strongest(picture)
        filter_ = min(self._filter or 0, layer.count - 1)
        self.controls.filter.show_filters(layer.count, filter_)
        self._test = run_shift_test(
            picture,
            layer,
            filter_,
            self._model.params,
            self._mover.shift,
            is_vertical=self.controls.is_vertical,
            threshold=self.controls.share,
        )
        self._show(self._test, layer, filter_)
        self._arrange()
        self.changed.emit()

    def _show(self, test: ShiftTest, layer: FirstLayer, filter_: int) -> None:
        for name, grid in self.grids.items():
            stage = test.stages.get(name)
            grid.setVisible(stage is not None)
            if stage is not None:
                colors = (picture_colors if name == "input" else map_colors)(stage.before, self._theme)
                grid.show_numbers(stage.after[test.here], colors)
                changed = stage.changed(test.here)
                grid.grid.set_touched(changed if changed.any() else None)
        note = words.shift_note(layer.name(filter_), self.controls.threshold.value())
        self._note.show_words(self._translator(note))
        shown = shift_plot(
            test,
            self._translator,
            is_vertical=self.controls.is_vertical,
            shows_movement=self.controls.shows_movement,
        )
        self.plot.show_plot(shown.x, shown.y, shown.curves, dots=shown.dots)

    # -- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        margin = 32 if self.width() >= 800 else 16
        room = self.width() - 2 * margin
        controls = self.controls.fit(room, max(40, int(self.height() * 0.16)))
        bottom = self.height() - 8 - controls
        self.controls.setGeometry(QRect(margin, bottom, room, controls))
        note = max(self._theme.scaled(24), self._note.fit(room, self.height() // 8))
        self._note.setGeometry(QRect(margin, bottom - 8 - note, room, note))
        stage = QRect(margin, 4, room, bottom - 8 - note - 12)
        places = place_shift(stage, self.grids["input"].heading_height())
        is_short = places["input"].width() < self._theme.scaled(_LONG_NOTE)
        for name, grid in self.grids.items():
            grid.setGeometry(places[name])
            if self._test is not None and name in self._test.stages:
                changes = words.stage_note(self._test.stages[name], self._test.here, is_short=is_short)
                grid.show_title(words.STAGE_NAMES[name], changes)
        self.plot.setGeometry(places["plot"])
