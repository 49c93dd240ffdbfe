"""A file that is double-clicked on macOS."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from cnnstudio.app.files_from_desktop import FilesFromDesktop


def test_files_wait_until_the_window_is_there_and_then_open_at_once(qapp: QApplication) -> None:
    opened: list[list[Path]] = []
    files = FilesFromDesktop(qapp, opened.append)
    try:
        for name in ("early.png", "net work.safetensors"):
            assert QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(f"/pictures/{name}")))
        assert opened == []
        files.begin()
        assert opened == [[Path("/pictures/early.png"), Path("/pictures/net work.safetensors")]]
        QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile("/pictures/신경망.safetensors")))
        assert opened[1:] == [[Path("/pictures/신경망.safetensors")]]
    finally:
        qapp.removeEventFilter(files)
        files.deleteLater()


def test_what_is_no_file_is_left_to_others(qapp: QApplication) -> None:
    opened: list[list[Path]] = []
    files = FilesFromDesktop(qapp, opened.append)
    try:
        files.begin()
        assert not files.eventFilter(qapp, QFileOpenEvent(QUrl("https://example.org/digit.png")))
        assert not files.eventFilter(qapp, QEvent(QEvent.Type.ApplicationActivate))
        assert opened == []
    finally:
        qapp.removeEventFilter(files)
        files.deleteLater()
