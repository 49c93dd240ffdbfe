"""The words over the columns of both lanes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.path import names
from cnnstudio.labs.path.places import PathPlaces, Place
from cnnstudio.labs.path.scene import Scene
from cnnstudio.labs.path.stages import Kind
from cnnstudio.nets.spec import Conv2d
from cnnstudio.widgets.painting import is_vector
from cnnstudio.widgets.stage.fitted_text import draw_fitted, words_width
from cnnstudio.widgets.theme import BODY, CAPTION, Theme, interface_font

_AIR = 6.0
"""Least room between the headings of two columns."""


class Headings:
    """Draws the card of the backward lane, titles and captions; words that would not fit give way to shorter ones.

    On screen they are painted once and kept: no stroke changes them.
    """

    def __init__(self, theme: Theme, translator: Translator, pixels: Callable[[float], int]) -> None:
        self._theme, self._translator, self._pixels = theme, translator, pixels
        self._kept: tuple[object, QPixmap] | None = None

    def draw(self, painter: QPainter, scene: Scene, places: PathPlaces) -> None:
        """Draw all of it; the heading of the halt of the moment is tinted."""
        if is_vector(painter):
            self._draw(painter, scene, places)
            return
        ratio = painter.device().devicePixelRatioF()
        look = self._theme.palette, self._theme.zoom, self._translator.language, ratio
        network, following = scene.passes.network.spec, scene.result.following
        wanted = look, places, scene.halt, network, following.kernel, scene.passes.target
        if self._kept is None or self._kept[0] != wanted:
            self._kept = wanted, self._painted(scene, places, ratio)
        painter.drawPixmap(0, 0, self._kept[1])

    def _painted(self, scene: Scene, places: PathPlaces, ratio: float) -> QPixmap:
        size = places.card.bottomRight().toPoint() + QPoint(32, 8)
        pixmap = QPixmap(QSize(size.x(), size.y()) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(self._theme.palette.stage))
        painter = QPainter(pixmap)
        self._draw(painter, scene, places)
        painter.end()
        return pixmap

    def _draw(self, painter: QPainter, scene: Scene, places: PathPlaces) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.palette.card))
        painter.drawRoundedRect(places.card, 8, 8)
        self._forward(painter, scene, places)
        self._backward(painter, scene, places)
        self._kernel(painter, scene, places)

    def _forward(self, painter: QPainter, scene: Scene, places: PathPlaces) -> None:
        colors, spec = self._theme.palette, scene.passes.network.spec
        columns = [*places.forward, places.scores, places.shares, places.loss]
        for number, (stage, place) in enumerate(zip(scene.stages, columns, strict=True)):
            room = self._room(place)
            self._tint(painter, room, scene.halt.lane == "forward" and scene.halt.stage == number)
            has_caption = room.height() > self._pixels(BODY + 6) + 4
            upper, lower = QRectF(room), QRectF(room)
            if has_caption:
                upper.setHeight(room.height() * 0.54)
                lower.setTop(upper.bottom())
            options = names.title(stage, spec), names.short_title(stage, spec)
            self._write(painter, upper, options, self._pixels(BODY), colors.text, bold=True)
            if has_caption and scene.has_reached("forward", number):
                self._write(
                    painter, lower, names.captions(stage, scene.passes), self._pixels(CAPTION), colors.text_third
                )

    def _backward(self, painter: QPainter, scene: Scene, places: PathPlaces) -> None:
        colors, size = self._theme.palette, self._pixels(BODY)
        name = self._translator(text("Backward"))
        line = places.card_title
        font = interface_font(size, bold=True)
        left = words_width(name, font) + 10
        rest = QRectF(line.left() + left, line.top(), line.width() - left, line.height())
        if not line.isEmpty():
            draw_fitted(painter, line, name, size, colors.weights[0], bold=True)
            self._write(painter, rest, _LEGENDS, size, colors.text_second)
        for number, place in enumerate(places.backward):
            if place is not None:
                self._back_heading(painter, scene, place, number)
        logits = next(place for place, stage in enumerate(scene.stages) if stage.kind is Kind.LOGITS)
        self._back_heading(painter, scene, places.difference, logits)

    def _back_heading(self, painter: QPainter, scene: Scene, place: Place, number: int) -> None:
        spec, stage = scene.passes.network.spec, scene.stages[number]
        options = names.ways_back(stage, spec)
        is_now = scene.halt.lane == "backward" and scene.halt.stage == number
        self._small(painter, self._room(place), options, is_now)

    def _kernel(self, painter: QPainter, scene: Scene, places: PathPlaces) -> None:
        number, count = scene.result.following.kernel, scene.followed.shape[0]
        is_kernel = isinstance(scene.passes.network.spec.layers[scene.followed.layer], Conv2d)
        name = names.kernel_name(number, count, is_kernel=is_kernel)
        size = self._pixels(CAPTION)
        short = Text("{place} / {count}", (("place", number + 1), ("count", count)))
        self._write(painter, places.kernel_title, (name, short), size, self._theme.palette.text_second)
        into = names.into_kernel(number, is_kernel=is_kernel)
        self._small(painter, self._room(places.kernel_gradient), into, scene.halt.lane in ("kernel", "step"))

    # -- parts

    def _small(self, painter: QPainter, room: QRectF, options: tuple[Text, ...], is_now: bool) -> None:
        colors = self._theme.palette
        self._tint(painter, room, is_now)
        self._write(painter, room, options, self._pixels(CAPTION), colors.text if is_now else colors.text_second)

    def _room(self, place: Place) -> QRectF:
        return place.heading.adjusted(0, 0, -_AIR, 0)

    def _tint(self, painter: QPainter, room: QRectF, is_now: bool) -> None:
        """Mark where the walk stands."""
        if is_now:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.palette.selected))
            painter.drawRoundedRect(room.adjusted(-6, -1, 2, 1), 6, 6)

    def _write(
        self,
        painter: QPainter,
        room: QRectF,
        options: tuple[Text, ...],
        pixels: int,
        color: str,
        *,
        bold: bool = False,
    ) -> None:
        """Write the first of the words that fits at a caption's size or larger; rather nothing than cut words."""
        smallest = interface_font(min(CAPTION, pixels), bold=bold)
        written = [self._translator(words) for words in options]
        fitting = next((words for words in written if words_width(words, smallest) <= room.width()), None)
        if fitting is not None:
            draw_fitted(painter, room, fitting, pixels, color, bold=bold)


_LEGENDS = (
    text("Orange: a larger number here would lower the loss. Purple: it would raise the loss."),
    text("Orange: a larger number here would lower the loss."),
)
"""What the colours of the gradients mean, said once."""
