"""The convolution lab in the window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.labs.convolution.lab import ConvolutionLab
from tests.app.driving import open_lab, take_digit


def open_convolution(qtbot: QtBot, window: MainWindow) -> ConvolutionLab:
    """Go to the lab by its key."""
    return open_lab(qtbot, window, ConvolutionLab, "convolution")


@pytest.fixture
def lab(qtbot: QtBot, window: MainWindow) -> ConvolutionLab:
    """The lab with nothing drawn: it shows the first worked example."""
    return open_convolution(qtbot, window)


@pytest.fixture
def digit_lab(qtbot: QtBot, window: MainWindow) -> ConvolutionLab:
    """The lab on a digit of MNIST."""
    take_digit(window)
    return open_convolution(qtbot, window)
