from __future__ import annotations

import pytest

from cnnstudio.labs.training.panel_layout import PanelPlaces, share_panel

SETTINGS, REST, ROW = (370, 305), 152, 50
"""At 100 %: with the sentence of the experiment and without, all around the list, a run."""


def share(height: int, runs: int, zoom: float = 1.0) -> PanelPlaces:
    full, terse = (round(zoom * settings) for settings in SETTINGS)
    return share_panel(height, (full, terse), round(zoom * REST), round(zoom * ROW), runs)


@pytest.mark.parametrize("runs", [0, 1, 3, 20])
@pytest.mark.parametrize("height", [636, 716, 816, 996])
def test_actions_stay_below_a_list_that_scrolls(height: int, runs: int) -> None:
    places = share(height, runs)
    settings = SETTINGS[1] if places.is_terse else SETTINGS[0]

    assert places.is_pinned
    assert places.list_height >= ROW
    assert settings + REST + places.list_height <= height + 2


def test_the_sentence_gives_way_before_the_settings_scroll() -> None:
    assert not share(716, 3).is_terse
    assert share(636, 3).is_terse
    assert not share(680, 1).is_terse


@pytest.mark.parametrize("height", [610, 636, 716])
def test_three_whole_runs_are_seen(height: int) -> None:
    assert share(height, 8).list_height % ROW == 0
    assert share(height, 8).list_height >= 3 * ROW
    assert share(height, 2).list_height >= 2 * ROW


def test_runs_give_way_to_settings_with_refusals() -> None:
    refusals = 90
    places = share_panel(636, (SETTINGS[0] + refusals, SETTINGS[1] + refusals), REST, ROW, 8)
    assert places.list_height == ROW
    assert SETTINGS[1] + refusals + REST + places.list_height <= 636


def test_settings_scroll_before_actions_leave_the_panel() -> None:
    places = share(620, 3, zoom=1.25)

    assert places.is_pinned
    assert places.list_height + 1.25 * REST < 400


def test_where_not_even_half_of_the_settings_would_be_seen_all_scrolls_in_one() -> None:
    places = share(340, 20)

    assert not places.is_pinned
    assert not places.is_terse
    assert places.list_height == 3 * ROW
