from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cnnstudio.app.application import make_context, make_window
from cnnstudio.app.main_window import MainWindow
from cnnstudio.core.settings import Settings
from cnnstudio.data.handover import Handover
from cnnstudio.widgets.theme import load_fonts

LEFT = Qt.MouseButton.LeftButton

ONE = ((0.45, 0.25), (0.52, 0.15), (0.52, 0.5), (0.52, 0.85))
"""A one with a short flag, in canvas units."""

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Iterator[MakeWindow]:
    """Open windows as the app does, with other settings where a test asks for them; all are closed in the end."""
    qapp.setStyle("Fusion")
    load_fonts()
    windows: list[MainWindow] = []

    def make(
        language: str = "en", handover: Handover | None = None, runs_folder: Path | None = None, **changes: object
    ) -> MainWindow:
        settings = replace(Settings(theme="light"), **changes)  # type: ignore[arg-type]
        context = make_context(settings, language)
        context = replace(context, handover=handover or context.handover, runs_folder=runs_folder)
        window = make_window(settings, language, context)
        window.resize(1280, 800)
        windows.append(window)
        with qtbot.waitSignal(window.first_painted):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(make: MakeWindow) -> MainWindow:
    return make()


def draw(qtbot: QtBot, window: MainWindow, points: tuple[tuple[float, float], ...] = ONE) -> None:
    """Draw one stroke with the mouse."""
    canvas = window.draw_lab.view.sheet.canvas
    side = canvas.width()
    places = [QPoint(round(x * side), round(y * side)) for x, y in points]
    qtbot.mousePress(canvas, LEFT, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(canvas, place)
    qtbot.mouseRelease(canvas, LEFT, pos=places[-1])


def open_and_wait(qtbot: QtBot, window: MainWindow, *files: Path) -> None:
    """Open files and wait until they are shown or refused."""
    opener = window.draw_lab.view.sheet.opener
    window.open_files(list(files))
    qtbot.waitUntil(lambda: not opener.busy, timeout=20_000)
