"""The confusion view: how often each digit was read as each, and the pictures of a cell."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import ByteArray
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training import confusion_sentences as words
from cnnstudio.labs.training.confusion_layout import ConfusionPlaces, place_confusion
from cnnstudio.labs.training.confusion_matrix import ConfusionMatrix
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.readings import tested_epoch
from cnnstudio.ops.window import Pair
from cnnstudio.widgets.picture_gallery import PictureGallery
from cnnstudio.widgets.stage.fitted_text import draw_fitted, draw_heading
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.theme import BODY, CAPTION, Theme, interface_font

_MOST = 200
"""So many pictures of a cell are looked at; nobody looks at more."""

_NOTHING: ByteArray = np.zeros((0, 28, 28), np.uint8)


class ConfusionView(FollowingView[TrainingModel]):
    """A click on a cell shows its pictures, a click on a picture makes it the drawing of all labs."""

    def __init__(
        self, model: TrainingModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("training.confusion_view", model, theme, translator, parent)
        self.matrix = ConfusionMatrix("training.confusion", theme, translator, self)
        self.gallery = PictureGallery(theme, self)
        self._places: ConfusionPlaces | None = None
        self._indices: tuple[int, ...] = ()
        self._counts: words.Counts | None = None
        """Kept, so that its id is that of no other array."""
        self._shown: tuple[object, ...] = ()
        self._written: tuple[object, ...] = ()
        tip = text("Click a picture, or press Enter, to draw it in all labs")
        self._captions.describe(self.gallery, "training.gallery", text("Pictures of the cell"), tip=tip)
        self.matrix.cell_chosen.connect(lambda cell: self._model.update(cell=cell))
        self.gallery.picture_chosen.connect(self._on_picture)

    # -- what it says

    def headline(self) -> Text:
        """Say how many test digits were misread."""
        said = words.confusion_headline(self._model.confusion, self._names, self._model.params.cell)
        return words.dated_headline(said, self._epoch)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return words.confusion_explanation(self._model.confusion)

    def focus(self) -> None:
        """Give the keyboard to the matrix."""
        self.matrix.grid.setFocus()

    @property
    def _names(self) -> tuple[str, ...]:
        return self._model.run.spec.class_names if self._model.run else ()

    @property
    def _epoch(self) -> int | None:
        """After which epoch the answers were counted; None where nothing has been."""
        return tested_epoch(self._model.run, self._model.moment)

    @property
    def cell(self) -> Pair | None:
        """The cell whose pictures are shown: the chosen one, or the most frequent mistake."""
        counts = self._model.confusion
        return None if counts is None else self._model.params.cell or words.worst_cell(counts)

    # -- following

    def refresh(self) -> None:
        """Take up the answers of the last test."""
        self._arrange()
        counts, cell = self._model.confusion, self.cell
        self.matrix.setVisible(counts is not None)
        self.gallery.setVisible(counts is not None)
        if counts is not None:
            self.matrix.show_counts(counts, self._names, cell)
        shown = (id(counts), cell, id(self._model.test_set), self._translator.language)
        if shown != self._shown:
            self._shown, self._counts = shown, counts
            self._show_pictures(cell)
        self._repaint_words()
        self.changed.emit()

    def _show_pictures(self, cell: Pair | None) -> None:
        model, run = self._model, self._model.run
        self._indices = model.pictures_of(*cell) if cell is not None else ()
        test = run.test_at(model.moment) if run else None
        if model.test_set is None or test is None or cell is None or not self._indices:
            self.gallery.show_pictures(_NOTHING)
            return
        chosen = list(self._indices[:_MOST])
        shares = [f"{min(99, round(share * 100))} %" for share in test.shares[chosen].tolist()]
        said = self._translator(words.gallery_title(self._names, cell))
        names = [f"{said}, {share}" for share in shares]
        self.gallery.show_pictures(model.test_set.images[chosen], shares, names)

    def _on_picture(self, number: int) -> None:
        self._model.show_test_image(self._indices[number])

    # -- layout and painting

    def _arrange(self) -> None:
        title, caption = round(self.pixels(BODY) * 1.7), round(self.pixels(CAPTION) * 1.4)
        places = place_confusion(self.width(), self.height(), title, caption)
        if places != self._places:
            self._places = places
            self.matrix.setGeometry(places.matrix)
            self.gallery.setGeometry(places.gallery)
            self.update()

    def _repaint_words(self) -> None:
        written = (self.cell, len(self._indices), self.gallery.count, self._epoch)
        if written != self._written:
            self._written = written
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, places = QPainter(self), self._places
        if places is not None and self._model.confusion is None:
            painter.setFont(interface_font(self.pixels(BODY)))
            painter.setPen(QColor(self._theme.palette.text_second))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            said = self._translator(text("Counted after each epoch, on the test digits."))
            painter.drawText(QRectF(self.rect()).adjusted(32, 0, -32, 0), flags, said)
        elif places is not None:
            self._draw_titles(painter, places)
        painter.end()

    def _draw_titles(self, painter: QPainter, places: ConfusionPlaces) -> None:
        colors, say = self._theme.palette, self._translator
        size, caption = self.pixels(BODY), self.pixels(CAPTION)
        heading = say(words.matrix_title(self._epoch)), say(text("true ↓, read as →"))
        draw_heading(painter, QRectF(places.title), *heading, (size, caption), (colors.text, colors.text_second))
        cell, counts = self.cell, self._model.confusion
        if cell is None or counts is None:
            return
        said = say(words.gallery_title(self._names, cell))
        draw_fitted(painter, QRectF(places.gallery_title), said, size, colors.text, bold=True)
        painter.setFont(interface_font(caption))
        painter.setPen(QColor(colors.text_second))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        note = say(words.gallery_note(len(self._indices), self.gallery.count))
        painter.drawText(QRectF(places.gallery_note), flags, note)
