"""The views of the lab, its program, and how it fits, speaks and closes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QPlainTextEdit,
    QSlider,
    QTabBar,
)
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.labs.convolution.lab import ConvolutionLab
from cnnstudio.labs.convolution.tabs import TABS
from tests.app.conftest import MakeWindow, open_and_wait
from tests.app.convolution.conftest import open_convolution
from tests.app.driving import LEFT, choose, click, part, press, take_digit
from tests.app.stage_checks import check_controls_are_named, check_nothing_is_cut, colors_of


@pytest.mark.parametrize("tab", [tab.id for tab in TABS])
def test_every_view_shows_and_explains_itself(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab, tab: str
) -> None:
    tabs = part(window, QTabBar, "convolution.tabs")
    tabs.setCurrentIndex([entry.id for entry in TABS].index(tab))
    assert window.line.words
    window.explain()
    assert window.explanation.is_shown
    assert len(colors_of(digit_lab.picture)) > 5
    assert digit_lab.view.transport.isVisible() == TABS[tabs.currentIndex()].is_stepped


def test_the_first_pipeline_shows_a_bank_and_a_chip_chooses_its_filter(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab
) -> None:
    digit_lab.view.show_tab("pipeline")
    assert digit_lab.model.params.presets == ("sobel_x", "sobel_y", "diagonal_down", "diagonal_up")
    chips = [
        chip
        for chip in window.findChildren(QAbstractButton)
        if chip.objectName().startswith("convolution.filter_") and not chip.isHidden()
    ]
    assert [chip.isChecked() for chip in chips] == [True, False, False, False]
    qtbot.mouseClick(chips[2], LEFT)
    assert [chip.isChecked() for chip in chips] == [False, False, True, False]
    window.menus.actions["undo"].trigger()
    assert len(digit_lab.model.params.weight) == 1
    digit_lab.view.show_tab("forward")
    digit_lab.view.show_tab("pipeline")
    assert len(digit_lab.model.params.weight) == 1, "the bank is offered once"


def test_in_a_small_window_the_panel_is_a_key_away(qtbot: QtBot, make: MakeWindow) -> None:
    window = make()
    window.resize(820, 600)
    lab = open_convolution(qtbot, window)
    QApplication.processEvents()
    assert not lab.controls.isVisible()
    assert part(window, QSlider, "convolution.scrubber").isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert lab.controls.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not lab.controls.isVisible()


def test_the_code_of_the_moment_is_shown_copied_and_runs(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab, capsys: pytest.CaptureFixture[str]
) -> None:
    press(qtbot, window, Qt.Key.Key_C)
    shown = part(window, QPlainTextEdit, "convolution.code_text").toPlainText()
    click(qtbot, window, "convolution.code_copy")
    assert QGuiApplication.clipboard().text() == shown
    names: dict[str, object] = {}
    exec(shown, names)
    printed = capsys.readouterr().out
    assert printed
    assert any(
        isinstance(value, np.ndarray)
        and value.size == 784
        and np.allclose(value.ravel(), digit_lab.model.result.after.ravel())
        for value in names.values()
    )
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not part(window, QPlainTextEdit, "convolution.code_text").isVisible()


def test_every_control_has_a_name_an_accessible_name_and_a_tooltip(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab
) -> None:
    for place in range(len(TABS)):
        digit_lab.view.tabs.setCurrentIndex(place)
    assert check_controls_are_named(window) > 60


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    ("size", "zoom"), [((1280, 720), 100), ((1920, 1080), 100), ((1280, 800), 200), ((800, 560), 100)]
)
def test_nothing_lies_outside_the_stage(
    qtbot: QtBot, make: MakeWindow, language: str, size: tuple[int, int], zoom: int
) -> None:
    window = make(language, zoom=zoom)
    take_digit(window)
    window.resize(*size)
    lab = open_convolution(qtbot, window)
    QApplication.processEvents()
    check_nothing_is_cut(lab.view)


def test_closing_while_playing_or_loading_ends_cleanly(
    qtbot: QtBot, make: MakeWindow, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (1500, 2000), np.uint8)
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    for is_loading in (False, True):
        window = make()
        open_and_wait(qtbot, window, tmp_path / "photo.png")
        lab = open_convolution(qtbot, window)
        if is_loading:
            choose(window, "convolution.source", "photo_colour")
        else:
            press(qtbot, window, Qt.Key.Key_Space)
            assert lab.view.transport.is_playing
        window.close()
        assert not lab.view.transport.is_playing
    assert "Traceback" not in capfd.readouterr().err


def test_the_language_changes_while_it_plays(qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab) -> None:
    press(qtbot, window, Qt.Key.Key_Space)
    window.menus.actions["language.ko"].trigger()
    qtbot.waitUntil(lambda: digit_lab.model.params.cell >= 1, timeout=5000)
    assert "행" in window.line.words
    assert digit_lab.view.transport.is_playing
    press(qtbot, window, Qt.Key.Key_Space)
    assert not digit_lab.view.transport.is_playing
