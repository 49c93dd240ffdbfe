"""Header and rail of the smallest window: with large type words give way to icons, and nothing is cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.core.specimen import SpecimenPicture
from cnnstudio.core.texts import text
from cnnstudio.labs import LABS
from tests.app.conftest import MakeWindow

ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly


def small(make: MakeWindow, qtbot: QtBot, language: str = "en", zoom: int = 200, height: int = 560) -> MainWindow:
    window = make(language, zoom=zoom)
    window.setMinimumHeight(min(height, 560))
    window.resize(800, height)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (800, height))
    return window


def header_buttons(window: MainWindow) -> list[QToolButton]:
    return [button for button in window.header.findChildren(QToolButton) if button.isVisible()]


def rail_buttons(window: MainWindow) -> list[QToolButton]:
    return window.rail.findChildren(QToolButton)


def seen(widget: QWidget, within: QWidget) -> bool:
    """Whether nothing of a widget lies beyond another one."""
    return within.rect().contains(QRect(widget.mapTo(within, QPoint(0, 0)), widget.size()))


def is_whole(button: QToolButton, window: MainWindow) -> bool:
    return button.width() >= button.sizeHint().width() and seen(button, window.header)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("zoom", [100, 125, 150, 200])
@pytest.mark.parametrize("name", ["Your drawing", "a photo of a very long name.png"])
def test_no_button_of_the_header_is_cut(make: MakeWindow, qtbot: QtBot, language: str, zoom: int, name: str) -> None:
    window = small(make, qtbot, language, zoom)
    specimen = window.header._specimen
    specimen.show(SpecimenPicture(text("{name}", name=name), specimen.picture.pixels))
    qtbot.waitUntil(lambda: all(is_whole(button, window) for button in header_buttons(window)))
    assert {window.header.menu, window.header.present, window.header.specimen_menu} <= set(header_buttons(window))
    assert all(button.toolTip() and button.accessibleName() for button in header_buttons(window))


def test_present_is_an_icon_there_and_has_its_word_back_in_a_wider_window(make: MakeWindow, qtbot: QtBot) -> None:
    window = small(make, qtbot)
    present = window.header.present
    qtbot.waitUntil(lambda: present.toolButtonStyle() == ICON_ONLY)
    assert "F5" in present.toolTip()
    window.resize(1600, 560)
    qtbot.waitUntil(lambda: present.toolButtonStyle() != ICON_ONLY)
    qtbot.waitUntil(lambda: is_whole(present, window))


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_all_labs_are_in_sight(make: MakeWindow, qtbot: QtBot, language: str, zoom: int) -> None:
    window = small(make, qtbot, language, zoom)
    qtbot.waitUntil(lambda: all(seen(button, window.rail) for button in rail_buttons(window)))
    tops = [button.mapTo(window.rail, QPoint(0, 0)).y() for button in rail_buttons(window)]
    heights = [button.height() for button in rail_buttons(window)]
    assert all(top + height <= below for top, height, below in zip(tops, heights, tops[1:], strict=False))
    has_labels = rail_buttons(window)[0].toolButtonStyle() != ICON_ONLY
    assert has_labels == (zoom == 100)


def test_where_even_the_icons_find_no_room_the_rail_scrolls(make: MakeWindow, qtbot: QtBot) -> None:
    window = small(make, qtbot, height=420)
    area = window.rail.findChild(QScrollArea)
    assert area is not None
    first, last = rail_buttons(window)[0], rail_buttons(window)[-1]
    qtbot.waitUntil(lambda: not seen(last, window.rail))
    window.show_lab(len(LABS) - 1)
    assert seen(last, window.rail)
    assert not seen(first, window.rail)
    window.show_lab(0)
    assert seen(first, window.rail)
