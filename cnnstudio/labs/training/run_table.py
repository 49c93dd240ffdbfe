"""The table of the runs: which are shown, what they are called, in what they differ and what they reached."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from cnnstudio.core.resources import resource_path
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.column_table import ColumnTable
from cnnstudio.labs.training.comparison import RunLine
from cnnstudio.labs.training.run_actions import RunActions
from cnnstudio.widgets.theme import CAPTION, Theme

_NUMBER = Qt.ItemDataRole.UserRole


class RunTable(ColumnTable):
    """A click looks at a run, its box shows or hides its curve, F2 names it, Delete forgets it.

    Signals
    -------
    chosen
        The number of the run to look at.
    shown
        The number of a run, and whether its curve is to be shown.
    named
        The number of a run, and what it is to be called.
    """

    chosen = Signal(int)
    shown = Signal(int, bool)
    named = Signal(int, str)

    def __init__(self, theme: Theme, translator: Translator, actions: RunActions, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._translator, self._actions = translator, actions
        self._state: tuple[object, ...] = ()
        self._lines: tuple[RunLine, ...] = ()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.itemChanged.connect(self._on_item)
        self.currentCellChanged.connect(self._on_current)
        theme.subscribe(self._on_theme)
        self._on_theme()

    def show_runs(
        self,
        columns: Sequence[Text],
        lines: Sequence[RunLine],
        shown: Sequence[int],
        current: int | None,
        colors: dict[int, str],
    ) -> None:
        """Show a row a run; `shown` are the numbers of those whose curves are drawn, in `colors` of the palette."""
        state = (tuple(columns), tuple(lines), tuple(shown), current, self._translator.language, tuple(colors.items()))
        if state == self._state:
            return
        is_other_shape = not self._state or state[0] != self._state[0] or len(lines) != self.rowCount()
        self._state, self._lines = state, tuple(lines)
        with QSignalBlocker(self):
            if is_other_shape:
                self.setColumnCount(len(columns) + 1)
                self.setRowCount(len(lines))
            say = self._translator
            self.setHorizontalHeaderLabels([say(text("Run")), *(say(column) for column in columns)])
            for row, line in enumerate(lines):
                self._fill(row, line, line.number in shown, line.number == current, colors)
            self.fit()

    def forget(self) -> None:
        """Fill all cells anew at the next showing."""
        self._state = ()

    def _fill(self, row: int, line: RunLine, is_shown: bool, is_current: bool, colors: dict[int, str]) -> None:
        say, flag = self._translator, Qt.ItemFlag
        title = self.item(row, 0) or QTableWidgetItem()
        title.setText(say(line.title))
        title.setToolTip(say(line.title))
        title.setData(_NUMBER, line.number)
        title.setFlags(flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable | flag.ItemIsUserCheckable)
        title.setCheckState(Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)
        font = QFont()  # its size is the table's
        font.setWeight(QFont.Weight.DemiBold if is_current else QFont.Weight.Normal)
        title.setFont(font)
        title.setForeground(QColor(getattr(self._theme.palette, colors.get(line.number, "text"))))
        if self.item(row, 0) is None:
            self.setItem(row, 0, title)
        for column, cell in enumerate(line.cells, start=1):
            item = self.item(row, column) or QTableWidgetItem()
            item.setText(cell if isinstance(cell, str) else say(cell))
            item.setFlags(flag.ItemIsEnabled | flag.ItemIsSelectable)
            if self.item(row, column) is None:
                self.setItem(row, column, item)
        if is_current and self.currentRow() != row:
            self.setCurrentCell(row, 0)

    def _number(self, row: int) -> int | None:
        item = self.item(row, 0)
        return None if item is None else item.data(_NUMBER)

    def _on_current(self, row: int, _column: int, before: int, _before: int) -> None:
        number = self._number(row)
        if row != before and number is not None:
            self.chosen.emit(number)

    def _on_item(self, item: QTableWidgetItem) -> None:
        number = item.data(_NUMBER)
        known = next((line for line in self._lines if line.number == number), None)
        if item.column() or known is None:
            return
        if item.text() != self._translator(known.title):
            self.named.emit(number, item.text())
        else:
            self.shown.emit(number, item.checkState() == Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = self._number(self.currentRow())
        if number is None or not self._actions.handle_key(event, number, self):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.RightButton:  # that opens a menu, and looks at no other run
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        row = self.currentRow() if by_key else self.rowAt(event.pos().y())
        item, number = self.item(row, 0), self._number(row)
        if item is not None and number is not None:
            place = self.viewport().mapToGlobal(self.visualItemRect(item).center()) if by_key else event.globalPos()
            self._actions.menu(number, partial(self.editItem, item), self).popup(place)
            event.accept()

    def _on_theme(self) -> None:
        c, scaled = self._theme.palette, self._theme.scaled
        check = resource_path("icons", f"checked-{'dark' if c.is_dark else 'light'}.svg").as_posix()
        self.setStyleSheet(f"""
QTableWidget {{ background: {c.stage}; selection-background-color: {c.selected}; selection-color: {c.text};
  outline: none; }}
QTableWidget::indicator {{ width: {scaled(14)}px; height: {scaled(14)}px; border: 1px solid {c.outline};
  border-radius: 3px; background: {c.stage}; }}
QTableWidget::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{check}"); }}
QTableWidget::item {{ padding: 0 {scaled(12)}px; border: none; border-bottom: 1px solid {c.divider}; }}
QTableWidget::item:selected {{ background: {c.selected}; }}
QTableWidget::item:focus {{ border: 2px solid {c.text}; }}
QHeaderView {{ background: {c.stage}; border: none; }}
QHeaderView::section {{ background: {c.stage}; color: {c.text_second}; font-size: {scaled(CAPTION)}px; border: none;
  border-bottom: 1px solid {c.outline}; padding: 4px {scaled(12)}px; }}
""")
        self.forget()
        self.fit()
