from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QProgressDialog, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from cnnstudio.app.animation_dialog import AnimationDialog, ask_and_save
from cnnstudio.app.main_window import MainWindow
from tests.app.conftest import LEFT, MakeWindow
from tests.app.counting import Counting, CountingView


@pytest.fixture
def steps() -> Counting:
    return Counting(10)


@pytest.fixture
def view(qtbot: QtBot, steps: Counting) -> CountingView:
    view = CountingView(steps)
    qtbot.addWidget(view)
    return view


def opened(window: MainWindow, view: CountingView, steps: Counting) -> AnimationDialog:
    ask_and_save(window, view, steps, window.translator)
    dialog = window.findChild(AnimationDialog, "animation")
    assert isinstance(dialog, AnimationDialog)
    return dialog


def number(dialog: AnimationDialog, name: str) -> QSpinBox:
    box = dialog.findChild(QSpinBox, f"animation.{name}")
    assert isinstance(box, QSpinBox)
    return box


def button(dialog: AnimationDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, f"animation.{name}")
    assert isinstance(found, QPushButton)
    return found


def told(dialog: AnimationDialog) -> str:
    label = dialog.findChild(QLabel, "animation.outcome")
    assert isinstance(label, QLabel)
    return label.text()


def answer_with(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let the dialog that asks for a name answer with one; its own window belongs to the desktop."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (str(path), ""))


def type_into(qtbot: QtBot, box: QSpinBox, digits: str) -> None:
    box.window().activateWindow()
    qtbot.waitUntil(box.window().isActiveWindow)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, digits)
    qtbot.keyClick(box, Qt.Key.Key_Tab)


def test_the_steps_asked_for_are_saved(
    qtbot: QtBot,
    window: MainWindow,
    view: CountingView,
    steps: Counting,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer_with(monkeypatch, tmp_path / "steps.gif")
    dialog = opened(window, view, steps)
    assert told(dialog) == "Pictures: 10. They play for 5 s."

    type_into(qtbot, number(dialog, "first"), "3")
    type_into(qtbot, number(dialog, "last"), "8")
    type_into(qtbot, number(dialog, "speed"), "4")
    assert told(dialog) == "Pictures: 6. They play for 2 s."
    qtbot.mouseClick(button(dialog, "save"), LEFT)

    assert "steps.gif" in window.line.words
    with Image.open(tmp_path / "steps.gif") as animation:
        assert (animation.n_frames, animation.info["duration"]) == (6, 250)  # type: ignore[attr-defined]
    assert steps.position == 0


def test_pngs_get_their_ending_and_have_no_speed(
    qtbot: QtBot,
    window: MainWindow,
    view: CountingView,
    steps: Counting,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer_with(monkeypatch, tmp_path / "steps")
    dialog = opened(window, view, steps)
    kind = dialog.findChild(QComboBox, "animation.format")
    assert isinstance(kind, QComboBox)

    qtbot.keyClick(kind, Qt.Key.Key_Down)
    type_into(qtbot, number(dialog, "every"), "5")
    assert told(dialog) == "Pictures: 2."
    assert not number(dialog, "speed").isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)

    assert sorted(file.name for file in tmp_path.iterdir()) == ["steps-0001.png", "steps-0002.png"]


def test_of_very_many_steps_some_are_left_out_and_who_wants_all_is_told_why_not(
    qtbot: QtBot, window: MainWindow, view: CountingView
) -> None:
    dialog = opened(window, view, Counting(784))
    assert number(dialog, "every").value() == 2
    assert button(dialog, "save").isEnabled()

    type_into(qtbot, number(dialog, "every"), "1")

    assert told(dialog).startswith("That would be 784 pictures")
    assert not button(dialog, "save").isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_saving_can_be_cancelled(
    qtbot: QtBot,
    window: MainWindow,
    view: CountingView,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer_with(monkeypatch, tmp_path / "steps.gif")
    steps = Counting(400)

    def cancel_at_last() -> None:
        if steps.position == 30 and len(steps.visited) > 20:
            for bar in window.findChildren(QProgressDialog):
                bar.cancel()

    steps.subscribe(cancel_at_last)
    qtbot.mouseClick(button(opened(window, view, steps), "save"), LEFT)

    assert "Nothing was saved." in window.line.words
    assert list(tmp_path.iterdir()) == []
    assert steps.position == 0


def test_what_cannot_be_saved_is_told_in_the_window(
    qtbot: QtBot,
    window: MainWindow,
    view: CountingView,
    steps: Counting,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer_with(monkeypatch, tmp_path / "no such folder" / "steps.gif")

    qtbot.mouseClick(button(opened(window, view, steps), "save"), LEFT)

    assert "steps.gif could not be saved" in window.line.words


def test_without_steps_nothing_is_asked(window: MainWindow, view: CountingView) -> None:
    ask_and_save(window, view, Counting(0), window.translator)

    assert window.findChild(AnimationDialog) is None
    assert "no steps" in window.line.words


@pytest.mark.parametrize("settings", [{"zoom": 200, "theme": "dark"}, {"language": "ko"}])
def test_every_control_has_room_and_a_name(
    qtbot: QtBot, make: MakeWindow, view: CountingView, settings: dict[str, object]
) -> None:
    dialog = opened(make(**settings), view, Counting(784))

    type_into(qtbot, number(dialog, "every"), "1")
    sentence = dialog.findChild(QLabel, "animation.outcome")
    assert isinstance(sentence, QLabel)
    qtbot.waitUntil(lambda: sentence.height() >= sentence.heightForWidth(sentence.width()))
    for control in (*dialog.findChildren(QSpinBox), *dialog.findChildren(QPushButton)):
        assert control.accessibleName()
        assert control.toolTip()
        assert control.width() >= control.minimumSizeHint().width()
        assert control.height() >= control.minimumSizeHint().height()
    dialog.reject()
