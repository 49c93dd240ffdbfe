"""Nothing on a stage lies over another thing or leaves it, whatever the window, the maps and the kernel."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from cnnstudio.ops.window import Pair
from cnnstudio.widgets.stage.layout import Needs, Places, place
from cnnstudio.widgets.theme import BODY, ZOOMS

SIDES = st.sampled_from([1, 2, 3, 4, 5, 8, 13, 28, 32, 55, 64, 224, 3000])
ASPECTS = st.sampled_from([(1.0,), (1.45,), (2.2,), (1.0, 1.45), (1.45, 2.2), (1.0, 1.0, 1.45)])
"""A window alone, with running sums, with products written out; and two or three grids of terms."""


def needs(
    input_size: Pair = (28, 28),
    output_size: Pair = (14, 14),
    kernel_size: Pair = (2, 2),
    aspects: tuple[float, ...] = (1.0,),
    zoom: int = 100,
    height: int = 400,
    width: int = 880,
) -> Needs:
    """Return what the step view asks for at a zoom, on a stage of a size."""

    def chrome(pixels: int) -> int:
        return round(pixels * (1 + (zoom - 100) / 200))

    return Needs(
        heading=min(round((BODY + 12) * zoom / 100), max(BODY + 8, height // 12)),
        term=chrome(56),
        sum_width=min(chrome(250 if kernel_size[1] <= 5 else 190), width * 3 // 10),
        middle=round(86 * zoom / 100),
        input_size=input_size,
        output_size=output_size,
        kernel_size=kernel_size,
        aspects=aspects,
        readable=chrome(26),
    )


def check(places: Places, width: int, height: int) -> None:
    stage = QRect(0, 0, width, height)
    parts = {"input": places.input, "output": places.output, "scale": places.scale, "card": places.card}
    below = {**{f"terms {number}": rect for number, rect in enumerate(places.terms)}, "sum": places.sum}
    for name, rect in {**parts, **below}.items():
        assert rect.width() > 0, name
        assert rect.height() > 0, name
        assert stage.contains(rect), name
    for group in (parts, below):
        for first, second in combinations(group, 2):
            assert not group[first].intersects(group[second]), (first, second)
    for name, rect in below.items():
        assert places.card.contains(rect), name
    for grid in (places.input, places.output):
        assert grid.top() >= places.heading, "there is room for what it is called"


@given(st.integers(480, 1900), st.integers(270, 1000), st.sampled_from(ZOOMS), SIDES, SIDES, ASPECTS, st.data())
@settings(max_examples=400)
def test_parts_keep_apart_and_on_the_stage(
    width: int, height: int, zoom: int, rows: int, columns: int, aspects: tuple[float, ...], data: st.DataObject
) -> None:
    if zoom > 150:  # a window that large keeps more than the smallest stage
        width, height = max(width, 700), max(height, 330)
    kernel = tuple(data.draw(st.integers(1, min(size, 11))) for size in (rows, columns))
    stride = data.draw(st.integers(1, 4))
    output = (rows - kernel[0]) // stride + 1, (columns - kernel[1]) // stride + 1
    wanted = needs((rows, columns), output, (kernel[0], kernel[1]), aspects, zoom, height, width)
    check(place(width, height, wanted), width, height)


@pytest.mark.parametrize(("width", "height"), [(880, 400), (1040, 580), (1520, 770)])
def test_a_large_window_uses_its_room(width: int, height: int) -> None:
    """At 1280 × 720, 1440 × 900 and 1920 × 1080 the input takes most of what the hand calculation leaves."""
    places = place(width, height, needs(height=height, width=width))
    assert places.input.height() > 0.7 * places.card.top()
    assert places.card.height() <= 0.45 * height + 32


@pytest.mark.parametrize(("width", "height", "zoom"), [(1148, 370, 200), (1148, 350, 200), (712, 330, 100)])
@pytest.mark.parametrize("kernel", [(2, 2), (3, 3)])
def test_on_a_low_stage_the_grids_come_first(width: int, height: int, zoom: int, kernel: Pair) -> None:
    """In the largest type at 1280 × 720, and in the smallest window, the type takes no more than it must."""
    aspects = (1.0,) if kernel == (2, 2) else (1.0, 1.0, 1.45)
    output = (14, 14) if kernel == (2, 2) else (26, 26)
    places = place(width, height, needs((28, 28), output, kernel, aspects, zoom, height, width))
    assert places.input.height() >= 0.4 * height
    assert places.output.height() >= 0.9 * places.input.height(), "half as many cells are twice as large there"
    assert places.terms[0].height() / kernel[0] >= (40 if kernel == (2, 2) else 27), "the window can still be read"


def test_cells_of_input_and_output_have_one_size_unless_the_output_is_far_smaller() -> None:
    same = place(880, 400, needs((28, 28), (26, 26), (3, 3)))
    assert same.input.width() / 28 == same.output.width() / 26
    smaller = place(880, 400, needs((28, 28), (7, 7), (4, 4)))
    assert smaller.output.width() / 7 > 1.5 * smaller.input.width() / 28


def test_a_kernel_that_could_not_be_read_is_shown_in_part() -> None:
    small, large = (place(880, 400, needs((32, 32), (22, 22), (11, 11), (1.0, 1.0, 1.45))) for _ in range(2))
    assert small.part != (11, 11)
    assert min(small.part) >= 3
    large = place(1900, 1000, needs((32, 32), (22, 22), (11, 11), (1.0, 1.0, 1.45), height=1000, width=1900))
    assert large.part[0] > small.part[0]
    assert large.part[1] > small.part[1]
    assert place(880, 400, needs(kernel_size=(3, 3))).part == (3, 3)
