from __future__ import annotations

import pytest

from cnnstudio.widgets.grown_theme import GrownTheme
from cnnstudio.widgets.theme import Theme


@pytest.mark.parametrize(
    ("size", "zoom"),
    [((888, 475), 100), ((1048, 655), 100), ((1920, 930), 159), ((3840, 2000), 200), ((888, 1200), 100)],
)
def test_type_grows_with_the_smaller_side_of_the_stage(size: tuple[int, int], zoom: int) -> None:
    grown = GrownTheme(Theme("light"))
    grown.fit(*size)

    assert grown.zoom == zoom
    assert grown.is_grown == (zoom > 100)


def test_type_is_never_smaller_than_the_app_s() -> None:
    app_theme = Theme("light", 150)
    grown = GrownTheme(app_theme)
    grown.fit(888, 475)
    assert grown.zoom == 150
    app_theme.zoom = 110
    assert grown.zoom == 110


def test_whoever_draws_with_it_is_told_once_of_each_change() -> None:
    app_theme, told = Theme("light"), []
    grown = GrownTheme(app_theme)
    grown.subscribe(lambda: told.append((grown.zoom, grown.palette.is_dark)))
    grown.fit(1920, 930)
    grown.fit(1920, 930)
    app_theme.wish = "dark"

    assert told == [(159, False), (159, True)]
