"""Files that are opened or dropped: each in the lab that can show it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from cnnstudio.core.texts import text
from cnnstudio.labs import LABS

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow

_RECENT = 8


class Opening:
    """Finds the lab for a file."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def open_files(self, files: list[Path]) -> None:
        """Open pictures, or numbers in the lab that shows them; the last file stays on the table."""
        window = self._window
        for path in files[-1:]:
            kinds = [path.suffix.lower() in lab.file_types for lab in LABS]
            if any(kinds):
                window.show_lab(window.place if kinds[window.place] else kinds.index(True))
                window.current_lab.open_file(path)
            else:
                window.draw_lab.open_file(path)

    def takes(self, dropped: QMimeData) -> bool:
        """Whether what is dragged over the window may be dropped."""
        return dropped.hasUrls() or dropped.hasImage()

    def drop(self, dropped: QMimeData) -> None:
        """Open what was dropped."""
        files = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
        if files and any(files[-1].suffix.lower() in lab.file_types for lab in LABS):
            self.open_files(files)
        else:
            name = self._window.translator(text("Dropped picture"))
            self._window.draw_lab.view.sheet.open_mime(dropped, name)


def with_recent(files: tuple[str, ...], path: str) -> tuple[str, ...]:
    """Return the recent files, the newest first, after another one was opened.

    >>> with_recent(("a", "b"), "b")
    ('b', 'a')
    """
    return (path, *(known for known in files if known != path))[:_RECENT]
