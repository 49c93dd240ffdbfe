"""Doing without pooling: every sum and the largest of four above, only each fourth sum below, and the difference."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.pooling import stride_sentences as words
from cnnstudio.labs.pooling.filter_control import FilterControl
from cnnstudio.labs.pooling.first_layer import first_layer
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.shift_test import subject
from cnnstudio.labs.pooling.stride_comparison import StrideComparison, compare_strides
from cnnstudio.labs.pooling.stride_layout import join_lanes, overhang, place_lanes
from cnnstudio.widgets.fitted import FittedLabel, place_foot
from cnnstudio.widgets.painting import draw_arrow
from cnnstudio.widgets.stage.fitted_text import words_width
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.stage.number_colors import map_colors, picture_colors, signed_colors
from cnnstudio.widgets.stage.titled_grid import TitledGrid
from cnnstudio.widgets.theme import CAPTION, Theme, interface_font

_MARGIN = 32
"""At both sides, pixels; titles may reach into it."""


class StrideView(FollowingView[PoolingModel]):
    """Two lanes from the drawing to outputs of the same size."""

    def __init__(
        self, model: PoolingModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("pooling.strided", model, theme, translator, parent)
        self._comparison: StrideComparison | None = None
        self._filter: int | None = None
        self.grids = {
            name: TitledGrid(f"pooling.strided_{name}", label, theme, translator, self, overhang(name))
            for name, label in words.GRID_NAMES.items()
        }
        self.controls = FilterControl(theme, translator, self)
        self._note = FittedLabel(theme, self)
        self._note.setObjectName("pooling.strided_note")
        self.controls.chosen.connect(self._on_filter)
        self.controls.needs_changed.connect(self._arrange)
        model.specimen.subscribe(self._on_changed)
        model.network.subscribe(self._on_changed)

    # -- what it says

    @property
    def comparison(self) -> StrideComparison:
        """Both ways, as shown."""
        assert self._comparison is not None
        return self._comparison

    def headline(self) -> Text:
        """Say what each way costs, and how much of it one pixel moves."""
        if self._comparison is None:
            return text("A stride of 2 halves the map as pooling does, without computing three of four sums.")
        return words.stride_headline(self._comparison)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return self.headline() if self._comparison is None else words.stride_explanation(self._comparison)

    def focus(self) -> None:
        """Give the keyboard to the choice of the filter."""
        self.controls.filter.setFocus()

    # -- following

    def refresh(self) -> None:
        """Go both ways with the drawing of the moment."""
        pixels = self._model.specimen.picture.pixels
        picture, layer = subject(pixels), first_layer(self._model.network.network)
        if self._filter is None and pixels.any():
            self._filter = layer.strongest(picture)
        filter_ = min(self._filter or 0, layer.count - 1)
        self.controls.filter.show_filters(layer.count, filter_)
        self._comparison = compare_strides(picture, layer, filter_, self._model.params.kind)
        self._show(self._comparison, words.stride_note(self._comparison, layer.name(filter_)))
        self._arrange()
        self.changed.emit()

    def _show(self, comparison: StrideComparison, note: Text) -> None:
        theme, grids = self._theme, self.grids
        colors = map_colors(comparison.convolved, theme)
        grids["input"].show_numbers(comparison.picture, picture_colors(comparison.picture, theme))
        grids["convolved"].show_numbers(comparison.convolved, colors)
        grids["pooled"].show_numbers(comparison.pooled.before, colors)
        grids["strided"].show_numbers(comparison.strided.before, colors)
        grids["difference"].show_numbers(comparison.difference, signed_colors(comparison.difference, theme))
        self._note.show_words(self._translator(note))

    def _on_filter(self) -> None:
        self._filter = self.controls.filter.chosen_filter
        self.refresh()

    # -- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        stage = self.rect().adjusted(_MARGIN, 4, -_MARGIN, -8)
        bottom = place_foot(stage, self.controls, self._note, self._theme.scaled(24))
        stage.setBottom(bottom - 12)
        for name, place in place_lanes(stage).items():
            self.grids[name].setGeometry(place)
        if self._comparison is not None:
            self._write_notes(self._comparison)
        self.update()

    def _write_notes(self, comparison: StrideComparison) -> None:
        """Write the notes of the grids, as long as there is room for them in the smallest type."""
        notes, font = words.grid_notes(comparison, is_short=False), interface_font(CAPTION)
        if any(words_width(self._translator(note), font) > self.grids[name].width() for name, note in notes.items()):
            notes = words.grid_notes(comparison, is_short=True)
        for name, note in notes.items():
            self.grids[name].show_title(words.GRID_NAMES[name], note)

    def paintEvent(self, event: QPaintEvent) -> None:
        joins = join_lanes({name: grid.grid.geometry().translated(grid.pos()) for name, grid in self.grids.items()})
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._theme.palette.text_second
        for arrow in joins.arrows:
            draw_arrow(painter, QPointF(arrow.p1()), QPointF(arrow.p2()), color)
        painter.setPen(QPen(QColor(color), 2))
        painter.drawLines(list(joins.lines))
        painter.end()
