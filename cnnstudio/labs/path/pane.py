"""The painted path as a widget: what is pointed at, where the keyboard is, and what screen readers find."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from cnnstudio.core.texts import Translator
from cnnstudio.labs.path.picture import PathPicture
from cnnstudio.labs.path.places import PathPlaces
from cnnstudio.labs.path.scene import Scene
from cnnstudio.labs.path.spots import Spot, name_of, spot_at, stops_of
from cnnstudio.widgets.accessible_cells import publish_cells, tell_focus
from cnnstudio.widgets.grid_rings import draw_focus
from cnnstudio.widgets.painting import is_vector
from cnnstudio.widgets.theme import Theme

_TABBED = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class PathPane(QWidget):
    """Arrows walk from stage to stage once Tab has led here; else they are left to the parent, who steps.

    Signals
    -------
    chosen
        The `Spot` that was clicked, or entered by key.
    turned
        A `Spot` and +1 or −1: its next map or weight is wanted, or the one before.
    entered
        The `Spot` under the pointer or the keyboard; None when it leaves.
    """

    chosen = Signal(object)
    turned = Signal(object, int)
    entered = Signal(object)

    def __init__(self, picture: PathPicture, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture, self._theme, self._translator = picture, theme, translator
        self._shown: tuple[Scene, PathPlaces] | None = None
        self._cursor: Spot | None = None
        self._pointed: Spot | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        publish_cells(self)

    @property
    def cursor_spot(self) -> Spot | None:
        """Where the keyboard acts."""
        return self._cursor

    @property
    def spot(self) -> Spot | None:
        """What is pointed at, by mouse or keyboard."""
        return self._pointed or self._cursor

    def show_scene(self, shown: tuple[Scene, PathPlaces] | None) -> None:
        """Paint another scene, laid out; None for nothing."""
        self._shown = shown
        spots = [stop for stop, _ in self._stops()]
        if self._cursor not in spots:
            self._cursor = None
        if shown is None or (self._pointed is not None and not shown[0].has_reached("forward", self._pointed.stage)):
            self._pointed = None
        self.update()

    def area_of(self, spot: Spot) -> QRectF:
        """Return where a stop lies; empty where it is not shown."""
        return dict(self._stops()).get(spot, QRectF())

    def _stops(self) -> tuple[tuple[Spot, QRectF], ...]:
        return () if self._shown is None else stops_of(*self._shown)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._shown is None or is_vector(painter):
            painter.fillRect(event.rect(), QColor(self._theme.palette.stage))
        if self._shown is not None:
            self._picture.draw(painter, *self._shown)
        if self.hasFocus() and self._cursor is not None:
            draw_focus(painter, self.area_of(self._cursor).adjusted(-6, -6, 6, 6), self._theme.palette)
        painter.end()

    # -- pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(None if self._shown is None else spot_at(*self._shown, event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = None if self._shown is None else spot_at(*self._shown, event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(found)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def _point_at(self, spot: Spot | None) -> None:
        if spot != self._pointed:
            self._pointed = spot
            shape = Qt.CursorShape.ArrowCursor if spot is None else Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)
            self.entered.emit(spot)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._shown is not None:
            found = spot_at(*self._shown, event.pos().toPointF())
            if found is not None:
                QToolTip.showText(event.globalPos(), self._translator(name_of(self._shown[0], found)), self)
                return True
        return super().event(event)

    # -- keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor on the first stage only for who comes by Tab; others step with the arrows."""
        stops = self._stops()
        if event.reason() in _TABBED and stops:
            self._go_to(stops[0][0])
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._cursor = None
            self.entered.emit(None)
        self.update()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        spots, key = [stop for stop, _ in self._stops()], Qt.Key(event.key())
        if self._cursor not in spots:
            event.ignore()
            return
        place = spots.index(self._cursor)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key == Qt.Key.Key_Right else -1
            self._go_to(spots[min(max(place + by, 0), len(spots) - 1)])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.turned.emit(self._cursor, 1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self._cursor)
        elif key == Qt.Key.Key_Escape:
            self._go_to(None)
        else:
            event.ignore()

    def _go_to(self, spot: Spot | None) -> None:
        self._cursor = spot
        self.update()
        self.entered.emit(spot)
        tell_focus(self)

    # -- screen readers

    def accessible_cells(self) -> PathPane:
        """Return the stops, for which the pane itself answers."""
        return self

    def cell_count(self) -> int:
        """Return how many stops there are."""
        return len(self._stops())

    def cell_name(self, index: int) -> str:
        """Return what is read out of a stop: its name and its numbers."""
        if self._shown is None:
            return ""
        return self._translator(name_of(self._shown[0], self._stops()[index][0]))

    def cell_rect(self, index: int) -> QRectF:
        """Return where a stop lies."""
        return self._stops()[index][1]

    def focused_cell(self) -> int | None:
        """Return the stop on which the keyboard acts."""
        spots = [stop for stop, _ in self._stops()]
        return spots.index(self._cursor) if self._cursor in spots else None
