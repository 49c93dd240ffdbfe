"""Draw and recognise: the sheet, what the network sees of it, what it answers, and how every layer responds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.draw.enlarged_map import EnlargedMap
from cnnstudio.labs.draw.grid_marks import draw_marks
from cnnstudio.labs.draw.model import DrawModel
from cnnstudio.labs.draw.recipe_panel import RecipeMenu, RecipePanel
from cnnstudio.labs.draw.sheet import Sheet
from cnnstudio.labs.draw.sources import DrawnSource, PhotoSource, SampleSource, Source
from cnnstudio.labs.draw.stage_layout import Needs, place
from cnnstudio.labs.draw.welcome import DrawWelcome
from cnnstudio.widgets.bars import Bars
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.map_strip import MapGroup, MapStrip
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.painting import draw_arrow
from cnnstudio.widgets.theme import BODY, CAPTION, Theme

_SHEET_NAMES: dict[type[Source], Text] = {
    DrawnSource: text("As drawn"),
    PhotoSource: text("As opened"),
    SampleSource: text("As stored in MNIST"),
}


class DrawView(QWidget):
    """The stage of the lab.

    Signals
    -------
    said
        A `Text` for the line above the stage, in place of the usual one.
    failed
        A `UserError` to show.
    opened
        The path of a picture file that was opened.
    """

    said = Signal(object)
    failed = Signal(object)
    opened = Signal(str)

    def __init__(self, model: DrawModel, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self._model, self._theme, self._translator = model, theme, translator
        self._captions = Captions(translator)
        self.sheet = Sheet(model, theme, translator, self)
        self.grid = NumberGrid(theme, self)
        self.grid.set_overlay(self._draw_marks)
        self._recipe = RecipePanel(model, theme, translator, self)
        self._recipe_menu = RecipeMenu(model, translator, self)
        self.bars = Bars(theme, "0123456789", self)
        self.strip = MapStrip(theme, self)
        self._headings = tuple(QLabel(self) for _ in range(3))
        self._size = QLabel("28 × 28", self)
        self.show_layers = QPushButton(self)
        self.show_layers.setCheckable(True)
        self.welcome = DrawWelcome(theme, translator, self)
        self.card = EnlargedMap(self.strip, theme, translator, self)
        self._arrows: tuple[QRectF, ...] = ()
        self._had_maps = False
        self._name_parts()
        self._connect()
        self._on_changed()

    def _name_parts(self) -> None:
        for label in self._headings:
            label.setProperty("role", "heading")
        self._captions.bind(self._headings[1].setText, text("As the network sees it"))
        self._captions.bind(self._headings[2].setText, text("What it answers"))
        self._size.setProperty("role", "quiet")
        self._size.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        zooming = text("The 28 × 28 numbers. Wheel or + and − to zoom, drag to move, double click for both")
        self._captions.describe(self.grid, "draw.grid", text("As the network sees it"), tip=zooming)
        self._captions.bind(self.bars.setAccessibleName, text("What it answers"))
        self.bars.setObjectName("draw.bars")
        self._captions.bind(self.show_layers.setText, text("Every layer"))
        layers = text("Show every layer's maps over the stage, or put them away")
        self._captions.describe(self.show_layers, "draw.show_layers", text("Every layer"), tip=layers, key="M")
        maps = text(
            "Every layer's maps. Click one to see its numbers. Orange is negative, purple positive; "
            "from dark blue to yellow: from 0 to the layer's largest."
        )
        self._captions.describe(self.strip, "draw.strip", text("Every layer's maps"), tip=maps)

    def _connect(self) -> None:
        self.sheet.said.connect(self.said)
        self.sheet.failed.connect(self.failed)
        self.sheet.opened.connect(self.opened)
        self.sheet.rearranged.connect(self.arrange)
        self.strip.map_chosen.connect(self.card.choose)
        self.show_layers.toggled.connect(self.arrange)
        self.welcome.wanted.connect(self.sheet.random_digit)
        for part in (self._recipe, self._recipe_menu, *self.sheet.rows):
            part.installEventFilter(self)
        self._model.subscribe(self._on_changed)
        self._theme.subscribe(self._on_theme)
        self._translator.subscribe(self._on_language)

    @property
    def pen_width(self) -> QSlider:
        """The slider that sets the pen's width."""
        return self.sheet.pen_width

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn or opened yet."""
        source = self._model.params.source
        return isinstance(source, DrawnSource) and not source.strokes

    def stop(self) -> None:
        """End what is under way; to be called before the window closes."""
        self.sheet.opener.stop()

    # -- following the model

    def _on_changed(self) -> None:
        result = self._model.result
        self.grid.show_values(result.prepared.pixels)
        network = self._model.network.network
        self.bars.show_shares(result.probabilities, None if network is None else network.spec.class_names)
        self.strip.show_groups(self._map_groups())
        if self.is_empty == self.welcome.isHidden() or bool(self.strip.groups) != self._had_maps:
            self._had_maps = bool(self.strip.groups)
            self.arrange()
        self.card.refresh()

    def _map_groups(self) -> tuple[MapGroup, ...]:
        outputs = self._model.result.outputs
        if not outputs:
            return ()
        from cnnstudio.labs.draw.layer_maps import map_groups  # late: an empty sheet is shown without it

        return map_groups(outputs, self._translator)

    def _draw_marks(self, painter: QPainter, grid: QRectF) -> None:
        draw_marks(painter, grid, self._model.result.prepared, self._theme.palette)

    def _on_language(self) -> None:
        self._on_changed()
        self.arrange()

    def _on_theme(self) -> None:
        self.arrange()
        self.update()

    # -- layout

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a part's words have changed, and with them its size
            self.arrange()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def arrange(self) -> None:
        """Put every part in its place."""
        heading = self._theme.scaled(BODY + 8)
        recipe, compact = self._recipe.sizeHint(), self._recipe_menu.sizeHint()
        tools = self.sheet.tools
        needs = Needs(
            heading=heading,
            tools_height=tools.heightForWidth,
            tools_width=tools.sizeHint().width(),
            tool_width=tools.minimumSizeHint().width(),
            recipe=(recipe.width(), recipe.height()),
            compact_recipe=(compact.width(), compact.height()),
            strip=self._theme.chrome(205),
            least_strip=self._theme.chrome(120),
            strip_width=self.strip.least_width,
            bars=210 + self._theme.scaled(30),
        )
        places = place(self.width(), self.height(), needs)
        self._headings[0].setText(self._translator(_SHEET_NAMES[type(self._model.params.source)]))
        self.sheet.arrange(places.sheet, places.tools, heading, self._headings[0].sizeHint().width())
        self.grid.setGeometry(places.grid)
        filled = not self.is_empty
        self._recipe.setVisible(filled and not places.recipe_is_compact)
        self._recipe_menu.setVisible(filled and places.recipe_is_compact)
        for part in (self.grid, self.bars, self._headings[1], self._headings[2]):
            part.setVisible(filled)
        self.welcome.setVisible(not filled)
        left = places.grid.left()
        top = places.sheet.top()
        self.welcome.fit(QRect(left, top, self.width() - left - 32, self.height() - top - 12))
        (self._recipe_menu if places.recipe_is_compact else self._recipe).setGeometry(places.recipe)
        self.bars.setGeometry(places.bars)
        self._place_strip(places.strip)
        columns = (places.sheet.left(), places.grid.left(), places.bars.left() + 10)
        ends = (places.grid.left(), places.bars.left() + 10, self.width())
        for label, left, right in zip(self._headings, columns, ends, strict=True):
            self._fit_heading(label, right - left - 12)
            label.setGeometry(left, 4, min(label.sizeHint().width() + 4, right - left), heading)
        room = places.grid.right() - self._headings[1].geometry().right()
        self._size.setVisible(filled and room > self._size.sizeHint().width() + 8)
        self._size.setGeometry(places.grid.right() - room, 4, room, heading)
        self._arrows = (QRectF(places.first_arrow), QRectF(places.second_arrow)) if filled else ()
        self.card.setGeometry(self.rect().adjusted(16, 2, -16, -8))
        self.update()  # the arrows

    def _fit_heading(self, label: QLabel, room: int) -> None:
        """Write a heading as large as the zoom asks for, or smaller where its column is narrow."""
        wanted = self._theme.font(BODY, bold=True)
        needed = QFontMetrics(wanted).horizontalAdvance(label.text())
        pixels = min(wanted.pixelSize(), max(CAPTION, wanted.pixelSize() * room // max(1, needed)))
        label.setStyleSheet(f"font-size: {pixels}px")

    def _place_strip(self, strip: QRect | None) -> None:
        """Put the strip at the bottom; where there is no room, a button lays it over the stage."""
        button = self.show_layers.sizeHint()
        over = strip is None and self.show_layers.isChecked()
        has_maps = bool(self.strip.groups)
        self.show_layers.setVisible(has_maps and strip is None)
        self.show_layers.setGeometry(
            self.width() - 24 - button.width(), self.height() - 8 - button.height(), button.width(), button.height()
        )
        self.strip.setVisible(has_maps and (strip is not None or over))
        self.strip.setGeometry(strip or self.rect().adjusted(12, 8, -12, -16 - button.height()))
        if over:
            self.strip.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = min(arrow.top() + arrow.height() * 0.34 for arrow in self._arrows) if self._arrows else 0.0
        for arrow in self._arrows:
            start = max(arrow.left() + 14, arrow.right() - 66)
            draw_arrow(painter, QPointF(start, y), QPointF(arrow.right() - 14, y), self._theme.palette.text_second)
        painter.end()
