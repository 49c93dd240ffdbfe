"""Runs in the window: deleted and given back, exported, and there again after the next start."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QMenu,
    QMessageBox,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

import cnnstudio.labs.training.lab as training_lab
from cnnstudio.app.main_window import MainWindow
from cnnstudio.labs import LABS
from cnnstudio.labs.training.lab import TrainingLab
from cnnstudio.labs.training.next_run_file import with_kept_settings
from cnnstudio.labs.training.params import first_params
from cnnstudio.labs.training.run_shelf import RunShelf
from cnnstudio.nets.model_file import load_model
from cnnstudio.training.experiments import experiment
from cnnstudio.training.messages import Checkpoint, Message, Stopped
from tests.app.conftest import MakeWindow
from tests.labs.training.fake_trainer import FakeTrainer, batches, epoch_of, finished, sample_network, started

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of each menu, as of dialogs

LEFT = Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Part = TypeVar("Part", bound=QWidget)
Open = Callable[[], "Opened"]


class Opened:
    """The window with its training lab in front."""

    def __init__(self, window: MainWindow) -> None:
        window.show_lab([entry.id for entry in LABS].index("training"))
        self.window = window
        self.lab = cast(TrainingLab, window.current_lab)
        self.model = self.lab.model
        self.trainer = cast(FakeTrainer, self.lab.trainer)
        self.model.choose_experiment("blink")

    def part(self, kind: type[Part], name: str) -> Part:
        found = self.window.findChild(kind, f"training.{name}")
        assert found is not None, name
        return found

    @property
    def runs(self) -> QListWidget:
        return self.part(QListWidget, "runs")

    @property
    def titles(self) -> list[str]:
        return [self.runs.item(row).text() for row in range(self.runs.count())]

    def say(self, *messages: Message) -> None:
        self.trainer.said += messages
        self.lab.pump.tick()

    def run_through(self) -> None:
        spec = self.model.params.spec
        self.model.start()
        self.say(started(), *epoch_of(spec, 1), *epoch_of(spec, 2), finished(spec))

    def menu_of(self, row: int) -> QMenu:
        """Right-click on a row of the list."""
        return open_menu(self.runs, self.runs.visualItemRect(self.runs.item(row)).center())

    @property
    def words(self) -> str:
        return self.window.line.words


def open_menu(area: QAbstractScrollArea, place: object) -> QMenu:
    view = area.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))  # type: ignore[call-overload]
    QApplication.sendEvent(view, event)
    (menu,) = [menu for menu in area.findChildren(QMenu, "training.run_menu") if menu.isVisible()]
    return menu


def trigger(menu: QMenu, name: str) -> None:
    action = menu.findChild(QAction, f"training.run_{name}")
    assert action is not None, name
    action.trigger()
    menu.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def open_app(make: MakeWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, folder: Path) -> Open:
    monkeypatch.setattr(training_lab, "Worker", FakeTrainer)

    def open_app() -> Opened:
        opened = Opened(make(runs_folder=folder))
        qtbot.waitUntil(lambda: opened.model.test_set is not None, timeout=10_000)
        return opened

    return open_app


@pytest.fixture
def app(open_app: Open) -> Opened:
    """Return the window after two runs."""
    opened = open_app()
    opened.run_through()
    opened.run_through()
    return opened


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, str], None]:
    """Answer the next file dialog with a name and a kind."""

    def choose(path: Path, ending: str) -> None:
        def answer(_parent: object, _title: str, _name: str, kinds: str) -> tuple[str, str]:
            kind = next(kind for kind in kinds.split(";;") if kind.endswith(f"(*{ending})"))
            return str(path), kind

        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)

    return choose


Choose = Callable[[Path, str], None]


# -- deleting


def test_ctrl_z_gives_a_deleted_run_back(app: Opened, qtbot: QtBot) -> None:
    app.runs.setFocus()
    app.runs.setCurrentRow(1)
    qtbot.keyClick(app.runs, Qt.Key.Key_Delete)
    assert app.titles == ["Run 2"]
    assert "Run 1 was deleted. Ctrl+Z brings it back." in app.words
    qtbot.keyClick(app.window, Qt.Key.Key_Z, CONTROL)
    assert app.titles == ["Run 2", "Run 1"]
    assert app.model.run is app.model.runs[0]


def test_the_menu_s_undo_gives_it_back_too(app: Opened) -> None:
    undo = app.window.findChild(QAction, "action.undo")
    assert isinstance(undo, QAction)
    app.model.undo()
    while app.model.can_undo:
        app.model.undo()
    app.window.menus.refresh()
    trigger(app.menu_of(0), "delete")
    assert app.titles == ["Run 1"]
    assert undo.isEnabled()
    undo.trigger()
    assert app.titles == ["Run 2", "Run 1"]


def test_a_right_click_looks_at_no_other_run(app: Opened, qtbot: QtBot) -> None:
    here = app.model.run
    qtbot.mouseClick(
        app.runs.viewport(), Qt.MouseButton.RightButton, pos=app.runs.visualItemRect(app.runs.item(1)).center()
    )
    app.menu_of(1).close()
    assert app.model.run is here


def test_the_menu_shows_beside_renames_and_tells_the_keys(app: Opened, qtbot: QtBot) -> None:
    menu = app.menu_of(1)
    keys = [action.text().split("\t")[1] for action in menu.actions() if not action.isSeparator()]
    assert keys == ["F2", "Space", "X", "Ctrl+S", "Del", "Shift+Del"]
    assert 1 in app.model.params.shown_runs
    trigger(menu, "beside")
    assert 1 not in app.model.params.shown_runs
    trigger(app.menu_of(1), "rename")
    editor = app.runs.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("careful")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.model.runs[0].name == "careful")


def test_the_table_has_the_same_menu(app: Opened) -> None:
    app.lab.view.show_tab("compare")
    table = app.part(QTableWidget, "comparison")
    item = table.item(0, 0)
    assert item is not None
    trigger(open_menu(table, table.visualItemRect(item).center()), "delete")
    assert [run.number for run in app.model.runs] == [2]


def test_a_long_name_is_shortened_in_the_middle_and_whole_in_the_tooltip(app: Opened) -> None:
    name = "the run with very small steps and a momentum that was set by hand before the lesson began"
    app.model.rename_run(1, name)
    assert app.runs.item(1).toolTip().startswith(name)
    assert "last 90.0" in app.runs.item(1).toolTip()


# -- exporting


@pytest.mark.parametrize("tab", ["curves", "compare"])
def test_curves_are_exported_as_the_ending_says(
    app: Opened, qtbot: QtBot, tmp_path: Path, choose: Choose, tab: str
) -> None:
    app.model.configure(learning_rate=0.012, optimizer="adam", schedule="constant", epochs=7, weight_decay=0.0)
    app.run_through()
    app.lab.view.show_tab(tab)
    for ending in (".png", ".svg", ".pdf"):
        choose(tmp_path / f"runs{ending}", ".csv")
        qtbot.mouseClick(app.part(QAbstractButton, "export"), LEFT)
        assert f"Saved as runs{ending}." in app.words
    with Image.open(tmp_path / "runs.png") as picture:
        assert picture.width == 2240
        assert picture.convert("RGB").getpixel((2, 2)) == (255, 255, 255), "ink on paper"
    drawn = (tmp_path / "runs.svg").read_text(encoding="utf-8")
    words = re.findall(r">([^<>]+)</text>", drawn)
    assert {"Loss", "batches"} <= set(words)
    assert any(word.startswith("Run 1: ") for word in words), "who is who"
    assert drawn.count("<polyline") >= 3
    assert (tmp_path / "runs.pdf").read_bytes().startswith(b"%PDF")
    is_table = "Learning rate" in words
    assert is_table == (tab == "compare")
    if is_table:
        assert {"Validation, best", "Optimiser", "0.012", "Adam"} <= set(words)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler")
def test_the_words_of_a_page_can_be_searched(app: Opened, qtbot: QtBot, tmp_path: Path, choose: Choose) -> None:
    choose(tmp_path / "runs.pdf", ".pdf")
    qtbot.mouseClick(app.part(QAbstractButton, "export"), LEFT)
    said = subprocess.run(["pdftotext", tmp_path / "runs.pdf", "-"], capture_output=True, text=True, check=True)
    assert "Loss" in said.stdout


def test_a_run_alone_is_exported_from_its_menu_or_by_its_key(
    app: Opened, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    choose(tmp_path / "one.csv", ".csv")
    trigger(app.menu_of(1), "export")
    assert {line.split(",")[0] for line in (tmp_path / "one.csv").read_text().splitlines()[1:]} == {"1"}
    choose(tmp_path / "other.svg", ".svg")
    app.runs.setFocus()
    qtbot.keyClick(app.runs, Qt.Key.Key_X)
    drawn = (tmp_path / "other.svg").read_text(encoding="utf-8")
    assert "Run 2: " in drawn
    assert "Run 1" not in drawn


def test_while_runs_are_compared_the_key_exports_the_comparison_and_the_dialog_says_so(
    app: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def refuse(_: object, title: str, name: str, __: str) -> tuple[str, str]:
        asked.append((title, name))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", refuse)
    for tab in ("curves", "compare"):
        app.lab.view.show_tab(tab)
        app.runs.setFocus()
        qtbot.keyClick(app.runs, Qt.Key.Key_X)
        qtbot.mouseClick(app.part(QAbstractButton, "export"), LEFT)
    assert asked == [
        ("Export Run 2", "run-2.csv"),
        ("Export all runs", "runs.csv"),
        ("Export the comparison", "comparison.csv"),
        ("Export the comparison", "comparison.csv"),
    ]


@pytest.mark.parametrize("name", ["runs", "rate 0.1"])
def test_a_name_without_an_ending_gets_that_of_the_chosen_kind(
    app: Opened, qtbot: QtBot, tmp_path: Path, choose: Choose, name: str
) -> None:
    choose(tmp_path / name, ".svg")
    qtbot.mouseClick(app.part(QAbstractButton, "export"), LEFT)
    assert (tmp_path / f"{name}.svg").exists()
    before = (tmp_path / f"{name}.svg").read_bytes()
    qtbot.mouseClick(app.part(QAbstractButton, "export"), LEFT)
    assert "is there already" in app.words, "the dialog did not ask about this one"
    assert (tmp_path / f"{name}.svg").read_bytes() == before


def test_an_unknown_ending_and_a_folder_that_is_not_there_are_told_of(
    app: Opened, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    choose(tmp_path / "runs.xlsx", ".csv")
    qtbot.mouseClick(app.part(QAbstractButton, "export"), LEFT)
    assert "runs.xlsx must end in .csv, .png, .svg or .pdf." in app.words
    for ending in (".csv", ".png", ".svg", ".pdf"):
        choose(tmp_path / "none" / f"runs{ending}", ending)
        qtbot.mouseClick(app.part(QAbstractButton, "export"), LEFT)
        assert f"runs{ending} could not be saved" in app.words
        assert app.window.line.is_error
    assert not list(tmp_path.glob("runs.*"))


def test_the_network_of_a_run_that_is_not_looked_at_is_saved(
    app: Opened, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    choose(tmp_path / "first", ".safetensors")
    trigger(app.menu_of(1), "save")
    first = app.model.runs[0].network
    assert first is not None
    saved = load_model(tmp_path / "first.safetensors")
    assert (saved.weights["0.weight"] == first.weights["0.weight"]).all()
    app.runs.setFocus()
    choose(tmp_path / "second.safetensors", ".safetensors")
    qtbot.keyClick(app.runs, Qt.Key.Key_S, CONTROL)
    assert (tmp_path / "second.safetensors").exists()


# -- the next start


def back(qtbot: QtBot, open_app: Open, count: int) -> Opened:
    """Start the app again, and wait until the runs are back."""
    opened = open_app()
    qtbot.waitUntil(lambda: len(opened.model.runs) == count, timeout=10_000)
    return opened


def test_runs_are_there_again_after_the_next_start(app: Opened, open_app: Open, qtbot: QtBot) -> None:
    app.model.rename_run(1, "careful")
    losses, network = app.model.runs[0].losses.tolist(), app.model.runs[0].network
    app.window.close()
    again = back(qtbot, open_app, 2)

    assert again.titles == ["Run 2", "careful"]
    qtbot.mouseClick(again.runs.viewport(), LEFT, pos=again.runs.visualItemRect(again.runs.item(1)).center())
    run = again.model.run
    assert run is not None
    assert run.losses.tolist() == losses
    assert run.network is not None
    assert network is not None
    assert (run.network.weights["0.weight"] == network.weights["0.weight"]).all()
    assert again.model.confusion is not None
    again.run_through()
    assert [run.number for run in again.model.runs] == [1, 2, 3]


def test_the_settings_of_the_next_run_are_there_again_and_undo_does_not_take_them_back(
    app: Opened, qtbot: QtBot, make: MakeWindow, folder: Path
) -> None:
    app.model.choose_experiment("fast")
    app.model.configure(learning_rate=0.123, epochs=7)
    app.model.start_from(app.model.recorded_network)
    app.window.close()
    window = make(runs_folder=folder)
    window.show_lab([entry.id for entry in LABS].index("training"))
    model = cast(TrainingLab, window.current_lab).model
    assert (model.params.experiment, model.params.config.learning_rate, model.params.config.epochs) == (
        "fast",
        0.123,
        7,
    )
    assert (model.params.spec, model.params.base) == (experiment("fast").spec, None)
    model.undo()
    assert model.params.config.epochs == 7
    window.close()


@pytest.mark.parametrize("content", ["", "[]", '{"format": "cnnstudio-next-run-1", "experiment": "other"}', "\\xff"])
def test_a_damaged_file_of_settings_means_nothing(open_app: Open, folder: Path, content: str) -> None:
    folder.with_name("next-run.json").write_text(content)
    params = first_params()
    assert with_kept_settings(params, folder.with_name("next-run.json")) is params
    assert open_app().model.params.experiment == "blink"


def test_a_deleted_run_stays_away_unless_that_was_undone(app: Opened, open_app: Open, qtbot: QtBot) -> None:
    app.window.close()
    again = back(qtbot, open_app, 2)
    again.model.delete_run(1)
    again.model.delete_run(2)
    again.model.undo()
    network = again.model.runs[0].network
    assert network is not None
    again.window.close()
    last = back(qtbot, open_app, 1)

    assert last.titles == ["Run 2"]
    assert last.model.network is not None


def test_a_run_is_kept_as_far_as_it_came_when_the_window_closes(open_app: Open, qtbot: QtBot) -> None:
    app = open_app()
    app.model.start()
    app.say(started(), *epoch_of(app.model.params.spec, 1)[:7], *batches(1, 6, 8))
    app.window.close()
    again = back(qtbot, open_app, 1)
    run = again.model.run

    assert run is not None
    assert (run.state, run.batches) == ("stopped", 8)
    assert run.network is not None
    assert not run.is_active
    assert app.trainer.asked[-3:] == ["start", "stop", "close"]


@pytest.mark.parametrize("is_closed_at_once", [False, True])
def test_a_stopped_run_is_kept_with_its_last_weights(
    open_app: Open, qtbot: QtBot, folder: Path, is_closed_at_once: bool
) -> None:
    app = open_app()
    spec = app.model.params.spec
    app.model.start()
    app.say(started(), Checkpoint(1, 0, sample_network(spec)), *batches(1, 1, 3))
    last = sample_network(spec, 8)
    app.trainer.last_words = (*batches(1, 4, 4), Checkpoint(1, 4, last), Stopped())
    if not is_closed_at_once:
        app.model.stop()
        qtbot.waitUntil(lambda: folder.exists() and len(list(folder.iterdir())) == 1, timeout=10_000)
    app.window.close()
    run = back(qtbot, open_app, 1).model.run

    assert run is not None
    assert (run.state, run.batches, [moment.step for moment in run.moments]) == ("stopped", 4, [0, 4])
    assert run.network is not None
    assert (run.network.weights["0.weight"] == last.weights["0.weight"]).all()


def test_weights_of_runs_that_are_not_looked_at_rest_in_their_files(app: Opened, qtbot: QtBot, folder: Path) -> None:
    first, second = app.model.runs
    qtbot.waitUntil(lambda: first.checkpoints.size == 0, timeout=10_000)
    assert second.checkpoints.size > 0
    app.model.choose_run(1)
    assert [moment.step for moment in app.model.runs[0].moments] == [5, 10, 15, 20]
    assert app.model.network is not None
    qtbot.waitUntil(lambda: second.checkpoints.size == 0, timeout=10_000)


def test_a_run_that_the_disk_has_no_more_room_for_stays_while_the_window_is_open(
    open_app: Open, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_lab, "RunShelf", partial(RunShelf, most_runs=1))
    app = open_app()
    for _ in range(3):
        app.run_through()
    assert app.lab.keeper is not None
    app.lab.keeper.wait()  # so that all are written before the window hears of the first
    qtbot.waitUntil(lambda: len(list(folder.iterdir())) == 1, timeout=10_000)
    assert all(run.network is not None for run in app.model.runs)
    app.window.close()
    again = back(qtbot, open_app, 1)
    assert again.titles == ["Run 3"]


def test_a_run_that_learned_nothing_is_not_kept(open_app: Open, folder: Path) -> None:
    app = open_app()
    app.model.start()
    app.window.close()
    assert not folder.exists() or not list(folder.iterdir())


def test_a_damaged_file_is_told_of_and_the_others_are_there(
    app: Opened, open_app: Open, qtbot: QtBot, folder: Path
) -> None:
    app.window.close()
    sorted(folder.iterdir())[0].write_bytes(b"Dear all")
    again = open_app()
    qtbot.waitUntil(lambda: "could not be read" in again.words, timeout=10_000)

    assert again.titles == ["Run 2"]
    again.run_through()
    assert again.titles == ["Run 3", "Run 2"]


def test_where_runs_cannot_be_kept_that_is_said_once(open_app: Open, qtbot: QtBot, folder: Path) -> None:
    folder.write_bytes(b"in the way")
    app = open_app()
    app.run_through()
    qtbot.waitUntil(lambda: "will not come back at the next start" in app.words, timeout=10_000)
    app.run_through()
    app.lab.keeper.stop()  # type: ignore[union-attr]
    QApplication.processEvents()
    assert "will not come back" not in app.words


@pytest.mark.parametrize("answer", ["yes", "no"])
@pytest.mark.parametrize("way", ["button", "key", "menu"])
def test_all_runs_are_deleted_after_a_question(
    app: Opened, open_app: Open, qtbot: QtBot, folder: Path, answer: str, way: str
) -> None:
    if way == "button":
        qtbot.mouseClick(app.part(QAbstractButton, "delete_all"), LEFT)
    elif way == "key":
        app.runs.setFocus()
        qtbot.keyClick(app.runs, Qt.Key.Key_Delete, SHIFT)
    else:
        trigger(app.menu_of(0), "delete_all")
    box = app.part(QMessageBox, "delete_all_question")
    assert "Delete all 2 runs for good?" in box.text()
    qtbot.mouseClick(app.part(QAbstractButton, f"delete_all_{answer}"), LEFT)
    assert len(app.model.runs) == (0 if answer == "yes" else 2)
    app.window.close()

    assert len(list(folder.iterdir())) == (0 if answer == "yes" else 2)
