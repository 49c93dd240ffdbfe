"""The step view of a lab: the window on the input, the hand calculation, the output cell it lands in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.ops.window import Pair
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.stage.content import StepContent
from cnnstudio.widgets.stage.grid_editor import GridEditor
from cnnstudio.widgets.stage.grid_pair import GridPair
from cnnstudio.widgets.stage.layout import Needs, place
from cnnstudio.widgets.stage.leader_lines import LeaderLines, Lines
from cnnstudio.widgets.stage.scale_bar import ScaleBar
from cnnstudio.widgets.stage.term_row import TermRow
from cnnstudio.widgets.theme import BODY, Theme, interface_font

_WIDE_WINDOW = 5
"""Windows with more columns leave the column sum less room."""


_WAY_UP = 28.0
"""Pixels right of the result at which the way to the output goes up."""


class StepView(QWidget):
    """One output cell at a time, forward or backward.

    Signals
    -------
    changed
        The headline changed because of the pointer.
    refused
        A `Text` that says why what was typed was not taken.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(
        self, content: StepContent, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.content, self._theme, self._translator = content, theme, translator
        self._pointed: Text | None = None
        self._laid_out: object = None
        self._card = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # a step repaints nothing behind the stage
        self._captions = Captions(translator)
        self.row = TermRow(content, theme, translator, self)
        self.pair = GridPair(content, theme, translator, self)
        self.editor = GridEditor(content.lab_id, content.target, self.pair.input)
        self._scale = ScaleBar(theme, self)
        self._headings = QLabel(self), QLabel(self)
        self._lines = LeaderLines(theme, self)
        self._name_parts()
        self.pair.pointed.connect(self._point)
        self.pair.window_pointed.connect(self._on_window_pointed)
        self.row.pointed.connect(self._on_term_pointed)
        for grid in (self.pair.input, self.pair.output):
            grid.looked.connect(self._join)
        for part in (self.row, self.editor):
            part.refused.connect(self.refused)
        content.subscribe(self._on_model)
        theme.subscribe(self._on_theme)
        translator.subscribe(self._on_theme)
        self._on_changed()

    def _name_parts(self) -> None:
        lab = self.content.lab_id
        self.setObjectName(f"{lab}.step")
        self._captions.bind(self.setAccessibleName, self.content.title)
        tip = text("Click a cell to go there. Ctrl + wheel zooms, drag to move, Enter and arrows walk, Ctrl + C copies")
        self._captions.describe(self.pair.input, f"{lab}.input", text("Input"), tip=tip)
        self._captions.describe(self.pair.output, f"{lab}.output", text("Output"), tip=tip)

    def headline(self) -> Text:
        """Return the sentence above the stage: about what is pointed at, else about the step."""
        return self._pointed if self._pointed is not None else self.content.headline()

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return self.content.explanation()

    def focus(self) -> None:
        """Give the keyboard to the stage: arrows step."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_all(self, everything: bool) -> None:
        """Show the whole output, or only what has been stepped through."""
        self.pair.shows_all = everything
        self.pair.refresh()

    def show_coverage(self, counted: bool) -> None:
        """Show at each input cell in how many windows it takes part, or its number."""
        self.pair.counts_windows = counted
        self.pair.refresh_colors()

    # -- following

    def _on_model(self) -> None:
        self._pointed = None  # a step ends what was pointed at
        self._on_changed()

    def _on_changed(self) -> None:
        if not self.isVisible() and self._laid_out is not None:
            return
        self.pair.refresh()
        colormap, low, high = self.pair.output_scale()
        self._scale.show_scale(colormap, low, high)
        self.row.refresh(colormap, high)
        self._lines.set_veiled(self.content.is_outdated)
        if self._laid_out != self._geometry_key():
            self.arrange()
            self.row.refresh(colormap, high)  # how much of the window can be read is known only now
        self._join()

    def showEvent(self, event: QEvent) -> None:
        self._on_changed()

    def _on_theme(self) -> None:
        self.pair.refresh_colors()
        self._laid_out = ()
        self._on_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.palette.stage))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.palette.card))
        painter.drawRoundedRect(self._card, 8, 8)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._on_changed()

    def _geometry_key(self) -> object:
        content = self.content
        aspects = tuple(table.aspect for table in self.row.tables)
        return content.fits, content.term_size, aspects, content.headings(), self._theme.zoom, self.size()

    # -- layout

    def arrange(self) -> None:
        """Put every part in its place."""
        content = self.content
        height, width = content.fits
        heading = min(self._theme.scaled(BODY + 12), max(BODY + 8, self.height() // 12))
        sum_width = self._theme.chrome(250 if content.term_size[1] <= _WIDE_WINDOW else 190)
        needs = Needs(
            heading=heading,
            term=self._theme.chrome(56),
            sum_width=min(sum_width, self.width() * 3 // 10),
            middle=self._theme.scaled(86),
            input_size=(height.padded_size, width.padded_size),
            output_size=(height.output_size, width.output_size),
            kernel_size=content.term_size,
            aspects=tuple(table.aspect for table in self.row.tables),
            readable=self._theme.chrome(26),
        )
        places = place(self.width(), self.height(), needs)
        self.row.show_part(*places.part)
        self._card = places.card
        self.pair.input.setGeometry(places.input)
        self.pair.output.setGeometry(places.output)
        self._scale.setGeometry(places.scale)
        type_size = min(self._theme.scaled(BODY), heading - 8)
        self.row.arrange(places, type_size)
        for label, grid in zip(self._headings, (places.input, places.output), strict=True):
            right = places.scale.left() if label is self._headings[0] else self.width()
            label.setGeometry(QRect(grid.left(), 0, right - grid.left(), heading))
        self._lines.setGeometry(self.rect())
        self._lines.raise_()
        self._laid_out = self._geometry_key()
        self._write_headings(type_size)
        self.update()

    def _write_headings(self, type_size: int) -> None:
        quiet = self._theme.palette.text_third
        for label, (name, note) in zip(self._headings, self.content.headings(), strict=True):
            label.setStyleSheet(f"font-size: {type_size}px")
            title = f'<span style="font-weight: 600">{self._translator(name)}</span>'
            words = f"{self._translator(name)}  {self._translator(note)}"
            room = QFontMetrics(interface_font(type_size, bold=True)).horizontalAdvance(words) <= label.width()
            note_html = f'&nbsp; <span style="color: {quiet}">{self._translator(note)}</span>' if room else ""
            label.setText(title + note_html)

    def _join(self) -> None:
        """Draw the lines from the window to its copy, and from the result to its cell."""
        window = self._visible_part(self.pair.input, self.pair.window_rect(self.row.part))
        cell = self._visible_part(self.pair.output, self.pair.result_rect())
        if window is None:
            self._lines.show_lines(None)
            return
        result = self.row.result_rect()
        right = self.width() - 12.0
        if result is not None:  # nothing stands beside a narrow column sum: the way up keeps near it
            right = min(right, result.right() + _WAY_UP)
        lines = Lines(window, self.row.terms_rect(), result, cell, right, self.content.is_backward)
        self._lines.show_lines(lines)

    def _visible_part(self, grid: QWidget, rect: QRectF) -> QRectF | None:
        """Return a cell's place on the stage; None where it was moved out of sight."""
        inside = rect.intersected(QRectF(grid.rect()))
        return None if inside.isEmpty() else inside.translated(QRectF(grid.geometry()).topLeft())

    # -- pointing

    def _on_window_pointed(self, row: int, column: int) -> None:
        """Show the part of a large window that holds the cell under the pointer."""
        if self.row.move_part(row, column):
            self._on_changed()

    def _point(self, said: Text | None) -> None:
        self._pointed = said
        self.changed.emit()

    def _on_term_pointed(self, role: str, cell: Pair | None) -> None:
        self.pair.input.set_touched(None if cell is None else self.content.term_reach(role, *cell))
        self._point(None if cell is None else self.content.term_words(role, *cell))
