"""The net under the Qt tests catches what it should: each leak is named, and cleared away."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from time import sleep
from typing import Any

import pytest
from PySide6.QtCore import QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import leaks


def _window() -> QWidget:
    window = QWidget()
    window.setObjectName("forgotten")
    return window


def _thread() -> QThread:
    thread = QThread()
    thread.start()
    return thread


def _timer() -> QTimer:
    timer = QTimer()
    timer.start(10_000)
    return timer


def _pool() -> QThreadPool:
    pool = QThreadPool()
    pool.start(lambda: sleep(1))
    return pool


def _process() -> Any:
    process = get_context("spawn").Process(target=sleep, args=(30,))
    process.start()
    return process


@pytest.mark.parametrize(
    ("leak", "name"),
    [
        (_window, "forgotten"),
        (_thread, "QThread"),
        (_timer, "QTimer"),
        (_pool, "QThreadPool"),
        (_process, "SpawnProcess"),
    ],
)
def test_a_leak_is_named_and_cleared_away(qtbot: QtBot, leak: Callable[[], object], name: str) -> None:
    kept = leak()
    assert [name in left for left in leaks.left_behind()] == [True], kept
    leaks.clear_away()
    assert leaks.left_behind() == []


def test_what_was_put_away_properly_is_no_leak(qtbot: QtBot) -> None:
    widget = QWidget()
    widget.deleteLater()
    thread, timer = _thread(), _timer()
    timer.stop()
    thread.quit()
    thread.wait()
    assert leaks.left_behind() == []
