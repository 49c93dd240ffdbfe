"""The strip of kernels as something to choose from: by a click, or by arrows and Enter."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Translator
from cnnstudio.labs.training.kernel_strip import KernelStrip
from cnnstudio.widgets.accessible_cells import tell_focus
from cnnstudio.widgets.grid_keys import chooses, step_of
from cnnstudio.widgets.grid_rings import draw_focus
from cnnstudio.widgets.theme import Theme

_REACH = 2.0


class KernelChooser(KernelStrip):
    """A ring shows the kernel, and its map, under the pointer or the keyboard.

    Signals
    -------
    kernel_chosen
        The number of the kernel, from 0, that was clicked, or chosen with Enter.
    walked
        That to which an arrow key came.
    """

    kernel_chosen = Signal(int)
    walked = Signal(int)

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(theme, translator, parent)
        self._pointed: int | None = None
        self._cursor: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click beside the kernels gives the keyboard to the stage

    def kernel_at(self, place: QPointF) -> int | None:
        """Return which kernel, or map of one, lies under a point."""
        if self.places is None:
            return None
        every = itertools.chain(enumerate(self.places.kernels), enumerate(self.places.maps))
        return next((index for index, cell in every if cell.contains(place)), None)

    def focused_cell(self) -> int | None:
        """Return the kernel on which the keyboard acts; None before it came to one."""
        return self._cursor if self._cursor is not None and self._cursor < self.cell_count() else None

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        places, cursor = self.places, self.focused_cell()
        shown = cursor if self.hasFocus() and cursor is not None else self._pointed
        if places is None or shown is None or shown >= len(places.kernels):
            return
        painter = QPainter(self)
        for cells in (places.kernels, places.maps[: len(places.kernels)]):
            if cells:
                cell = cells[shown].adjusted(-_REACH, -_REACH, _REACH, _REACH)
                draw_focus(painter, cell & self.rect().toRectF().adjusted(1, 1, -1, -1), self._theme.palette)
        painter.end()

    # -- mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.kernel_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.kernel_at(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(found)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.kernel_chosen.emit(found)
        else:
            super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def _point_at(self, found: int | None) -> None:
        if found != self._pointed:
            self._pointed = found
            self.setCursor(Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    # -- keyboard

    def event(self, event: QEvent) -> bool:
        # Arrows and Enter are shortcuts of the whole window too; here they act on the kernels.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        return self.cell_count() > 0 and (step_of(event) is not None or chooses(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._takes(event):
            super().keyPressEvent(event)
        elif (step := step_of(event)) is not None:
            self._walk(*step)
        elif (index := self.focused_cell()) is not None:
            self.kernel_chosen.emit(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.focused_cell() is None and self.cell_count():
            self._cursor = 0
        super().focusInEvent(event)
        tell_focus(self)

    def _walk(self, down: int, right: int) -> None:
        last, here = self.cell_count() - 1, self.focused_cell() or 0
        places = self.places.kernels if self.places else ()
        columns = sum(place.top() == places[0].top() for place in places)
        there = here + right + down * columns
        if 0 <= there <= last:
            self._go_to(there)
            self.walked.emit(there)

    def _go_to(self, index: int) -> None:
        self._cursor = index
        self.update()
        tell_focus(self)
