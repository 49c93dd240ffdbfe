"""What does not move in a grid, kept as drawn, so that a mark that moves over it costs no more than the mark."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from cnnstudio.widgets.grid_content import GridContent
from cnnstudio.widgets.grid_ground import draw_blank, unrevealed
from cnnstudio.widgets.grid_view import GridView
from cnnstudio.widgets.theme import Theme


class KeptLayer:
    """A picture that is drawn again only when what it shows has changed."""

    def __init__(self) -> None:
        self._drawn: QPixmap | None = None
        self._shown: object = None

    def forget(self) -> None:
        """Draw again the next time."""
        self._drawn = self._shown = None

    def pixmap(self, shown: object, size: QSizeF, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
        """Return the picture of what equals `shown`, at so many pixels a unit; where there is none yet, draw it."""
        key = (shown, size, ratio)
        if self._drawn is None or key != self._shown:
            self._drawn = QPixmap((size * ratio).toSize())
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._drawn)
            draw(painter)
            painter.end()
            self._shown = key
        return self._drawn


class GridLayers:
    """The ground of a grid of numbers, and the blank paper over the cells that are not revealed yet."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._ground, self._blank = KeptLayer(), KeptLayer()

    def forget(self) -> None:
        """Draw both again the next time, because colours or type changed."""
        self._ground.forget()
        self._blank.forget()

    def draw(
        self,
        painter: QPainter,
        draw_still: Callable[[QPainter], None],
        shown: tuple[GridContent, GridView],
        revealed: int | None,
        ratio: float,
    ) -> None:
        """Draw both as far as the painter lets, at so many pixels a unit; `draw_still` draws the ground of `shown`."""
        theme, (_, view) = self._theme, shown
        ground = self._ground.pixmap(shown, view.room, ratio, draw_still)
        painter.drawPixmap(0, 0, ground)
        if revealed is None:
            return
        blank = self._blank.pixmap(view, view.room, ratio, lambda kept: draw_blank(kept, view, theme.palette))
        for rows, columns in unrevealed(view, revealed):
            area = view.pixel_rect(rows, columns, ratio)
            painter.drawPixmap(area, blank, QRectF(area.topLeft() * ratio, area.size() * ratio))
