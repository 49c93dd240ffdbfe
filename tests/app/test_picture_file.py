from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import plain_percent
from cnnstudio.widgets.picture_file import copy_picture, save_picture
from tests.app.conftest import MakeWindow, draw


def test_a_png_is_twice_as_fine_as_the_screen(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    draw(qtbot, window)
    stage = window.draw_lab.view

    save_picture(stage, tmp_path / "lab.png")

    with Image.open(tmp_path / "lab.png") as picture:
        assert picture.size == (2 * stage.width(), 2 * stage.height())
        assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 100


def test_an_svg_holds_the_words_as_text(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    draw(qtbot, window)

    save_picture(window.draw_lab.view, tmp_path / "lab.svg")

    content = (tmp_path / "lab.svg").read_text(encoding="utf-8")
    assert ">As the network sees it</text>" in content
    assert "Pretendard" in content


def test_a_pdf_is_written_with_its_fonts(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    draw(qtbot, window)

    save_picture(window.draw_lab.view, tmp_path / "lab.pdf")

    content = (tmp_path / "lab.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert b"/FontFile" in content
    assert b"Pretendard" in content


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_words_and_numbers_of_a_pdf_can_be_searched_and_copied(
    qtbot: QtBot, make: MakeWindow, tmp_path: Path, language: str
) -> None:
    window = make(language)
    draw(qtbot, window)
    stage = window.draw_lab.view

    save_picture(stage, tmp_path / "lab.pdf")

    command = ["pdftotext", "-layout", str(tmp_path / "lab.pdf"), "-"]
    found = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    labels = [label.text() for label in stage.findChildren(QLabel) if label.isVisible()]
    assert labels
    for words in " ".join(labels).split():
        assert words in found
    probabilities = window.draw_lab.model.result.probabilities
    assert probabilities is not None
    assert plain_percent(float(probabilities.max())).replace("\N{NO-BREAK SPACE}", " ") in found


def test_a_copied_picture_can_be_pasted(qtbot: QtBot, window: MainWindow) -> None:
    draw(qtbot, window)
    stage = window.draw_lab.view

    copy_picture(stage)

    pasted = QGuiApplication.clipboard().image()
    assert pasted.size() == stage.size() * 2
    assert pasted.pixelColor(1, 1) == QColor(window.theme.palette.stage)
    assert not QGuiApplication.clipboard().mimeData().hasUrls()


@pytest.mark.parametrize("name", ["lab.bmp", "lab", "no such folder/lab.png"])
def test_what_cannot_be_saved_is_said_plainly(window: MainWindow, tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="lab"):
        save_picture(window.draw_lab.view, tmp_path / name)

    assert list(tmp_path.iterdir()) == []
