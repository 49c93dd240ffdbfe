"""The panel: sections, what "More settings" unfolds, the keys that lead there, and the program of the moment."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QPlainTextEdit, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.core.errors import UserError
from cnnstudio.core.observable import Observable
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.widgets.stage.code_card import CodeCard
from cnnstudio.widgets.stage.control_panel import ControlPanel
from cnnstudio.widgets.stage.programs import Programs
from cnnstudio.widgets.stage.tab import Tab
from cnnstudio.widgets.stage.tabbed_stage import TabbedStage
from cnnstudio.widgets.theme import Theme
from tests.app.counting import Counting
from tests.widgets.stage.views import NamedView


class Room(QWidget):
    """A stage and its panel, side by side, on a number that a model holds."""

    def __init__(self, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self.model, self.value = Observable(), 1
        self.steps = Counting(5)
        self.stage = TabbedStage("test", (Tab("view", text("Views")),), NamedView, self.steps, theme, translator)
        self.panel = ControlPanel("test", self.stage, theme, translator)
        self.first, self.second, self.setting = QCheckBox("first"), QCheckBox("second"), QCheckBox("setting")
        more = QWidget()
        column = QHBoxLayout(more)
        column.addWidget(self.first)
        column.addWidget(self.second)
        self.card = CodeCard("test", self.programs, self.model, theme, translator, self.stage)
        self.panel.add_section(text("Input"), self.setting)
        self.panel.add_section(text("Pooling"), QLabel("nothing to set"))
        self.panel.add_more(more, self.second)
        self.panel.add_code(self.card)
        self.panel.add_key("K", self.setting.toggle)
        self.panel.finish()
        row = QHBoxLayout(self)
        row.addWidget(self.stage, 1)
        row.addWidget(self.panel)

    def programs(self) -> Programs:
        array = np.arange(float(self.value))
        return Programs(f"print({self.value})\n", f"print('torch', {self.value})\n", {"input.npy": array})

    def show_value(self, value: int) -> None:
        self.value = value
        self.model.emit()


@pytest.fixture
def room(qtbot: QtBot, theme: Theme, translator: Translator) -> Room:
    room = Room(theme, translator)
    qtbot.addWidget(room)
    room.resize(1200, 600)
    room.show()
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    room.stage.focus()
    return room


def button(room: Room, name: str) -> QToolButton:
    found = room.findChild(QToolButton, f"test.{name}")
    assert isinstance(found, QToolButton)
    return found


def code(room: Room) -> QPlainTextEdit:
    found = room.findChild(QPlainTextEdit, "test.code_text")
    assert isinstance(found, QPlainTextEdit)
    return found


def press(qtbot: QtBot, room: Room, key: Qt.Key) -> None:
    """Press a key on the stage."""
    room.stage.focus()
    qtbot.keyClick(room.stage.current, key)


def test_sections_have_headings(room: Room) -> None:
    headings = [label.text() for label in room.panel.findChildren(QLabel) if label.property("role") == "heading"]
    assert headings == ["Input", "Pooling"]


def test_more_settings_unfold_by_click_and_by_key_and_the_first_gets_the_keyboard(qtbot: QtBot, room: Room) -> None:
    assert not room.first.isVisible()
    qtbot.mouseClick(button(room, "more"), Qt.MouseButton.LeftButton)
    assert room.first.isVisible()
    assert room.second.hasFocus(), "what the lab named first"
    press(qtbot, room, Qt.Key.Key_M)
    assert not room.first.isVisible()
    press(qtbot, room, Qt.Key.Key_M)
    assert room.first.isVisible()
    assert "M" in button(room, "more").toolTip()


def test_a_lab_adds_keys_of_its_own(qtbot: QtBot, room: Room) -> None:
    press(qtbot, room, Qt.Key.Key_K)
    assert room.setting.isChecked()


def test_what_was_clicked_leaves_the_arrows_to_the_stage(qtbot: QtBot, room: Room) -> None:
    qtbot.mouseClick(room.setting, Qt.MouseButton.LeftButton, pos=QPoint(8, room.setting.height() // 2))
    assert room.setting.isChecked()
    assert not room.setting.hasFocus()
    room.setting.setFocus(Qt.FocusReason.TabFocusReason)
    assert room.setting.hasFocus(), "Tab still leads there"


def test_keys_pressed_in_the_panel_go_on_to_the_window(qtbot: QtBot, room: Room) -> None:
    bar = room.panel.verticalScrollBar()
    room.setting.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(room.setting, Qt.Key.Key_PageDown)
    assert bar.value() == 0, "Page Down steps; it does not scroll the panel"


def test_the_panel_grows_with_the_type(room: Room, theme: Theme) -> None:
    before = room.panel.width()
    theme.zoom = 200
    assert room.panel.width() == round(1.5 * before)


# -- the program


def test_the_program_of_the_moment_is_shown_and_put_away(qtbot: QtBot, room: Room) -> None:
    press(qtbot, room, Qt.Key.Key_C)
    assert code(room).isVisible()
    assert code(room).toPlainText() == "print(1)\n"
    room.show_value(2)
    assert code(room).toPlainText() == "print(2)\n"
    tabs = room.findChild(QTabBar, "test.code_language")
    assert isinstance(tabs, QTabBar)
    tabs.setCurrentIndex(1)
    assert code(room).toPlainText() == "print('torch', 2)\n"
    qtbot.keyClick(code(room), Qt.Key.Key_Escape)
    assert not code(room).isVisible()
    assert room.stage.picture.hasFocus()
    qtbot.mouseClick(button(room, "show_code"), Qt.MouseButton.LeftButton)
    assert code(room).isVisible()


def test_the_card_stays_on_the_stage_when_the_window_shrinks(qtbot: QtBot, room: Room) -> None:
    press(qtbot, room, Qt.Key.Key_C)
    room.resize(900, 420)
    assert room.stage.rect().contains(room.card.geometry())


def test_the_program_is_copied_and_saved_with_what_it_loads(
    qtbot: QtBot, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Text] = []
    room.panel.said.connect(said.append)
    room.show_value(3)
    press(qtbot, room, Qt.Key.Key_C)
    for name in ("code_copy", "code_save"):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "own.py"), ""))
        clicked = room.findChild(QWidget, f"test.{name}")
        assert isinstance(clicked, QWidget)
        qtbot.mouseClick(clicked, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "print(3)\n"
    assert (tmp_path / "own.py").read_text() == "print(3)\n"
    assert np.load(tmp_path / "input.npy").tolist() == [0, 1, 2]
    translate = Translator("en")
    assert [translate(words) for words in said] == [
        "The program is on the clipboard.",
        "The program was saved as own.py.",
    ]


def test_a_folder_that_takes_no_file_is_told(
    qtbot: QtBot, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed: list[UserError] = []
    room.panel.failed.connect(failed.append)
    missing = tmp_path / "missing" / "own.py"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(missing), ""))
    press(qtbot, room, Qt.Key.Key_C)
    save = room.findChild(QWidget, "test.code_save")
    assert isinstance(save, QWidget)
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    assert "own.py could not be saved. Choose another folder." in Translator("en")(failed[0].message)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    assert len(failed) == 1, "a dialog that was cancelled is no failure"
