"""The window without a screen, for commands that draw pictures of it. Imported late: it brings Qt."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import grouped
from cnnstudio.core.settings import Settings
from cnnstudio.core.steps import Steps
from cnnstudio.core.texts import text

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.lab import Lab


@dataclass(frozen=True)
class StageOptions:
    """How the window looks.

    Attributes
    ----------
    language
        "en" or "ko"; None for the system's.
    theme
        "light" or "dark".
    zoom
        Font zoom in per cent.
    size
        Width and height, pixels.

    """

    language: str | None = None
    theme: str = "light"
    zoom: int = 100
    size: tuple[int, int] = (1440, 900)


@contextmanager
def offscreen_window(options: StageOptions) -> Iterator[MainWindow]:
    """Open a window that nobody sees, and close it in the end."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from cnnstudio.app.application import make_application, make_window

    app = QApplication.instance() or make_application(["cnnstudio"])
    window = make_window(Settings(theme=options.theme, zoom=options.zoom), options.language)
    window.resize(*options.size)
    window.show()
    app.processEvents()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        app.processEvents()


def show_lab(window: MainWindow, name: str) -> Lab:
    """Bring a lab onto the stage, and return it."""
    from cnnstudio.labs import LABS

    window.show_lab([lab.id for lab in LABS].index(name))
    return window.current_lab


def go_to_step(steps: Steps, step: int) -> None:
    """Go to a step, counted from 1; raises UserError where there is none of that number."""
    if not 1 <= step <= steps.count:
        raise UserError(
            text("There are {count} steps, counted from 1. Choose one of them.", count=grouped(steps.count))
        )
    steps.go_to(step - 1)


def settle() -> None:
    """Let every part of the window take the place that its new words need."""
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()


def wait_while(busy: Callable[[], bool]) -> None:
    """Let the window work until what is computed beside it has come."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    while busy():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
