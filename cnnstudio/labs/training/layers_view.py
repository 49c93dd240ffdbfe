"""The view of the layers: how large their numbers and gradients are, and what the last batch was misread as."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import ByteArray
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training import layers_sentences as words
from cnnstudio.labs.training.layer_chart import LayerChart
from cnnstudio.labs.training.layer_rows import layer_rows
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.training.messages import BatchDetails
from cnnstudio.widgets.picture_gallery import PictureGallery
from cnnstudio.widgets.stage.fitted_text import draw_fitted
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.theme import BODY, Theme, interface_font

_CARD, _LEAST_CARD, _MOST_CARD = 0.28, 100, 190
"""Share of the height that the pictures take, and the heights between which that is, pixels."""
_PICTURE = 84
"""Side of a picture, pixels: rather fewer that can be seen."""

_NOTHING: ByteArray = np.zeros((0, 28, 28), np.uint8)


class LayersView(FollowingView[TrainingModel]):
    """The chart above, the pictures of the last batch below it."""

    def __init__(
        self, model: TrainingModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("training.layers_view", model, theme, translator, parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.chart = LayerChart(theme, translator, self)
        self.gallery = PictureGallery(theme, self, least=_PICTURE)
        self._card = QRect()
        self._title: Text | None = None
        self._captions.describe(self.chart, "training.layers", text("Sizes of outputs and gradients, layer by layer"))
        self._captions.describe(self.gallery, "training.mistakes", text("Misread pictures of the last batch"))

    # -- what it says

    def headline(self) -> Text:
        """Say what becomes of the gradient on its way back."""
        return words.layers_headline(self.chart.rows)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return words.layers_explanation(self.chart.rows)

    def focus(self) -> None:
        """Give the keyboard to the stage."""
        self.setFocus()

    # -- following

    def refresh(self) -> None:
        """Take up the last look into a batch."""
        run = self._model.run
        self.chart.show_rows(() if run is None else layer_rows(run, self._model.moment))
        details = None if run is None else run.details
        self._show_mistakes(details)
        self._arrange(details is not None)
        title = None
        if run is not None and details is not None:
            step = run.step_of(details.epoch, details.batch)
            title = words.mistakes_title(step, len(details.pictures), self._model.moment)
        if title != self._title:
            self._title = title
            self.update()
        self.changed.emit()

    def _show_mistakes(self, details: BatchDetails | None) -> None:
        if details is None:
            self.gallery.show_pictures(_NOTHING)
            return
        names = self._model.run.spec.class_names if self._model.run else ()
        pairs = [(names[true], names[answer]) for true, answer in zip(details.labels, details.answers, strict=True)]
        say = self._translator
        spoken = [say(text("{true} read as {answer}", true=true, answer=answer)) for true, answer in pairs]
        self.gallery.show_pictures(details.pictures, [f"{true} → {answer}" for true, answer in pairs], spoken)

    # -- layout and painting

    def _arrange(self, has_card: bool) -> None:
        margin = 32 if self.width() >= 800 else 16
        line = round(self.pixels(BODY) * 1.6)
        card = min(max(round(self.height() * _CARD), _LEAST_CARD + line), _MOST_CARD + line) if has_card else 0
        if self.height() - card < 160:
            card = 0
        room = self.width() - 2 * margin
        self._card = QRect(margin - 12, self.height() - card - 8, room + 24, card)
        bottom = self._card.top() - 10 if card else self.height() - 8
        self.chart.setGeometry(margin, 8, room, bottom - 8)
        inside = self._card.adjusted(12, line + 4, -12, -4)
        self.gallery.setGeometry(inside)
        self.gallery.setVisible(bool(card))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colors, say = QPainter(self), self._theme.palette, self._translator
        size = self.pixels(BODY)
        if not self.chart.rows:
            painter.setFont(interface_font(size))
            painter.setPen(QColor(colors.text_second))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            said = say(text("Measured four times a second, once training begins."))
            painter.drawText(QRectF(self.rect()).adjusted(32, 0, -32, 0), flags, said)
        elif self._title is not None and self._card.height() > 0:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.card))
            painter.drawRoundedRect(self._card, 8, 8)
            head = QRectF(self._card).adjusted(16, 6, -16, 0)
            head.setHeight(round(size * 1.6))
            draw_fitted(painter, head, say(self._title), size, colors.text, bold=True)
        painter.end()
