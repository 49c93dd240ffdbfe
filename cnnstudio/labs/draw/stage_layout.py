"""Where the parts of the stage lie: the sheet grows first, and what does not fit gives way in a fixed order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

_MARGIN = 32
_GAP = 12
_SMALLEST_SHEET = 200


@dataclass(frozen=True)
class Needs:
    """What the parts ask for, in pixels at the zoom of the moment.

    Attributes
    ----------
    heading
        Height of a heading's line.
    tools_height
        Height of the row of buttons, given its width.
    tools_width
        Width of that row on one line.
    tool_width
        Width of its widest button.
    recipe
        Width and height of the recipe's four lines.
    compact_recipe
        Width and height of the recipe as one button.
    strip
        Height at which the strip shows its maps well.
    least_strip
        Height below which it is not worth showing.
    strip_width
        Width below which its titles do not stand side by side.
    bars
        Least width of the bars.

    """

    heading: int
    tools_height: Callable[[int], int]
    tools_width: int
    tool_width: int
    recipe: tuple[int, int]
    compact_recipe: tuple[int, int]
    strip: int
    least_strip: int
    strip_width: int
    bars: int


@dataclass(frozen=True)
class Places:
    """One rectangle a part; the strip's is None where there is no room for it."""

    sheet: QRect
    tools: QRect
    grid: QRect
    recipe: QRect
    recipe_is_compact: bool
    bars: QRect
    strip: QRect | None
    first_arrow: QRect
    second_arrow: QRect


def place(width: int, height: int, needs: Needs) -> Places:
    """Return where everything goes on a stage of this size.

    The order in which parts give way: the strip gets lower, the buttons go beside the sheet, the recipe becomes one
    button, the strip goes.
    """
    strip_height = _strip_height(height, needs) if width >= needs.strip_width else 0
    upper = height - needs.heading - 8 - _GAP - (strip_height + _GAP if strip_height else 0)
    content = width - 2 * _MARGIN
    arrow = min(80, max(28, content // 16 - (needs.heading - 24) * 3))
    compact = _recipe_is_compact(content, upper, needs)
    recipe_width, recipe_height = needs.compact_recipe if compact else needs.recipe
    grid_side = max(56, min(upper - recipe_height - _GAP, int(content * 0.27)) // 28 * 28)
    middle = max(grid_side, recipe_width)
    room = content - middle - 2 * arrow - needs.bars

    top = needs.heading + 8
    sheet, tools = _sheet_and_tools(QRect(_MARGIN, top, room, upper), int(content * 0.46), needs)
    left = max(sheet.right(), tools.right()) + 1
    first_arrow = QRect(left, top, arrow, sheet.height())
    if tools.top() > sheet.bottom():
        first_arrow.setLeft(sheet.right() + 1)
    grid = QRect(left + arrow, top, grid_side, grid_side)
    recipe = QRect(grid.left(), top + grid_side + _GAP, middle, recipe_height)
    second_arrow = QRect(grid.right() + 1, top, middle - grid_side + arrow, sheet.height())
    x = grid.left() + middle + arrow
    # Without a strip its button stands at the bottom right, and the bars take all the height above it.
    bars_height = min(upper, max(sheet.height(), grid_side)) if strip_height else upper - needs.compact_recipe[1] - 8
    bars = QRect(x, top - 4, width - _MARGIN - x, bars_height + 8)
    strip = QRect(12, height - strip_height - _GAP, width - 24, strip_height) if strip_height else None
    return Places(sheet, tools, grid, recipe, compact, bars, strip, first_arrow, second_arrow)


def _sheet_and_tools(room: QRect, widest: int, needs: Needs) -> tuple[QRect, QRect]:
    """Return the sheet with its buttons below, or beside it where that makes the sheet notably larger."""
    tools_width = min(needs.tools_width, room.width())
    below = max(80, min(room.width(), widest, room.height() - needs.tools_height(tools_width) - _GAP))
    below = max(80, min(below, room.height() - needs.tools_height(max(below, tools_width)) - _GAP))
    beside = min(room.width() - needs.tool_width - _GAP, widest, room.height())
    wraps = needs.tools_height(tools_width) > needs.tools_height(10_000)
    if (below < 0.9 * beside or (wraps and below <= beside)) and needs.tools_height(needs.tool_width) <= room.height():
        sheet = QRect(room.topLeft(), QSize(beside, beside))
        return sheet, QRect(sheet.right() + 1 + _GAP, room.top(), needs.tool_width, room.height())
    sheet = QRect(room.topLeft(), QSize(below, below))
    width = max(below, tools_width)
    return sheet, QRect(room.left(), sheet.bottom() + 1 + _GAP, width, needs.tools_height(width))


def _strip_height(height: int, needs: Needs) -> int:
    """Return the strip's height, 0 where the sheet above it would become too small."""
    smallest_sheet = max(_SMALLEST_SHEET, 8 * needs.heading)  # with large type the sheet comes before the strip
    room = height - needs.heading - 2 * _GAP - 8 - needs.tools_height(10_000) - _GAP - smallest_sheet
    wanted = max(needs.least_strip, min(needs.strip, int(height * 0.27)))
    strip = min(wanted, room)
    return strip if strip >= needs.least_strip else 0


def _recipe_is_compact(content: int, upper: int, needs: Needs) -> bool:
    """Return whether four lines would leave the grid too small or take the sheet's room."""
    return upper - needs.recipe[1] - _GAP < 168 or needs.recipe[0] > content * 0.29
