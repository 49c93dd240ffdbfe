"""The runs that are kept, the newest first: how their line looks, what they are called, how well they read."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.reached import reached
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.run_actions import RunActions
from cnnstudio.labs.training.run_style import style_of
from cnnstudio.labs.training.setting_words import summary
from cnnstudio.labs.training.told import value_words
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.curve_traces import PENS
from cnnstudio.widgets.theme import BODY, CAPTION, Theme

_NUMBER = Qt.ItemDataRole.UserRole
_LINE, _VALUE = 26, 62
"""Width of the line's sample and of the percentage, pixels at 100 %."""

Index = QModelIndex | QPersistentModelIndex


class RunList(QListWidget):
    """A click looks at a run, Space shows its curves beside it or not, F2 renames it, Delete forgets it."""

    def __init__(self, model: TrainingModel, theme: Theme, translator: Translator, actions: RunActions) -> None:
        super().__init__()
        self._model, self._theme, self._translator, self._actions = model, theme, translator, actions
        self._captions = Captions(translator)
        self._live_words = ""
        tip = text(
            "Click: look at it. Space: its curves beside others. F2: name it. Delete: forget it. Right click: more"
        )
        self._captions.describe(self, "training.runs", text("Runs"), tip=tip, key="L")
        self.setItemDelegate(_RowPainter(model, theme, translator, self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed | QListWidget.EditTrigger.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_current)
        self.itemChanged.connect(self._on_renamed)
        model.settings.subscribe(self.refresh)
        model.subscribe(self._on_tick)
        theme.subscribe(self.refresh)
        translator.subscribe(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the runs of the moment."""
        runs = self._model.runs[::-1]
        with QSignalBlocker(self):
            if [self.item(row).data(_NUMBER) for row in range(self.count())] != [run.number for run in runs]:
                self.clear()
                for run in runs:
                    item = QListWidgetItem(self)
                    item.setData(_NUMBER, run.number)
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            for row, run in enumerate(runs):
                self._fill(self.item(row), run)
        self.viewport().update()  # numbers may have changed

    def _fill(self, item: QListWidgetItem, run: Run) -> None:
        title, words = self._translator(run.title), self._translator(summary(run))
        item.setText(title)
        value = value_words(self._model.telling, run)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {words}, {value}")
        item.setToolTip(f"{title}: {words}. {self._translator(reached(run))}")
        if run is self._model.run:
            self.setCurrentItem(item)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count():
            painter = QPainter(self.viewport())
            painter.setFont(self._theme.font(CAPTION))
            painter.setPen(QColor(self._theme.palette.text_second))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            said = text("Each run is kept here, to look at it again and to compare.")
            painter.drawText(self.viewport().rect(), flags, self._translator(said))
            painter.end()

    def use_height(self, height: int) -> None:
        """Be so high; more runs than fit scroll."""
        self.setFixedHeight(height)
        self.scrollToItem(self.currentItem())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if not self.count():
            event.ignore()
        elif event.key() == Qt.Key.Key_Space:
            self._actions.turn(item.data(_NUMBER))
        elif not self._actions.handle_key(event, item.data(_NUMBER), self):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.RightButton:  # that opens a menu, and looks at no other run
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_key else self.itemAt(event.pos())
        if self.count() and item is not None:
            place = self.viewport().mapToGlobal(self.visualItemRect(item).center()) if by_key else event.globalPos()
            self._actions.menu(item.data(_NUMBER), partial(self._rename, item.data(_NUMBER)), self).popup(place)
            event.accept()

    def _rename(self, number: int) -> None:
        for item in (self.item(row) for row in range(self.count())):
            if item.data(_NUMBER) == number:
                self.editItem(item)

    def _on_tick(self) -> None:
        """Show how well the run under way reads by now."""
        run = self._model.active_run
        words = value_words(self._model.telling, run) if run else ""
        if words != self._live_words and self.isVisible():
            self._live_words = words
            self.viewport().update()

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._model.choose_run(item.data(_NUMBER))

    def _on_renamed(self, item: QListWidgetItem) -> None:
        self._model.rename_run(item.data(_NUMBER), item.text())


class _RowPainter(QStyledItemDelegate):
    """Draws the line's sample, two lines of words, and the percentage."""

    def __init__(self, model: TrainingModel, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._theme, self._translator = model, theme, translator

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, row_height(self._theme))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        run = next((run for run in self._model.runs if run.number == index.data(_NUMBER)), None)
        if run is None:
            return
        area, palette = QRectF(option.rect), self._theme.palette
        is_chosen = run is self._model.run
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.setBrush(QColor(palette.selected))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.text), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
        self._paint_line(painter, area, run, is_chosen=is_chosen)
        self._paint_words(painter, area, run, is_chosen=is_chosen)
        painter.restore()

    def _paint_line(self, painter: QPainter, area: QRectF, run: Run, *, is_chosen: bool) -> None:
        palette, width = self._theme.palette, self._theme.scaled(_LINE)
        if not is_chosen and run not in self._model.other_runs:
            return
        color, line = style_of(run.number)
        painter.setPen(QPen(QColor(getattr(palette, color)), 3 if is_chosen else 2, PENS[line][1]))
        left, middle = area.left() + self._theme.scaled(8), area.center().y()
        painter.drawLine(int(left), int(middle), int(left + width), int(middle))

    def _paint_words(self, painter: QPainter, area: QRectF, run: Run, *, is_chosen: bool) -> None:
        theme, palette = self._theme, self._theme.palette
        left, value = theme.scaled(_LINE + 16), theme.scaled(_VALUE)
        words = area.adjusted(left, theme.scaled(4), -value - 4, -theme.scaled(4))
        upper = QRectF(words.left(), words.top(), words.width(), words.height() * 0.55)
        lower = QRectF(words.left(), upper.bottom(), words.width(), words.height() * 0.45)
        in_the_middle, at_the_end = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
        for box, line, size, color, elide in (
            (upper, self._translator(run.title), BODY, palette.text, in_the_middle),
            (lower, self._translator(summary(run)), CAPTION, palette.text_second, at_the_end),
        ):
            painter.setFont(theme.font(size))
            painter.setPen(QColor(color))
            cut = painter.fontMetrics().elidedText(line, elide, int(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)
        painter.setFont(theme.font(BODY, bold=is_chosen))
        painter.setPen(QColor(palette.text))
        box = QRectF(area.right() - value - 8, area.top(), value, area.height())
        known = value_words(self._model.telling, run)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, known)


def row_height(theme: Theme) -> int:
    """Return the height of a row."""
    return theme.scaled(BODY + CAPTION + 18)
