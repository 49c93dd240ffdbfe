from __future__ import annotations

import pytest

from cnnstudio.widgets.stage.stage_theme import StageTheme
from cnnstudio.widgets.theme import Theme


@pytest.mark.parametrize(
    ("size", "zoom"),
    [((888, 475), 100), ((1048, 655), 100), ((1920, 930), 159), ((3840, 2000), 200), ((888, 1200), 100)],
)
def test_type_grows_with_the_smaller_side_of_the_stage(size: tuple[int, int], zoom: int) -> None:
    stage_theme = StageTheme(Theme("light"))
    stage_theme.fit(*size)

    assert stage_theme.zoom == zoom
    assert stage_theme.is_of_the_app == (zoom == 100)


def test_large_type_is_kept_where_the_stage_has_room_for_it_and_on_a_low_one_the_pictures_come_first() -> None:
    app_theme = Theme("light", 200)
    stage_theme = StageTheme(app_theme)
    stage_theme.fit(1528, 800)
    assert stage_theme.zoom == 200
    stage_theme.fit(1148, 365)
    assert stage_theme.zoom == 139
    assert not stage_theme.is_of_the_app
    app_theme.zoom = 100
    assert stage_theme.is_of_the_app


def test_whoever_draws_with_it_is_told_once_of_each_change() -> None:
    app_theme, told = Theme("light"), []
    stage_theme = StageTheme(app_theme)
    stage_theme.subscribe(lambda: told.append((stage_theme.zoom, stage_theme.palette.is_dark)))
    stage_theme.fit(1920, 930)
    stage_theme.fit(1920, 930)
    app_theme.wish = "dark"

    assert told == [(159, False), (159, True)]
