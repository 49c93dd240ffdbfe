"""Files that are double-clicked on macOS: they come as events to the running app, not as words of its command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class FilesFromDesktop(QObject):
    """Hands the files on as soon as there is something to open them with.

    Parameters
    ----------
    app
        What the events come to, and the owner of this.
    open_files
        Opens files.

    """

    def __init__(self, app: QApplication, open_files: Callable[[list[Path]], None]) -> None:
        super().__init__(app)
        self._open_files = open_files
        self._waiting: list[Path] = []
        self._has_begun = False
        app.installEventFilter(self)

    def begin(self) -> None:
        """Open what came until now, and from now on everything at once."""
        self._has_begun = True
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._open_files(waiting)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return False
        path = Path(event.file())
        if self._has_begun:
            self._open_files([path])
        else:
            self._waiting.append(path)
        return True
