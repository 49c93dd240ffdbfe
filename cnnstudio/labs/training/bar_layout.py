"""Where the parts of the bar lie: in one line, or with the words about the run above the slider where that is short.

Nothing is ever left out. First the words fold, then buttons keep only their icons and the list of what a step is
becomes a menu, and last the words about the run are said shortly: 29 / 562.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect

from cnnstudio.widgets.theme import CAPTION
from cnnstudio.widgets.transport_row import GAP

_COMFORTABLE = 1.5
"""How much longer than its least the slider is to be where all stands on one line."""

_READABLE = 0.8
"""Share of the wished type at which words are rather made smaller than others are left out."""

_FORMS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset(), "unit"),
    (frozenset({"stop"}), "unit"),
    (frozenset({"stop"}), "unit_menu"),
    (frozenset({"stop", "step"}), "unit_menu"),
    (frozenset({"stop", "step", "start"}), "unit_menu"),
    (frozenset({"stop", "step", "start", "unit_menu"}), "unit_menu"),
)
"""Which buttons have only icons, and as what the choice of a step's unit is there; in this order."""


@dataclass(frozen=True)
class BarSizes:
    """What the parts need, pixels.

    Attributes
    ----------
    worded, wordless
        Widths of start, step and stop, with their words and without; there also of "unit_menu".
    choices
        Widths of the list "unit" and of the button "unit_menu" that opens the same choice.
    label, position, short_position
        Widths of the words before and after the slider, and of the shortest that say as much, in `body` type.
    slider
        Least width and height of the slider.
    heights
        Of the buttons, and of the list.
    body, caption
        Sizes of type on one line, and above the slider.
    margin
        Left and right of the bar.

    """

    worded: Mapping[str, int]
    wordless: Mapping[str, int]
    choices: Mapping[str, int]
    label: int
    position: int
    short_position: int
    slider: tuple[int, int]
    heights: tuple[int, int]
    body: int
    caption: int
    margin: int


@dataclass(frozen=True)
class BarPlaces:
    """One rectangle a part; of `unit` and `unit_menu` one has none.

    Attributes
    ----------
    parts
        By name.
    wordless
        Which buttons keep only their icons.
    pixels
        Size of type of the words about the run.
    is_folded, is_short
        Whether these stand above the slider, and whether they are the shortest.

    """

    parts: Mapping[str, QRect]
    wordless: frozenset[str]
    pixels: int
    is_folded: bool = False
    is_short: bool = False


def place_bar(width: int, height: int, sizes: BarSizes) -> BarPlaces:
    """Lay the bar out."""
    buttons = _buttons_width(sizes, *_FORMS[0])
    room = width - 2 * sizes.margin - buttons - sizes.label - sizes.position - 5 * GAP
    if room >= _COMFORTABLE * sizes.slider[0]:
        return _in_one_line(width, height, sizes)
    readable = max(CAPTION, round(_READABLE * sizes.caption))
    for wordless, choice in _FORMS:
        room = width - 2 * sizes.margin - _buttons_width(sizes, wordless, choice) - 2 * GAP
        if room >= max(sizes.slider[0], _words_width(sizes.label + sizes.position, readable, sizes)):
            break
    return _folded(height, sizes, wordless, choice, room)


def least_width(sizes: BarSizes) -> int:
    """Return the width below which something would be cut."""
    words = max(sizes.slider[0], _words_width(sizes.label + sizes.short_position, CAPTION, sizes))
    return 2 * sizes.margin + _buttons_width(sizes, *_FORMS[-1]) + 2 * GAP + words


def _buttons_width(sizes: BarSizes, wordless: frozenset[str], choice: str) -> int:
    widths = [(sizes.wordless if name in wordless else sizes.worded)[name] for name in sizes.worded]
    return sum(widths) + _choice_width(sizes, wordless, choice) + 3 * GAP


def _choice_width(sizes: BarSizes, wordless: frozenset[str], choice: str) -> int:
    return sizes.wordless[choice] if choice in wordless else sizes.choices[choice]


def _words_width(words: int, pixels: int, sizes: BarSizes) -> int:
    """Return the width of the line above the slider in a size of type, from that of its words."""
    return _at(words, pixels, sizes) + GAP + 2


def _at(width: int, pixels: int, sizes: BarSizes) -> int:
    return -(-width * pixels // sizes.body)


def _buttons(height: int, sizes: BarSizes, wordless: frozenset[str], choice: str) -> dict[str, QRect]:
    """Return the places of buttons and choice, from the left."""
    places, left = {"unit": QRect(), "unit_menu": QRect()}, sizes.margin
    for name in ("start", "step", choice, "stop"):
        known = sizes.wordless if name in wordless else sizes.choices if name == choice else sizes.worded
        high = sizes.heights[name == "unit"]
        places[name] = QRect(left, (height - high) // 2, known[name], high)
        left += known[name] + GAP
    return places


def _in_one_line(width: int, height: int, sizes: BarSizes) -> BarPlaces:
    places = _buttons(height, sizes, *_FORMS[0])
    left = places["stop"].right() + 1 + 2 * GAP
    end = width - sizes.margin - sizes.position
    places["rewind_label"] = QRect(left, 0, sizes.label, height)
    start = left + sizes.label + GAP
    places["scrubber"] = QRect(start, (height - sizes.slider[1]) // 2, end - 2 * GAP - start, sizes.slider[1])
    places["position"] = QRect(end, 0, sizes.position, height)
    return BarPlaces(places, frozenset(), sizes.body)


def _folded(height: int, sizes: BarSizes, wordless: frozenset[str], choice: str, room: int) -> BarPlaces:
    """Put the words above the slider, in the largest type that fits."""
    places = _buttons(height, sizes, wordless, choice)
    is_short = room < _words_width(sizes.label + sizes.position, CAPTION, sizes)
    position = sizes.short_position if is_short else sizes.position
    types = range(sizes.caption, CAPTION, -1)
    fitting = (pixels for pixels in types if _words_width(sizes.label + position, pixels, sizes) <= room)
    pixels = next(fitting, CAPTION)
    line, left = round(1.35 * pixels), places["stop"].right() + 1 + 2 * GAP
    top = (height - line - sizes.slider[1]) // 2
    label = _at(sizes.label, pixels, sizes) + 1
    places["rewind_label"] = QRect(left, top, label, line)
    places["position"] = QRect(left + label + GAP, top, room - label - GAP, line)
    places["scrubber"] = QRect(left, top + line, room, sizes.slider[1])
    return BarPlaces(places, wordless, pixels, is_folded=True, is_short=is_short)
