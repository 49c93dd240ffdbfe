from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect

from cnnstudio.labs.training.bar_layout import BarPlaces, BarSizes, least_width, place_bar

AT_100 = BarSizes(
    worded={"start": 113, "step": 146, "stop": 101},
    wordless={"start": 50, "step": 50, "stop": 50, "unit_menu": 50},
    choices={"unit": 116, "unit_menu": 92},
    label=54,
    position=262,
    short_position=84,
    slider=(140, 22),
    heights=(41, 38),
    body=16,
    caption=14,
    margin=20,
)


def zoomed(zoom: float) -> BarSizes:
    """Return the sizes in larger type."""

    def grown(widths: dict[str, int]) -> dict[str, int]:
        return {name: round(width * zoom) for name, width in widths.items()}

    chrome = 1 + (zoom - 1) / 2
    return BarSizes(
        grown(dict(AT_100.worded)),
        grown(dict(AT_100.wordless)),
        grown(dict(AT_100.choices)),
        round(54 * zoom),
        round(262 * zoom),
        round(84 * zoom),
        (round(140 * chrome), round(18 * zoom) + 4),
        (round(22 * zoom) + 19, round(22 * zoom) + 16),
        round(16 * zoom),
        round(14 * zoom),
        round(20 * chrome),
    )


def shown(places: BarPlaces) -> dict[str, QRect]:
    return {name: place for name, place in places.parts.items() if not place.isEmpty()}


# The bar in windows of 1280×720 (also without the rail), 1920×1080 and 800×560.
@pytest.mark.parametrize("width", [888, 1280, 1528, 712, 668, 1148])
@pytest.mark.parametrize("zoom", [1.0, 1.25, 1.5, 2.0])
def test_everything_has_its_place_and_nothing_overlaps(width: int, zoom: float) -> None:
    height = round(68 * (1 + (zoom - 1) / 2))
    places = place_bar(width, height, zoomed(zoom))
    parts = shown(places)

    assert set(parts) - {"unit", "unit_menu"} == {"start", "step", "stop", "rewind_label", "scrubber", "position"}
    assert ("unit" in parts) != ("unit_menu" in parts)
    assert all(QRect(0, 0, width, height).contains(place) for place in parts.values())
    for first, second in itertools.combinations(parts.values(), 2):
        assert not first.intersects(second)


def test_where_there_is_room_all_stands_on_one_line() -> None:
    places = place_bar(1528, 68, AT_100)

    assert not places.wordless
    assert not places.is_folded
    assert places.pixels == AT_100.body
    assert len({place.center().y() // 2 for place in shown(places).values()}) == 1


def test_words_fold_before_a_button_loses_its_own() -> None:
    places = place_bar(888, 68, AT_100)

    assert places.is_folded
    assert not places.wordless
    assert not places.parts["unit"].isEmpty()
    assert places.parts["position"].bottom() < places.parts["scrubber"].top()


def test_the_main_button_and_what_a_step_is_lose_their_words_last() -> None:
    lost = [place_bar(width, 68, AT_100).wordless for width in range(1100, least_width(AT_100), -4)]

    assert lost[0] == frozenset()
    assert lost[-1] == {"start", "step", "stop", "unit_menu"}
    assert all(narrow >= wide for wide, narrow in itertools.pairwise(lost))


def test_where_even_the_smallest_type_has_no_room_the_numbers_are_said_shortly() -> None:
    width = least_width(AT_100)
    places = place_bar(width, 68, AT_100)

    assert places.is_short
    assert not places.parts["position"].isEmpty()
    assert places.parts["scrubber"].right() < width - AT_100.margin
    assert not place_bar(width + AT_100.position, 68, AT_100).is_short


def test_long_words_of_a_language_get_smaller_type() -> None:
    wide = replace(zoomed(1.5), position=480)

    assert place_bar(1148, 85, wide).pixels < place_bar(1528, 85, wide).pixels
