"""The views of the lab, its program and its pictures, and how it fits, speaks, turns dark and closes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QTabBar
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.core.palette import DARK, LIGHT
from cnnstudio.labs.pooling.lab import PoolingLab
from cnnstudio.labs.pooling.tabs import TABS
from tests.app.conftest import MakeWindow, open_and_wait
from tests.app.driving import ALT, choose, click, part, press, set_number, take_digit, window_words
from tests.app.pooling.conftest import open_pooling
from tests.app.stage_checks import check_controls_are_named, check_nothing_is_cut, colors_of


@pytest.mark.parametrize("place", range(len(TABS)), ids=[tab.id for tab in TABS])
def test_every_view_shows_and_explains_itself(
    qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab, place: int
) -> None:
    press(qtbot, window, Qt.Key(Qt.Key.Key_1 + place), ALT)
    assert part(window, QTabBar, "pooling.tabs").currentIndex() == place
    assert digit_lab.view.transport.isVisible() == TABS[place].is_stepped
    assert (digit_lab.steps is not None) == TABS[place].is_stepped
    assert len(colors_of(digit_lab.picture)) > 5
    assert window.line.words
    window.explain()
    assert window.explanation.is_shown


def test_each_kind_explains_itself(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    said = set()
    for tab in ("forward", "backward"):
        lab.view.show_tab(tab)
        for kind in ("max", "average", "l2"):
            choose(window, "pooling.kind", kind)
            said.add(window.translator(lab.explanation()))
    lab.view.show_tab("forward")
    press(qtbot, window, Qt.Key.Key_G)
    said.add(window.translator(lab.explanation()))
    assert len(said) == 7


# -- taking away


@pytest.mark.parametrize("kind", ["max", "average", "l2"])
def test_the_code_of_the_moment_is_shown_copied_and_runs(
    qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    press(qtbot, window, Qt.Key.Key_C)
    choose(window, "pooling.kind", kind)
    set_number(window, "pooling.padding", 1)
    for language in (0, 1):
        part(window, QTabBar, "pooling.code_language").setCurrentIndex(language)
        shown = part(window, QPlainTextEdit, "pooling.code_text").toPlainText()
        click(qtbot, window, "pooling.code_copy")
        assert QGuiApplication.clipboard().text() == shown
        names: dict[str, object] = {}
        exec(shown, names)
        assert capsys.readouterr().out
        np.testing.assert_allclose(np.asarray(names["output"]), digit_lab.model.result.output, atol=1e-9)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not part(window, QPlainTextEdit, "pooling.code_text").isVisible()


@pytest.mark.parametrize("tab", [tab.id for tab in TABS])
def test_a_picture_of_the_view_is_saved(
    qtbot: QtBot,
    window: MainWindow,
    digit_lab: PoolingLab,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tab: str,
) -> None:
    digit_lab.view.show_tab(tab)
    for ending in ("png", "svg"):
        path = tmp_path / f"pooling.{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        window.menus.save_stage()
        assert f"The picture was saved as {path.name}." in window.line.words
    with Image.open(tmp_path / "pooling.png") as picture:
        stage = digit_lab.picture
        assert picture.size == (2 * stage.width(), 2 * stage.height())
        assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 20
    drawn = (tmp_path / "pooling.svg").read_text(encoding="utf-8")
    assert drawn.count("<text") > 10, "words and numbers stay text"
    heading = {"forward": ">Max pooled<", "backward": ">Gradient of the input dx<"}
    assert heading.get(tab, "") in drawn


# -- room


def test_every_control_has_a_name_an_accessible_name_and_a_tooltip(
    qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab
) -> None:
    for tab in TABS:
        digit_lab.view.show_tab(tab.id)
    press(qtbot, window, Qt.Key.Key_M)
    assert check_controls_are_named(window) > 45


@pytest.mark.parametrize("kind", ["max", "average", "l2"])
@pytest.mark.parametrize(
    ("language", "size", "zoom"),
    [
        ("en", (1280, 720), 100),
        ("ko", (1280, 720), 100),
        ("en", (1920, 1080), 100),
        ("ko", (1280, 800), 200),
        ("en", (800, 560), 100),
    ],
)
def test_nothing_is_cut_at_any_size(
    qtbot: QtBot, make: MakeWindow, language: str, size: tuple[int, int], zoom: int, kind: str
) -> None:
    window = make(language, zoom=zoom)
    take_digit(window)
    window.resize(*size)
    lab = open_pooling(qtbot, window)
    for backward in (False, True):
        lab.model.update(kind=kind, backward=backward)
        QApplication.processEvents()
        check_nothing_is_cut(lab.view)


# -- language, theme, end


def test_the_language_changes_while_it_plays(qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab) -> None:
    press(qtbot, window, Qt.Key.Key_Space)
    window.menus.actions["language.ko"].trigger()
    qtbot.waitUntil(lambda: digit_lab.model.params.cell >= 1, timeout=5000)
    assert "행" in window.line.words
    assert part(window, QTabBar, "pooling.tabs").tabText(0) != "Forward"
    assert digit_lab.view.transport.is_playing
    press(qtbot, window, Qt.Key.Key_Space)
    window.menus.actions["language.en"].trigger()
    assert "Row <b>" in window.line.words


@pytest.mark.parametrize(("padding", "word"), [(0, "win nowhere"), (2, "nothing to pool")])
def test_what_is_said_below_the_window_changes_its_language(
    window: MainWindow, lab: PoolingLab, padding: int, word: str
) -> None:
    set_number(window, "pooling.padding", padding)
    assert word in window_words(window)
    window.menus.actions["language.ko"].trigger()
    assert word not in window_words(window)
    window.menus.actions["language.en"].trigger()
    assert word in window_words(window)


@pytest.mark.parametrize("tab", [tab.id for tab in TABS])
def test_it_turns_dark_while_it_is_open(qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab, tab: str) -> None:
    digit_lab.view.show_tab(tab)
    QApplication.processEvents()
    light = colors_of(digit_lab.picture)
    window.menus.actions["theme.dark"].trigger()
    QApplication.processEvents()
    dark = colors_of(digit_lab.picture)
    paper, night = QColor(LIGHT.stage).rgb(), QColor(DARK.stage).rgb()
    assert light.most_common(1)[0][0] == paper
    assert dark.most_common(1)[0][0] == night
    assert dark[paper] < 0.02 * dark.total(), "nothing but ink stays white"


def test_closing_while_playing_loading_or_pooling_ends_cleanly(
    qtbot: QtBot, make: MakeWindow, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (900, 1200), np.uint8)
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    np.savetxt(tmp_path / "numbers.csv", pixels[:60, :60], delimiter=",")
    for moment in ("playing", "loading", "pooling"):
        window = make()
        if moment == "pooling":
            open_and_wait(qtbot, window, tmp_path / "photo.png")
            window.show_lab(1)
            choose(window, "convolution.source", "photo")
        lab = open_pooling(qtbot, window)
        if moment == "playing":
            press(qtbot, window, Qt.Key.Key_Space)
            assert lab.view.transport.is_playing
        elif moment == "loading":
            window.open_files([tmp_path / "numbers.csv"])
        else:
            choose(window, "pooling.source", "convolution")
        window.close()
        assert not lab.view.transport.is_playing
    assert "Traceback" not in capfd.readouterr().err
