"""The line in which a score is typed over its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cnnstudio.core.texts import Text
from cnnstudio.labs.softmax.computation import LARGEST_SCORE, TOO_LARGE
from cnnstudio.widgets.stage.window_words import refusal
from cnnstudio.widgets.term_editor import TermEditor, read_number
from cnnstudio.widgets.theme import LARGE, Theme

if TYPE_CHECKING:
    from cnnstudio.labs.softmax.score_table import ScoreTable

_LEAST_WIDTH = 84


class ScoreEditing(QObject):
    """Opens the line, and says what was typed.

    Signals
    -------
    value_edited
        The row and the number that is to stand there.
    refused
        A `Text` that says why what was typed is no score.
    """

    value_edited = Signal(int, float)
    refused = Signal(object)

    def __init__(self, table: ScoreTable, theme: Theme) -> None:
        super().__init__(table)
        self._table, self._theme = table, theme
        self._line: TermEditor | None = None
        self._row = 0
        self._written = ""

    def open(self, row: int, typed: str | None = None) -> None:
        """Lay a line over a score, with four decimals at most, or with what was typed already."""
        self.close()
        self._row, self._written = row, f"{round(self._table.score(row), 4):g}"
        place = self._table.layout_.number_rect(self._table.table.place("score"), row).toRect()
        width = max(place.width(), self._theme.scaled(_LEAST_WIDTH))
        line = TermEditor(self._written if typed is None else typed, self._pixels(), self._table)
        line.setObjectName(f"{self._table.objectName()}.editor")
        line.setAccessibleName(self._table.cell_name(self._table.focused_cell() or 0))
        line.setGeometry(max(0, place.right() + 8 - width), place.top() + 1, width, place.height() - 2)
        line.finished.connect(self._on_finished)
        line.cancelled.connect(self.close)
        if typed is None:
            line.selectAll()
        self._line = line
        line.show()
        line.setFocus()

    def close(self) -> None:
        """Remove the line, if there is one; nothing is handed over."""
        line, self._line = self._line, None
        if line is not None:
            line.close_quietly()

    def _pixels(self) -> int:
        return min(self._theme.scaled(LARGE), self._table.layout_.pixels)

    def _on_finished(self, typed: str, by_enter: bool) -> None:
        score = _read_score(typed)
        is_refused = isinstance(score, Text)
        if is_refused and by_enter and self._line is not None:
            self._line.show_problem()
        else:
            self.close()
        if is_refused:
            self.refused.emit(score)
        elif typed != self._written:
            self.value_edited.emit(self._row, score)


def _read_score(typed: str) -> float | Text:
    """Return the score that was typed, or why it is none."""
    value = read_number(typed)
    if value is None:
        return refusal(typed)
    return TOO_LARGE if abs(value) > LARGEST_SCORE else value
