"""Paints the whole path: two lanes of maps with their headings, arrows and rings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.path.answer_rows import AnswerRows
from cnnstudio.labs.path.arrows import draw_line_arrow, draw_return
from cnnstudio.labs.path.headings import Headings
from cnnstudio.labs.path.loss_block import draw_loss
from cnnstudio.labs.path.places import PathPlaces, Place
from cnnstudio.labs.path.scene import Column, Scene
from cnnstudio.labs.path.stages import Kind
from cnnstudio.labs.path.weight_step import kernel_slice
from cnnstudio.labs.path.words import logarithm, short, told_apart
from cnnstudio.widgets.map_sheets import MapSheets
from cnnstudio.widgets.theme import Theme

_LONGEST_ARROW = 22.0


class PathPicture:
    """Draws a scene with a painter, the same for screen, PNG, SVG and PDF; `pixels` sizes its words."""

    def __init__(self, theme: Theme, translator: Translator, pixels: Callable[[float], int]) -> None:
        self._theme, self._translator, self._pixels = theme, translator, pixels
        self._sheets = MapSheets()
        self._headings = Headings(theme, translator, pixels)
        self.rows = AnswerRows(theme, translator)

    def draw(self, painter: QPainter, scene: Scene, places: PathPlaces) -> None:
        """Draw everything that the walk has reached."""
        self._headings.draw(painter, scene, places)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, column in enumerate(scene.columns):
            self._column(
                painter, f"forward {number}", column, places.forward[number], scene.has_reached("forward", number)
            )
        for number, (gradients, place) in enumerate(zip(scene.gradients, places.backward, strict=True)):
            if gradients is not None and place is not None:
                reached = scene.has_reached("backward", number)
                self._column(painter, f"backward {number}", gradients, place, reached)
        self._kernels(painter, scene, places)
        self._answer(painter, scene, places)
        self._arrows(painter, scene, places)

    # -- maps

    def _column(self, painter: QPainter, name: str, column: Column, place: Place, is_reached: bool) -> None:
        """Draw the followed map large and all of them small; before it is reached, blank paper."""
        is_specimen = name == "forward 0"
        if not is_reached:
            self._blank(painter, place.large)
            return
        maps = self._theme.colormaps
        colormap = maps.picture if is_specimen else maps.signed if column.signed else maps.activation
        small = place.small
        if small:
            self._sheets.draw(painter, f"{name} small", column.values, small, colormap, column.limit)
        large = column.values[column.chosen : column.chosen + 1]
        self._sheets.draw(painter, f"{name} large", large, (place.large,), colormap, column.limit)
        if column.signed and small:
            self._frame(painter, small, self._theme.palette.divider)
        if small:
            self._ring(painter, small[column.chosen], 2.0)
        if is_specimen or not small:
            self._frame(painter, (place.large,), self._theme.palette.outline)
        else:
            self._ring(painter, place.large, 2.0)

    def _kernels(self, painter: QPainter, scene: Scene, places: PathPlaces) -> None:
        """Draw the followed kernel and its gradient, with a ring around the weight."""
        passes, followed, following = scene.passes, scene.followed, scene.result.following
        lanes = (
            ("kernel", places.kernel, passes.network.weights, scene.has_reached("forward", followed.stage)),
            (
                "gradient",
                places.kernel_gradient.large,
                passes.gradients.weights,
                scene.has_reached("kernel", followed.stage),
            ),
        )
        for name, place, arrays, is_reached in lanes:
            if not is_reached:
                self._blank(painter, place)
                continue
            values = kernel_slice(arrays[followed.name], followed, following)
            limit = max(float(values.max()), -float(values.min())) or 1.0
            self._sheets.draw(painter, name, values[None], (place,), self._theme.colormaps.signed, limit)
            self._frame(painter, (place,), self._theme.palette.outline)
            self._ring(painter, cell_place(place, values, *following.cell[1:]), 2.5)

    def _blank(self, painter: QPainter, place: QRectF) -> None:
        painter.setBrush(QColor(self._theme.palette.paper))
        painter.setPen(QPen(QColor(self._theme.palette.divider), 1))
        painter.drawRect(place)

    def _frame(self, painter: QPainter, places: tuple[QRectF, ...], color: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(color), 1))
        painter.drawRects(list(places))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _ring(self, painter: QPainter, place: QRectF, width: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = place.adjusted(-1, -1, 1, 1)
        for color, pen in ((self._theme.palette.stage, width + 2.5), (self._theme.palette.text, width)):
            painter.setPen(QPen(QColor(color), pen, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRoundedRect(line, 2, 2)

    # -- scores, shares, loss

    def _answer(self, painter: QPainter, scene: Scene, places: PathPlaces) -> None:
        passes = scene.passes
        scores, shares, loss = (self._reached(scene, kind) for kind in (Kind.LOGITS, Kind.SOFTMAX, Kind.LOSS))
        if shares:
            self.rows.draw_ground(painter, passes, places)
            self.rows.draw_shares(painter, passes, places)
        if scores:
            self.rows.draw_scores(painter, passes, places)
        if loss:
            self._loss(painter, scene, places)
        stage = _place_of(scene, Kind.LOGITS)
        if scene.has_reached("backward", stage):
            gradient: FloatArray = passes.gradient(scene.stages[stage].output)
            self.rows.draw_difference(painter, passes, places, gradient)

    def _loss(self, painter: QPainter, scene: Scene, places: PathPlaces) -> None:
        passes, step = scene.passes, scene.result.step
        row = self.rows.target_row(passes, places, places.loss.large)
        written, quiet = short(passes.loss), ""
        if scene.halt.lane == "step" and step.after is not None:
            before, written = told_apart(step.before.loss, passes.loss)
            quiet = self._translator(text("was {loss}", loss=before))
        probability = float(passes.probabilities[passes.target])
        lines = (logarithm(probability), f"= {written}", quiet)
        block = draw_loss(painter, places.loss.large, row, lines, self._pixels, self._theme)
        y = min(row.center().y(), block.bottom() - 8)
        color = self._theme.palette.text_second
        draw_line_arrow(painter, QPointF(places.shares.large.right() + 8, y), QPointF(block.left() - 5, y), color)
        if scene.has_reached("backward", _place_of(scene, Kind.LOGITS)):
            difference = places.difference.large
            start = QPointF(block.left() + min(36.0, block.width() / 2), block.bottom() + 6)
            end = QPointF(difference.right() + 8, self._level(places.backward, difference))
            draw_return(painter, start, end, self.backward_color)

    @property
    def backward_color(self) -> str:
        """The colour of everything that goes back: that of numbers below zero."""
        return self._theme.palette.weights[0]

    def _reached(self, scene: Scene, kind: Kind) -> bool:
        return scene.has_reached("forward", _place_of(scene, kind))

    # -- arrows

    def _arrows(self, painter: QPainter, scene: Scene, places: PathPlaces) -> None:
        forward = [place.large for place in places.forward] + [places.scores.large]
        y = self._level(places.forward, places.scores.large)
        for number, (left, right) in enumerate(zip(forward, forward[1:], strict=False)):
            if scene.has_reached("forward", number + 1):
                self._arrow(painter, left.right(), right.left(), y, is_back=False)
        back = [places.kernel_gradient, *places.backward[scene.followed.stage :]]
        reached = [scene.has_reached("kernel", scene.followed.stage)]
        reached += [scene.has_reached("backward", place) for place in range(scene.followed.stage, len(forward) - 1)]
        chain = [place.large for place in back if place is not None] + [places.difference.large]
        y = self._level(places.backward, places.difference.large)
        for left, right, is_reached in zip(chain, chain[1:], reached, strict=False):
            if is_reached:
                self._arrow(painter, left.right(), right.left(), y, is_back=True)

    def _arrow(self, painter: QPainter, left: float, right: float, y: float, *, is_back: bool) -> None:
        length, middle = min(_LONGEST_ARROW, right - left - 9), (left + right) / 2
        if length < 8:
            return
        ends = QPointF(middle - length / 2, y), QPointF(middle + length / 2, y)
        if is_back:
            draw_line_arrow(painter, ends[1], ends[0], self.backward_color)
        else:
            draw_line_arrow(painter, *ends, self._theme.palette.text_second)

    def _level(self, places: tuple[Place | None, ...], rows: QRectF) -> float:
        """Return the height of a lane's arrows: the middle of its large maps."""
        return next((place.large.center().y() for place in places if place is not None), rows.center().y())


def cell_place(kernel: QRectF, values: FloatArray, row: int, column: int) -> QRectF:
    """Return where a cell of a kernel lies on the picture."""
    width, height = kernel.width() / values.shape[1], kernel.height() / values.shape[0]
    return QRectF(kernel.left() + column * width, kernel.top() + row * height, width, height)


def _place_of(scene: Scene, kind: Kind) -> int:
    return next(place for place, stage in enumerate(scene.stages) if stage.kind is kind)
