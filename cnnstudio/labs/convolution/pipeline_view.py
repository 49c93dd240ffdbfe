"""The pipeline view: the whole picture through convolution, activation and pooling, one row a filter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.convolution import pipeline as words
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.pipeline import Pipeline, kernel_words, pipeline_of
from cnnstudio.labs.convolution.pipeline_layout import PipelineNeeds, PipelinePlaces, place_pipeline
from cnnstudio.labs.convolution.pipeline_marks import StageCell, cell_under, filter_under, marks_of
from cnnstudio.labs.convolution.pipeline_picture import PipelineColors, PipelinePicture, pipeline_colors
from cnnstudio.ops.window import size_of
from cnnstudio.widgets.stage.fitted_text import names_size, words_height
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.stage.veil import DIMMED
from cnnstudio.widgets.theme import BODY, CAPTION, Theme, interface_font


class PipelineView(FollowingView[ConvolutionModel]):
    """Every filter's maps, live; a click or the arrows up and down choose the filter that is looked at."""

    def __init__(
        self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("convolution.pipeline", model, theme, translator, parent)
        tip = text("Each filter's maps. Click one, or press ↑ or ↓, to choose its filter; point at a cell to read it")
        self._captions.describe(self, "convolution.pipeline", text("Pipeline"), tip=tip)
        self._picture = PipelinePicture(theme, translator)
        self._pipeline = pipeline_of(model.result, model.params.channel)
        self._colors: PipelineColors | None = None
        self._places: PipelinePlaces | None = None
        self._pointed: StageCell | None = None
        self._was_tabbed_to = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- what it says

    def headline(self) -> Text:
        """Follow the cell under the pointer, or else the output cell of the moment."""
        result, pointed = self._pipeline.result, self._pointed
        if pointed is not None:
            return words.cell_sentence(result, pointed.stage, pointed.filter, pointed.row, pointed.column)
        return words.headline(result, self._filter, *self._now)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return words.explanation(self._pipeline)

    def focus(self) -> None:
        """Give the keyboard to the view."""
        self.setFocus()

    @property
    def pipeline(self) -> Pipeline:
        """What is shown."""
        return self._pipeline

    @property
    def places(self) -> PipelinePlaces:
        """Where everything lies at the present size."""
        if self._places is None:
            self._places = place_pipeline(self.width(), self.height(), self._needs())
        return self._places

    @property
    def _filter(self) -> int:
        """The filter that is looked at; while its maps are being computed, the one before."""
        wanted, filters = self._model.params.filter, self._pipeline.filters
        return wanted if wanted in filters else filters[0]

    @property
    def _now(self) -> tuple[int, int]:
        rows, columns = self._pipeline.result.output_size
        return divmod(self._model.params.cell % (rows * columns), columns)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the view only for who moves by keys: it has the keyboard as soon as it is shown."""
        self._was_tabbed_to = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    # -- following the model

    def refresh(self) -> None:
        """Follow the maps of the moment through the pipeline."""
        result, channel = self._model.result, self._model.params.channel
        before = self._pipeline
        if result is not before.result or before.channel != channel:
            self._pipeline = pipeline_of(result, channel)
            self._colors = None
            if _shape(before) != _shape(self._pipeline):
                self._places = self._pointed = None
        self.update()

    def forget_look(self) -> None:
        self._colors = self._places = None

    def _needs(self) -> PipelineNeeds:
        pipeline, result, picture = self._pipeline, self._pipeline.result, self._picture
        picture.zoom = self.pixels(100)
        names = [self._translator(kernel_words(result, number)) for number in pipeline.filters]
        caption = interface_font(picture.pixels(CAPTION))
        return PipelineNeeds(
            heading=picture.pixels(BODY + 8),
            caption=picture.pixels(CAPTION + 6),
            foot=words_height(picture.foot_words(pipeline), self.width() - 64, caption),
            name=names_size(names, interface_font(picture.pixels(CAPTION), bold=True)),
            filters=len(pipeline.filters),
            stages=len(pipeline.stages),
            map_size=result.output_size,
            picture_size=size_of(result.input),
        )

    # -- painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._places = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter)
        if self.hasFocus() and self._was_tabbed_to:
            painter.setPen(QPen(QColor(self._theme.palette.text), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 1, -2, -1), 6, 6)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draw everything; the same for screen, PNG, SVG and PDF."""
        if self._colors is None:
            self._colors = pipeline_colors(self._pipeline, self._theme)
        painter.setOpacity(1.0 if self._model.problem is None else DIMMED)
        self._picture.draw(painter, self._pipeline, self._colors, self.places, self._filter)
        self._picture.draw_foot(painter, self._pipeline, self.places.foot)
        now = StageCell(self._filter, "before", *self._now)
        for mark in marks_of(self._pipeline, self.places, now):
            _ring(painter, mark, self._theme.palette.text, self._theme.palette.stage, 2.0)
        if self._pointed is not None:
            for mark in marks_of(self._pipeline, self.places, self._pointed):
                _ring(painter, mark, self._theme.palette.accent, self._theme.palette.stage, 2.0)
        painter.setOpacity(1.0)

    # -- interaction

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(cell_under(self._pipeline, self.places, event.position()))
        filter_ = filter_under(self._pipeline, self.places, event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if filter_ is None else Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        filter_ = filter_under(self._pipeline, self.places, event.position())
        if filter_ is not None:
            self._model.update(filter=filter_)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        last = len(self._model.params.weight) - 1
        self._model.update(filter=min(max(self._model.params.filter + step, 0), last))

    def _point_at(self, cell: StageCell | None) -> None:
        if cell != self._pointed:
            self._pointed = cell
            self.update()
            self.changed.emit()


def _shape(pipeline: Pipeline) -> tuple[object, ...]:
    """Return what the layout depends on."""
    return pipeline.result.params.presets, pipeline.result.input.shape, tuple(stage.size for stage in pipeline.stages)


def _ring(painter: QPainter, place: QRectF, color: str, halo: str, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(halo), width + 2))
    painter.drawRect(place)
    painter.setPen(QPen(QColor(color), width))
    painter.drawRect(place)
