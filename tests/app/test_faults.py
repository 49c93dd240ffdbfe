from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from cnnstudio.app.faults import catch_faults, open_log
from cnnstudio.app.main_window import MainWindow
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from tests.app.conftest import draw


@pytest.fixture
def log(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_faults(window, tmp_path / "logs" / "faults.log")
    return tmp_path / "logs" / "faults.log"


def raised(error: Exception) -> None:
    try:
        raise error
    except Exception as caught:
        sys.excepthook(type(caught), caught, caught.__traceback__)


def test_a_fault_of_ours_is_a_plain_dialog_and_a_log(qtbot: QtBot, window: MainWindow, log: Path) -> None:
    draw(qtbot, window)

    raised(ZeroDivisionError("division by zero"))

    box = window.findChild(QMessageBox, "fault")
    assert box is not None
    assert "Traceback" not in box.text() + box.informativeText()
    assert str(log) in box.informativeText()
    assert "ZeroDivisionError: division by zero" in log.read_text(encoding="utf-8")
    assert window.draw_lab.model.result.ranking[0] == 1
    box.close()


def test_what_the_user_can_mend_is_said_in_the_line(window: MainWindow, log: Path) -> None:
    raised(UserError(text("The file is empty.")))

    assert window.line.is_error
    assert "The file is empty." in window.line.words
    assert window.findChild(QMessageBox, "fault") is None


def test_without_a_place_for_the_log_the_app_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert open_log(tmp_path / "file" / "faults.log") is None
