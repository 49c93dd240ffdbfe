"""Faults of Qt's Python binding that would end the app within seconds."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
@pytest.mark.parametrize("immortal", [None, True, False])
def test_void_calls_keep_the_references_to_constants(qtbot: QtBot, immortal: bool | None) -> None:
    """PySide6 6.12.0 lost one reference at each call and aborted the interpreter when none were left."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(immortal)
    for _ in range(2000):
        widget.setEnabled(True)
        widget.update()
        widget.isEnabled()
        widget.isHidden()
        widget.isModal()
    assert sys.getrefcount(immortal) > before - 100
