"""Which parts of a transport give way where its bar is short."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cnnstudio.widgets.theme import Theme
from cnnstudio.widgets.transport_row import GAP, TransportRow


def make_room(row: TransportRow, width: int) -> None:
    """Hide what the width has no room for, least important first; then let buttons keep only their icons."""
    hidden: set[str] = set() if row.unit.count() > 1 else {"unit"}
    _write_beside_icons(row, row.lose_words)
    for names in row.give_way:
        if _needed(row, hidden) <= width:
            break
        hidden |= names
    for place in range(len(row.lose_words)):
        if _needed(row, hidden) <= width:
            break
        _write_beside_icons(row, row.lose_words[place + 1 :])
    for name, part in row.parts.items():
        part.setVisible(name not in hidden)


def least_width(row: TransportRow, theme: Theme) -> int:
    """Return the width below which even the icons are cut."""
    icons = len(row.lose_words) * (row.buttons[row.lose_words[-1]].iconSize().width() + 2 * theme.scaled(12) + 4)
    margins = row.layout.contentsMargins()
    return margins.left() + margins.right() + icons + row.scrubber.minimumSizeHint().width() + 3 * GAP


def sizes_of(row: TransportRow) -> tuple[int, ...]:
    """Return the sizes from which the room that is needed follows; few, as they are asked for often."""
    return row.buttons[row.lose_words[-1]].sizeHint().width(), row.unit.sizeHint().width()


def _write_beside_icons(row: TransportRow, names: tuple[str, ...]) -> None:
    for name in row.lose_words:
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        row.buttons[name].setToolButtonStyle(beside if name in names else alone)


def _needed(row: TransportRow, hidden: set[str]) -> int:
    """Return the width of all that is not hidden."""
    margins = row.layout.contentsMargins()
    widths = [_width(part) for name, part in row.parts.items() if name not in hidden]
    return sum(widths) + GAP * (len(widths) - 1) + margins.left() + margins.right()


def _width(part: QWidget) -> int:
    # Only the scrubber has no maximum to its usefulness: it is asked for its least.
    hint = part.minimumSizeHint() if part.sizePolicy().expandingDirections() else part.sizeHint()
    return max(hint.width(), part.minimumWidth())
