"""The words over the columns of both lanes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.path import names
from cnnstudio.labs.path.places import PathPlaces, Place
from cnnstudio.labs.path.scene import Scene
from cnnstudio.nets.spec import Conv2d
from cnnstudio.widgets.painting import is_vector
from cnnstudio.widgets.stage.fitted_text import draw_fitted, fitted_font, words_width
from cnnstudio.widgets.theme import BODY, CAPTION, Theme, interface_font

_AIR = 6.0
"""Least room between the headings of two columns."""


@dataclass(frozen=True)
class _Heading:
    """Words over a column: in full first, shorter ones after them, and whether there is anything below them yet."""

    room: QRectF
    options: tuple[Text, ...]
    is_reached: bool = True


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
        colors, passes = self._theme.palette, scene.passes
        titles, captions = [], []
        columns = [*places.forward, places.scores, places.shares, places.loss]
        for number, (stage, place) in enumerate(zip(scene.stages, columns, strict=True)):
            upper, lower = self._halves(place)
            options = names.title(stage, passes.network.spec), names.short_title(stage, passes.network.spec)
            titles.append(_Heading(upper, options))
            captions.append(_Heading(lower, names.captions(stage, passes), scene.has_reached("forward", number)))
            self._tint(painter, _room(place), scene.halt.lane == "forward" and scene.halt.stage == number)
        self._write_row(painter, titles, self._pixels(BODY), colors.text, bold=True)
        self._write_row(painter, captions, self._pixels(CAPTION), colors.text_third)

    def _halves(self, place: Place) -> tuple[QRectF, QRectF]:
        """Return the lines of title and caption; on a small stage there is none for the caption."""
        room = _room(place)
        share = 0.54 if room.height() > self._pixels(BODY + 6) + 4 else 1.0
        upper = QRectF(room.left(), room.top(), room.width(), room.height() * share)
        return upper, QRectF(room.left(), upper.bottom(), room.width(), room.height() - upper.height())

    def _backward(self, painter: QPainter, scene: Scene, places: PathPlaces) -> None:
        colors, spec = self._theme.palette, scene.passes.network.spec
        number, halt = scene.result.following.kernel, scene.halt
        into = names.into_kernel(number, is_kernel=self._is_kernel(scene))
        self._tint(painter, _room(places.kernel_gradient), halt.lane in ("kernel", "step"))
        headings = [_Heading(_room(places.kernel_gradient), into)]
        for back, place in enumerate((*places.backward, places.difference)):
            if place is not None:
                self._tint(painter, _room(place), halt.lane == "backward" and halt.stage == back)
                headings.append(_Heading(_room(place), names.ways_back(scene.stages[back], spec)))
        self._write_row(painter, headings, self._pixels(CAPTION), colors.text_second)
        self._card_title(painter, places.card_title)

    def _card_title(self, painter: QPainter, line: QRectF) -> None:
        """Say once what the colours of the gradients mean."""
        if line.isEmpty():
            return
        colors, size = self._theme.palette, self._pixels(BODY)
        name = self._translator(text("Backward"))
        draw_fitted(painter, line, name, size, colors.weights[0], bold=True)
        left = words_width(name, interface_font(size, bold=True)) + 10
        self._write_row(painter, [_Heading(line.adjusted(left, 0, 0, 0), _LEGENDS)], size, colors.text_second)

    def _kernel(self, painter: QPainter, scene: Scene, places: PathPlaces) -> None:
        number, count = scene.result.following.kernel, scene.followed.shape[0]
        name = names.kernel_name(number, count, is_kernel=self._is_kernel(scene))
        short = Text("{place} / {count}", (("place", number + 1), ("count", count)))
        heading = _Heading(places.kernel_title, (name, short))
        self._write_row(painter, [heading], self._pixels(CAPTION), self._theme.palette.text_second)

    # -- parts

    def _is_kernel(self, scene: Scene) -> bool:
        return isinstance(scene.passes.network.spec.layers[scene.followed.layer], Conv2d)

    def _tint(self, painter: QPainter, room: QRectF, is_now: bool) -> None:
        """Mark where the walk stands."""
        if is_now:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.palette.selected))
            painter.drawRoundedRect(room.adjusted(-6, -1, 2, 1), 6, 6)

    def _write_row(
        self, painter: QPainter, headings: list[_Heading], pixels: int, color: str, *, bold: bool = False
    ) -> None:
        """Write each heading in the first of its words that fits, all at one size; rather nothing than cut words."""
        smallest = interface_font(min(CAPTION, pixels), bold=bold)
        chosen = []
        for heading in headings:
            options = (self._translator(words) for words in heading.options)
            fits = (words for words in options if words_width(words, smallest) <= heading.room.width())
            chosen.append((heading, next(fits, "")))
        sizes = (fitted_font(words, heading.room.width(), pixels, bold=bold).pixelSize() for heading, words in chosen)
        size = min(sizes, default=pixels)
        for heading, words in chosen:
            if heading.is_reached and not heading.room.isEmpty():
                draw_fitted(painter, heading.room, words, size, color, bold=bold)


def _room(place: Place) -> QRectF:
    return place.heading.adjusted(0, 0, -_AIR, 0)


_LEGENDS = (
    text("Orange: a larger number here would lower the loss. Purple: it would raise the loss."),
    text("Orange: a larger number here would lower the loss."),
)
"""What the colours of the gradients mean, said once."""
