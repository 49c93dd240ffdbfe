"""The pooling lab in the window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.labs.pooling.lab import PoolingLab
from tests.app.driving import open_lab, take_digit


def open_pooling(qtbot: QtBot, window: MainWindow) -> PoolingLab:
    """Go to the lab by its key."""
    return open_lab(qtbot, window, PoolingLab, "pooling")


@pytest.fixture
def lab(qtbot: QtBot, window: MainWindow) -> PoolingLab:
    """The lab with nothing drawn: it shows the first worked example."""
    return open_pooling(qtbot, window)


@pytest.fixture
def digit_lab(qtbot: QtBot, window: MainWindow) -> PoolingLab:
    """The lab on the convolution lab's maps of a digit of MNIST."""
    take_digit(window)
    return open_pooling(qtbot, window)
