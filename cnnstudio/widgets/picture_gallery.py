"""Small pictures in rows, each with a word under it; one of them can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.widgets.accessible_cells import publish_cells, tell_focus
from cnnstudio.widgets.gallery_layout import LEAST, GalleryPlaces, place_gallery
from cnnstudio.widgets.grid_rings import draw_focus
from cnnstudio.widgets.map_sheets import MapSheets
from cnnstudio.widgets.stage.fitted_text import CENTRE, draw_fitted, words_width
from cnnstudio.widgets.theme import CAPTION, Theme, interface_font


class PictureGallery(QWidget):
    """Shows as many pictures as there is room for, each at least `least` wide; a click or Enter chooses one.

    Signals
    -------
    picture_chosen
        The number of a picture, from 0.
    """

    picture_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None, least: int = LEAST) -> None:
        super().__init__(parent)
        self._theme, self._least = theme, least
        self._pictures: ByteArray = np.zeros((0, 28, 28), np.uint8)
        self._captions: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self._places: GalleryPlaces | None = None
        self._sheets = MapSheets()
        self._cursor, self._pointed = -1, -1
        self._shown: FloatArray = np.zeros((0, 28, 28), np.float32)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        publish_cells(self)
        theme.subscribe(self._on_theme)

    def show_pictures(self, pictures: ByteArray, captions: Sequence[str] = (), names: Sequence[str] = ()) -> None:
        """Show other pictures.

        Parameters
        ----------
        pictures
            (n, H, W) bytes, 0 = paper, 255 = ink; the same array means the same pictures.
        captions
            What stands under each; empty for nothing.
        names
            What a screen reader reads of each.

        """
        captions, names = tuple(captions), tuple(names)
        if pictures is self._pictures and (captions, names) == (self._captions, self._names):
            return
        self._pictures, self._captions, self._names = pictures, captions, names
        self._cursor, self._pointed = min(self._cursor, len(pictures) - 1), -1
        self._forget()

    @property
    def places(self) -> tuple[QRectF, ...]:
        """Where the pictures lie that are shown."""
        if self._places is None:
            font = interface_font(self._type)
            widest = max((words_width(caption, font) for caption in self._captions), default=0.0)
            line = self._type * 1.35 if self._captions else 0.0
            room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            self._places = place_gallery(room, len(self._pictures), line, widest, self._least)
            self._shown = self._pictures[: len(self._places.pictures)].astype(np.float32)
        return self._places.pictures

    @property
    def _type(self) -> int:
        """Return the size of the words: in a low gallery the pictures come first."""
        return min(self._theme.scaled(CAPTION), max(CAPTION, self.height() // 7))

    @property
    def count(self) -> int:
        """How many pictures there is room for."""
        return len(self.places)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        places, colors = self.places, self._theme.palette
        if not places:
            return
        painter = QPainter(self)
        self._sheets.draw(painter, "pictures", self._shown, places, self._theme.colormaps.picture, 255.0)
        painter.setPen(QPen(QColor(colors.divider), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRects(list(places))
        if 0 <= self._pointed < len(places):
            painter.setPen(QPen(QColor(colors.text_second), 2))
            painter.drawRect(places[self._pointed])
        if self._captions and self._places is not None:
            for place, words in zip(places, self._captions, strict=False):
                middle = place.center().x()
                below = QRectF(middle - 200, place.bottom() + 1, 400, self._places.caption)
                draw_fitted(painter, below, words, self._type, colors.text_second, align=CENTRE)
        if self.hasFocus() and 0 <= self._cursor < len(places):
            draw_focus(painter, places[self._cursor], colors)
        painter.end()

    # -- interaction

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._picture_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._picture_at(event.position())
        if found >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._cursor = found
            self.picture_chosen.emit(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._cursor = max(self._cursor, 0)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        places = self.places
        columns = sum(place.top() == places[0].top() for place in places) if places else 1
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and places:
            self._cursor = min(max(self._cursor + step, 0), len(places) - 1)
            self.update()
            tell_focus(self)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._cursor < len(places):
            self.picture_chosen.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def _picture_at(self, place: QPointF) -> int:
        return next((number for number, rect in enumerate(self.places) if rect.contains(place)), -1)

    def _point_at(self, number: int) -> None:
        if number != self._pointed:
            self._pointed = number
            self.setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget()

    def _on_theme(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._places = None
        self.update()

    # -- screen readers

    def accessible_cells(self) -> PictureGallery:
        """Return the pictures, for which the gallery itself answers."""
        return self

    def cell_count(self) -> int:
        """Return how many pictures there are to be seen."""
        return len(self.places)

    def cell_name(self, index: int) -> str:
        """Return what is read out of a picture."""
        return self._names[index] if index < len(self._names) else str(index + 1)

    def cell_rect(self, index: int) -> QRectF:
        """Return where a picture lies."""
        return self.places[index]

    def focused_cell(self) -> int | None:
        """Return the picture on which the keyboard acts."""
        return self._cursor if 0 <= self._cursor < len(self.places) else None
