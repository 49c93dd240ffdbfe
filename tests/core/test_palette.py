"""Every pair of colours that is meant to be read can be read (WCAG 2.2)."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.core.palette import DARK, LIGHT, Palette, cell_hue, contrast, ink_on, luminance, rgb

_CHANNEL = st.integers(0, 255)


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def palette(request: pytest.FixtureRequest) -> Palette:
    chosen: Palette = request.param
    return chosen


def _ratio(first: str, second: str) -> float:
    return contrast(rgb(first), rgb(second))


def test_text_stands_out_from_every_ground(palette: Palette) -> None:
    for ground in (palette.stage, palette.panel, palette.card):
        for ink in (palette.text, palette.text_second, palette.text_third, palette.error, palette.good):
            assert _ratio(ink, ground) >= 4.5, (ink, ground)


def test_text_stands_out_where_something_is_selected_or_pressed(palette: Palette) -> None:
    assert _ratio(palette.text, palette.selected) >= 4.5
    assert _ratio(palette.on_accent, palette.accent) >= 4.5
    assert _ratio(palette.accent, palette.stage) >= 4.5


def test_outlines_and_curves_stand_out(palette: Palette) -> None:
    for mark in (palette.outline, palette.training, palette.validation, palette.mass_mark):
        assert _ratio(mark, palette.stage) >= 3


def test_all_colours_are_written_alike(palette: Palette) -> None:
    colors = [value for field in fields(palette) if isinstance(value := getattr(palette, field.name), str)]
    assert all(re.fullmatch("#[0-9A-F]{6}", color) for color in [*colors, *palette.weights, *palette.cell_hues])


def test_no_two_neighbours_of_a_kernel_share_a_hue(palette: Palette) -> None:
    hues = {(row, column): cell_hue(palette, row, column) for row in range(11) for column in range(11)}
    neighbours = ((0, 1), (1, 0), (1, 1), (1, -1))

    assert len(set(palette.cell_hues)) == 9
    for (row, column), hue in hues.items():
        for down, right in neighbours:
            assert hues.get((row + down, column + right)) != hue


def test_text_stands_out_from_a_cell_tinted_with_its_hue(palette: Palette) -> None:
    share = 0.26 if palette.is_dark else 0.2
    for hue, paper in product(palette.cell_hues, (palette.stage, palette.paper)):
        mixed = zip(rgb(paper), rgb(hue), strict=True)
        red, green, blue = (round(ground * (1 - share) + tint * share) for ground, tint in mixed)
        assert contrast((red, green, blue), rgb(palette.text)) >= 8


def test_luminance_at_the_ends() -> None:
    assert luminance((0, 0, 0)) == 0
    assert luminance((255, 255, 255)) == pytest.approx(1)
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((255, 255, 255), rgb("#767676")) == pytest.approx(4.54, abs=0.01)


@given(st.tuples(_CHANNEL, _CHANNEL, _CHANNEL))
def test_digits_can_be_read_on_any_colour(color: tuple[int, int, int]) -> None:
    assert contrast(rgb(ink_on(color)), color) >= 4.5
