from __future__ import annotations

import pytest
from PySide6.QtCore import QRect

from cnnstudio.labs.draw.stage_layout import Needs, Places, place


def needs(zoom: float = 1.0) -> Needs:
    """What the parts ask for, about as the real ones do."""
    button = round(22 * zoom) + 16
    tools_width = round(5 * 75 * zoom + 5 * 30)
    return Needs(
        heading=round(24 * zoom),
        tools_height=lambda width: button if width >= tools_width else 2 * button + 8,
        tools_width=tools_width,
        tool_width=round(80 * zoom + 26),
        recipe=(round(276 * zoom), round(112 * zoom)),
        compact_recipe=(round(100 * zoom) + 24, button),
        strip=round(205 * (1 + zoom) / 2),
        least_strip=round(120 * (1 + zoom) / 2),
        strip_width=1000,
        bars=210 + round(30 * zoom),
    )


def parts(places: Places) -> list[QRect]:
    return [
        part for part in (places.sheet, places.tools, places.grid, places.recipe, places.bars, places.strip) if part
    ]


SIZES = [(1352, 756), (1192, 576), (1832, 936), (1280, 660), (2472, 1300)]
CASES = [(size, zoom) for size in SIZES for zoom in (1.0, 1.25, 1.5, 2.0)]
SMALLEST = ((712, 420), 1.0)


@pytest.mark.parametrize(("size", "zoom"), [*CASES, SMALLEST])
def test_nothing_overlaps_and_nothing_leaves_the_stage(size: tuple[int, int], zoom: float) -> None:
    stage = QRect(0, 0, *size)

    shown = parts(place(*size, needs(zoom)))

    for number, part in enumerate(shown):
        assert stage.contains(part), f"{part} leaves {stage}"
        for other in shown[number + 1 :]:
            assert not part.intersects(other), f"{part} overlaps {other}"


def test_with_room_the_buttons_stand_below_the_sheet_and_the_recipe_is_open() -> None:
    places = place(1352, 756, needs())

    assert places.tools.top() > places.sheet.bottom()
    assert not places.recipe_is_compact
    assert places.strip is not None
    assert places.sheet.width() == places.sheet.height() > 420


def test_on_a_low_stage_the_buttons_go_beside_the_sheet() -> None:
    places = place(1192, 576, needs())

    assert places.tools.left() > places.sheet.right()
    assert places.sheet.width() > 340


def test_with_large_type_on_a_small_stage_recipe_and_strip_give_way() -> None:
    places = place(1148, 450, needs(zoom=2.0))

    assert places.recipe_is_compact
    assert places.strip is None
    assert places.sheet.width() >= 200


def test_the_grid_has_whole_cells() -> None:
    for width in range(900, 2000, 37):
        assert place(width, width // 2, needs()).grid.width() % 28 == 0
