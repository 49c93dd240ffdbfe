"""The training lab in the window, worked by mouse and keys; what trains says what the test wants it to."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QScrollArea,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

import cnnstudio.labs.training.lab as training_lab
from cnnstudio.core.numbers import grouped
from cnnstudio.labs.training.exports import COLUMNS
from cnnstudio.labs.training.tabs import TABS
from cnnstudio.nets.model_file import load_model
from cnnstudio.training.messages import Checkpoint, Stopped
from cnnstudio.widgets.scale_steppers import RateStepper
from tests.app.conftest import MakeWindow
from tests.app.training_window import WindowWithFake
from tests.labs.training.fake_trainer import FakeTrainer, batches, epoch_of, finished, sample_network, started

LEFT = Qt.MouseButton.LeftButton


def type_in(qtbot: QtBot, field: QAbstractSpinBox, typed: str) -> None:
    """Type something over the number of a field, and press Enter."""
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def app(make: MakeWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> WindowWithFake:
    monkeypatch.setattr(training_lab, "Worker", FakeTrainer)
    opened = WindowWithFake(make())
    qtbot.waitUntil(lambda: opened.model.test_set is not None, timeout=10_000)
    return opened


# -- the bar


def test_the_main_button_starts_pauses_and_goes_on(app: WindowWithFake, qtbot: QtBot) -> None:
    button = app.part(QAbstractButton, "start")
    assert (button.text(), app.words) == ("Start", "Not started yet")
    qtbot.mouseClick(button, LEFT)
    assert (button.text(), app.words) == ("Pause", "Getting the pictures …")
    app.say(started(), *batches(1, 1, 4))
    assert app.words == "Batch <b>4</b> of 20, 0.2 s left"
    qtbot.mouseClick(button, LEFT)
    assert (button.text(), app.words) == ("Go on", "Batch <b>4</b> of 20, paused")
    qtbot.mouseClick(button, LEFT)
    assert button.text() == "Pause"
    app.say(*batches(1, 5, 10), *epoch_of(app.model.params.spec, 2), finished(app.model.params.spec))
    assert (button.text(), app.words) == ("Start", "<b>20</b> batches learned in 3.0 s")
    assert app.trainer.asked == ["start", "pause", "resume"]


def test_a_step_is_a_batch_or_an_epoch(app: WindowWithFake, qtbot: QtBot) -> None:
    step, unit = app.part(QAbstractButton, "step"), app.part(QComboBox, "unit")
    assert step.text() == "One batch"
    qtbot.mouseClick(step, LEFT)
    assert app.words == "Ready for the first batch"
    unit.setCurrentIndex(unit.findData("epoch"))
    unit.activated.emit(unit.currentIndex())
    assert step.text() == "One epoch"
    qtbot.mouseClick(step, LEFT)

    assert app.trainer.asked == ["start paused", "step batch", "step epoch"]


def test_keys_lead_the_run(app: WindowWithFake, qtbot: QtBot) -> None:
    stage = cast(QWidget, app.lab.view.current)
    stage.setFocus()
    qtbot.keyClick(stage, Qt.Key.Key_Space)
    app.say(started(), *batches(1, 1, 2))
    qtbot.keyClick(stage, Qt.Key.Key_B)
    qtbot.keyClick(stage, Qt.Key.Key_E)
    qtbot.keyClick(stage, Qt.Key.Key_S)

    assert app.trainer.asked == ["start", "pause", "step batch", "step epoch", "stop"]
    app.say()
    assert app.words == "Batch <b>2</b> of 20, stopped"


def test_stop_can_be_pressed_only_while_something_goes_on(app: WindowWithFake, qtbot: QtBot) -> None:
    stop = app.part(QAbstractButton, "stop")
    assert not stop.isEnabled()
    app.model.start()
    app.say(started())
    assert stop.isEnabled()
    qtbot.mouseClick(stop, LEFT)
    assert not stop.isEnabled()
    assert app.part(QAbstractButton, "start").text() == "Start"


def test_a_stopped_run_has_the_weights_as_they_were_when_stop_was_pressed(app: WindowWithFake, qtbot: QtBot) -> None:
    spec = app.model.params.spec
    app.model.start()
    app.say(started(), Checkpoint(1, 0, sample_network(spec)), *batches(1, 1, 3))
    use, slider = app.part(QAbstractButton, "use"), app.part(QSlider, "rewind")
    assert use.isEnabled()
    app.trainer.last_words = ()
    qtbot.mouseClick(app.part(QAbstractButton, "stop"), LEFT)
    assert (app.part(QAbstractButton, "start").text(), app.words) == ("Start", "Batch <b>3</b> of 20, stopping …")
    assert not use.isEnabled(), "its last weights are still to come"
    last = Checkpoint(1, 4, sample_network(spec, 7))
    app.say(*batches(1, 4, 4), last, Stopped())

    assert app.words == "Batch <b>4</b> of 20, stopped"
    assert (slider.maximum(), slider.value()) == (1, 1)
    qtbot.mouseClick(use, LEFT)
    used = app.window.draw_lab.model.network.network
    assert used is not None
    assert used.weights is last.network.weights


def test_the_slider_rewinds_every_view_and_its_end_is_now(app: WindowWithFake, qtbot: QtBot) -> None:
    app.run_through()
    slider = app.part(QSlider, "rewind")
    assert (slider.maximum(), slider.value()) == (3, 3)
    slider.setValue(1)
    assert app.model.moment == 10
    assert app.words == "Looking back at batch <b>10</b> of 20"
    stage = cast(QWidget, app.lab.view.current)
    stage.setFocus()
    qtbot.keyClick(stage, Qt.Key.Key_Left)
    assert app.model.moment == 5
    qtbot.keyClick(stage, Qt.Key.Key_End)
    assert app.model.moment is None
    assert slider.value() == 3


def test_training_goes_on_while_one_looks_back(app: WindowWithFake) -> None:
    spec = app.model.params.spec
    app.model.start()
    app.say(started(), *epoch_of(spec, 1))
    app.part(QSlider, "rewind").setValue(0)
    app.say(*epoch_of(spec, 2))

    assert app.model.moment == 5
    assert app.model.run is not None
    assert app.model.run.batches == 20


def test_the_sentence_above_the_stage_tells_why_a_run_failed(app: WindowWithFake) -> None:
    app.model.start()
    app.say(started(), *batches(1, 1, 2))
    app.trainer.is_alive = False
    app.lab.pump.tick()

    assert "Start the run again" in app.window.line.words
    assert app.part(QAbstractButton, "start").isEnabled()


# -- settings


def test_an_experiment_brings_all_its_settings(app: WindowWithFake) -> None:
    choice = app.part(QComboBox, "experiment")
    choice.setCurrentIndex(choice.findData("t1"))
    choice.activated.emit(choice.currentIndex())

    assert app.model.params.spec.name == "simple-convnet"
    assert app.part(QSpinBox, "epochs").value() == 20
    assert app.part(QSpinBox, "batch_size").value() == 100
    assert app.part(RateStepper, "learning_rate").number == 0.001
    assert app.part(QComboBox, "train_size").currentData() == 5_000
    assert app.part(QComboBox, "optimizer").currentData() == "adam"


def test_changed_settings_are_told_from_the_experiment_s(app: WindowWithFake, qtbot: QtBot) -> None:
    choice = app.part(QComboBox, "experiment")
    choice.activated.emit(choice.currentIndex())
    rate = app.model.params.config.learning_rate
    assert not any("Choose it again" in label.text() for label in app.lab.controls.findChildren(QLabel))
    qtbot.mouseClick(app.part(QAbstractButton, "learning_rate.more"), LEFT)
    sentences = [label.text() for label in app.lab.controls.findChildren(QLabel)]
    assert any("Choose it again" in sentence for sentence in sentences)
    choice.activated.emit(choice.currentIndex())
    assert app.model.params.config.learning_rate == rate


def test_a_short_run_is_one_click_away(app: WindowWithFake, qtbot: QtBot) -> None:
    app.model.choose_experiment("t2")
    qtbot.mouseClick(app.part(QAbstractButton, "demo"), LEFT)

    assert app.part(QComboBox, "train_size").currentText() == "3\xa0000 digits"
    assert app.part(QSpinBox, "epochs").value() == 1


def test_what_is_short_already_says_so_instead_of_offering_it(app: WindowWithFake, qtbot: QtBot) -> None:
    app.model.choose_experiment("blink")
    demo, note = app.part(QAbstractButton, "demo"), app.part(QLabel, "short")
    assert not demo.isEnabled()
    count = grouped(app.model.params.config.train_size)
    assert note.text() == f"This run is short already: it sees {count} pictures."
    app.part(QSpinBox, "epochs").setValue(3)
    assert demo.isEnabled()
    assert not note.isVisible()
    qtbot.mouseClick(demo, LEFT)
    assert app.model.params.config.epochs == 1
    assert not demo.isEnabled()
    assert note.isVisible()


def test_each_field_changes_its_setting(app: WindowWithFake, qtbot: QtBot) -> None:
    qtbot.mouseClick(app.part(QAbstractButton, "learning_rate.more"), LEFT)
    qtbot.mouseClick(app.part(QAbstractButton, "batch_size.more"), LEFT)
    qtbot.mouseClick(app.part(QAbstractButton, "epochs.more"), LEFT)
    qtbot.mouseClick(app.part(QAbstractButton, "more"), LEFT)
    for name, value in {"optimizer": "adam", "schedule": "cosine", "initialisation": "he"}.items():
        choice = app.part(QComboBox, name)
        choice.setCurrentIndex(choice.findData(value))
        choice.activated.emit(choice.currentIndex())
    app.part(QDoubleSpinBox, "weight_decay").setValue(0.01)
    app.part(QSpinBox, "patience").setValue(3)
    app.part(QSpinBox, "seed").setValue(7)
    qtbot.mouseClick(app.part(QCheckBox, "is_augmented"), LEFT)
    config = app.model.params.config

    assert (config.learning_rate, config.batch_size, config.epochs) == (0.2, 64, 2)
    assert (config.optimizer, config.schedule, config.initialisation) == ("adam", "cosine", "he")
    assert (config.weight_decay, config.patience, config.seed, config.is_augmented) == (0.01, 3, 7, True)
    app.part(QSpinBox, "patience").setValue(0)
    assert app.model.params.config.patience is None


def test_settings_that_cannot_be_are_explained_where_they_are_set(app: WindowWithFake) -> None:
    app.part(QSpinBox, "validation_size").setValue(0)
    app.part(QSpinBox, "patience").setValue(2)
    problem = app.part(QLabel, "problem")

    assert problem.isVisible()
    assert "Keep at least 1 picture back" in problem.text()
    assert not app.part(QAbstractButton, "start").isEnabled()


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        (
            "learning_rate",
            "1000",
            "Learning rate cannot be 1000. Choose a number from 0.000001 to 100. 0.15 is used now.",
        ),
        (
            "learning_rate",
            "fast",
            "Learning rate cannot be fast. Choose a number from 0.000001 to 100. 0.15 is used now.",
        ),
        ("learning_rate", "", "Type a number from 0.000001 to 100. 0.15 is used now."),
        (
            "batch_size",
            "99999",
            "Batch size cannot be 99999. Choose a whole number from 1 to 4\xa0096. 48 is used now.",
        ),
        ("epochs", "0", "Epochs cannot be 0. Choose a whole number from 1 to 10\xa0000. 1 is used now."),
        ("epochs", "1.5", "Epochs cannot be 1.5. Choose a whole number from 1 to 10\xa0000. 1 is used now."),
        ("label_smoothing", "2", "Label smoothing cannot be 2. Choose a number from 0 to 0.9. 0.1 is used now."),
        (
            "patience",
            "-1",
            "Patience cannot be -1. Choose a whole number from 1 to 10\xa0000. Now the run goes on to its last epoch.",
        ),
    ],
)
def test_what_cannot_be_a_setting_is_answered_beside_its_field_until_it_is_mended(
    app: WindowWithFake, qtbot: QtBot, name: str, typed: str, said: str
) -> None:
    if name in ("label_smoothing", "patience"):
        qtbot.mouseClick(app.part(QAbstractButton, "more"), LEFT)
    field, note, before = app.part(QAbstractSpinBox, name), app.part(QLabel, f"{name}.refusal"), app.model.params
    assert not note.isVisible()
    type_in(qtbot, field, typed)
    assert (note.text(), note.isVisible()) == (said, True)
    assert field.property("problem")
    assert field.accessibleDescription() == said
    assert app.model.params == before
    type_in(qtbot, field, "2" if name in ("epochs", "patience", "batch_size") else "0.25")
    assert not note.isVisible()
    assert not field.property("problem")
    assert app.model.params != before


@pytest.mark.parametrize("leave", ["Tab", "Enter", "Start"])
@pytest.mark.parametrize(
    ("name", "refused", "typed", "number"), [("epochs", "0", "3", 3), ("learning_rate", "1e9", "0.25", 0.25)]
)
def test_a_number_typed_after_a_refused_one_counts(
    app: WindowWithFake, qtbot: QtBot, name: str, refused: str, typed: str, number: float, leave: str
) -> None:
    """Keys go wherever the focus is, as at a real keyboard."""
    field, note = app.part(QAbstractSpinBox, name), app.part(QLabel, f"{name}.refusal")

    def type_and_leave(words: str, key: Qt.Key | None) -> None:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(QApplication.focusWidget(), words)
        if key is None:
            qtbot.mouseClick(app.part(QAbstractButton, "start"), LEFT)
        else:
            qtbot.keyClick(QApplication.focusWidget(), key)

    field.setFocus(Qt.FocusReason.TabFocusReason)
    type_and_leave(refused, Qt.Key.Key_Tab)
    assert note.isVisible()
    with_focus = QApplication.focusWidget()
    assert with_focus is not None
    assert not field.isAncestorOf(with_focus), "keys typed there would change the field unseen"
    field.setFocus(Qt.FocusReason.BacktabFocusReason)
    type_and_leave(typed, {"Tab": Qt.Key.Key_Tab, "Enter": Qt.Key.Key_Return, "Start": None}[leave])

    assert getattr(app.model.params.config, name) == number
    assert not note.isVisible()
    if leave == "Start":
        assert app.model.run is not None
        assert getattr(app.model.run.config, name) == number


def test_after_start_was_clicked_letters_lead_the_run_and_stay_out_of_the_field(
    app: WindowWithFake, qtbot: QtBot
) -> None:
    epochs = app.part(QSpinBox, "epochs")
    epochs.setFocus()
    epochs.selectAll()
    qtbot.keyClicks(epochs, "3")
    qtbot.mouseClick(app.part(QAbstractButton, "start"), LEFT)
    app.say(started(), *batches(1, 1, 2))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_E)

    assert epochs.text() == "3"
    assert app.trainer.asked == ["start", "pause", "step epoch"]


def test_label_smoothing_says_what_it_does_to_the_training_loss(app: WindowWithFake, qtbot: QtBot) -> None:
    qtbot.mouseClick(app.part(QAbstractButton, "more"), LEFT)
    note = app.part(QLabel, "smoothing_note")
    type_in(qtbot, app.part(QDoubleSpinBox, "label_smoothing"), "0.1")
    assert "With label smoothing of 0.1 the training loss never falls below 0.50." in note.text()
    type_in(qtbot, app.part(QDoubleSpinBox, "label_smoothing"), "0")
    assert not note.isVisible()


def test_an_answer_goes_when_the_setting_is_another(app: WindowWithFake, qtbot: QtBot) -> None:
    type_in(qtbot, app.part(QSpinBox, "epochs"), "0")
    app.model.start()
    app.say(started(), *batches(1, 1, 2))
    assert app.part(QLabel, "epochs.refusal").isVisible()  # nothing was mended yet
    app.model.choose_experiment("t1")
    assert not app.part(QLabel, "epochs.refusal").isVisible()
    assert app.part(QSpinBox, "epochs").value() == 20


def test_only_what_can_compute_here_can_be_chosen(app: WindowWithFake) -> None:
    choice = app.part(QComboBox, "device")
    states = {choice.itemData(place): choice.model().index(place, 0).flags() for place in range(choice.count())}

    assert states["cpu"] & Qt.ItemFlag.ItemIsEnabled
    assert not states["cuda"] & Qt.ItemFlag.ItemIsEnabled


def test_undo_takes_a_setting_back(app: WindowWithFake, qtbot: QtBot) -> None:
    qtbot.mouseClick(app.part(QAbstractButton, "epochs.more"), LEFT)
    assert app.model.params.config.epochs == 2
    app.lab.changes.undo()

    assert app.part(QSpinBox, "epochs").value() == 1


# -- runs


def test_the_list_shows_each_run_and_a_click_looks_at_it(app: WindowWithFake, qtbot: QtBot) -> None:
    app.run_through()
    app.run_through()
    runs = app.part(QListWidget, "runs")
    assert [runs.item(row).text() for row in range(runs.count())] == ["Run 2", "Run 1"]
    qtbot.mouseClick(runs.viewport(), LEFT, pos=runs.visualItemRect(runs.item(1)).center())

    assert app.model.run is app.model.runs[0]
    said = runs.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Run 1, Nesterov, rate 0.15, blink, 90.0")


def test_a_click_compares_the_runs(app: WindowWithFake, qtbot: QtBot) -> None:
    app.run_through()
    app.run_through()
    qtbot.mouseClick(app.part(QAbstractButton, "compare"), LEFT)

    assert app.lab.view.tab.id == "compare"
    assert len({tab.id for tab in TABS}) == len(TABS)
    assert app.part(QWidget, "comparison").isVisible()


def test_a_run_is_renamed_shown_beside_and_forgotten_by_keys(app: WindowWithFake, qtbot: QtBot) -> None:
    app.run_through()
    app.run_through()
    runs = app.part(QListWidget, "runs")
    runs.setFocus()
    assert 1 in app.model.params.shown_runs
    runs.setCurrentRow(1)
    qtbot.keyClick(runs, Qt.Key.Key_Space)
    assert not app.model.params.shown_runs
    runs.item(1).setText("small steps")
    assert app.model.runs[0].name == "small steps"
    qtbot.keyClick(runs, Qt.Key.Key_Delete)

    assert [run.number for run in app.model.runs] == [2]
    assert runs.count() == 1


@pytest.mark.parametrize("place", ["runs", "comparison"])
def test_the_lab_s_keys_work_where_runs_are_listed(app: WindowWithFake, qtbot: QtBot, place: str) -> None:
    app.run_through()
    app.lab.view.show_tab("compare")
    runs = app.part(QAbstractItemView, place)
    runs.setFocus()
    qtbot.keyClick(runs, Qt.Key.Key_U)
    network = app.window.draw_lab.model.network.network
    assert network is not None
    assert network.spec.name == "blink"
    qtbot.keyClick(runs, Qt.Key.Key_B)
    app.say(started(), *batches(1, 1, 1))
    qtbot.keyClick(runs, Qt.Key.Key_E)
    qtbot.keyClick(runs, Qt.Key.Key_S)
    assert app.trainer.asked == ["start", "start paused", "step batch", "step epoch", "stop"]
    qtbot.keyClick(runs, Qt.Key.Key_M)
    assert app.part(QComboBox, "optimizer").isVisible()
    runs.setFocus()
    qtbot.keyClick(runs, Qt.Key.Key_T)
    assert app.part(QComboBox, "experiment").hasFocus()


def test_what_was_learned_answers_in_all_labs(app: WindowWithFake, qtbot: QtBot) -> None:
    button = app.part(QAbstractButton, "use")
    assert not button.isEnabled()
    app.run_through()
    qtbot.mouseClick(button, LEFT)

    network = app.window.draw_lab.model.network.network
    assert network is not None
    assert network.spec.name == "blink"
    assert app.model.run is not None
    assert app.model.run.network is not None
    assert network.weights is app.model.run.network.weights


def test_a_network_is_saved_opened_and_trained_further(
    app: WindowWithFake, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.run_through()
    path = tmp_path / "mine.safetensors"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix("")), ""))
    qtbot.mouseClick(app.part(QAbstractButton, "save_model"), LEFT)
    assert load_model(path).spec.name == "blink"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    qtbot.mouseClick(app.part(QAbstractButton, "open_model"), LEFT)
    assert app.model.params.base is not None
    assert "answers in all labs now" in app.window.line.words
    active = app.window.draw_lab.model.network.network
    assert active is not None
    assert active.spec.name == "blink"
    link = app.part(QAbstractButton, "from_random")
    assert link.isVisible()
    qtbot.mouseClick(link, LEFT)
    assert app.model.params.base is None
    assert not link.isVisible()


def test_a_file_that_is_no_network_changes_nothing_and_says_so(app: WindowWithFake, tmp_path: Path) -> None:
    path = tmp_path / "letter.safetensors"
    path.write_bytes(b"Dear all")
    before = app.model.params
    app.window.open_files([path])

    assert app.model.params == before
    assert "is not a network file" in app.window.line.words


def test_runs_are_exported_as_a_table(
    app: WindowWithFake, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.run_through()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "runs.csv"), ""))
    qtbot.mouseClick(app.part(QAbstractButton, "export"), LEFT)
    with (tmp_path / "runs.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 20
    assert rows[4]["validation_loss"] == "0.6"
    assert (rows[14]["epoch"], rows[14]["batch"], rows[14]["training_loss"]) == ("2", "15", "0.4")


def test_closing_the_window_in_the_middle_of_a_run_ends_what_trains(app: WindowWithFake) -> None:
    app.model.start()
    app.say(started(), *batches(1, 1, 3))
    app.window.close()

    assert app.trainer.asked[-1] == "close"


def test_a_test_digit_that_is_clicked_becomes_the_specimen_of_all_labs(app: WindowWithFake, qtbot: QtBot) -> None:
    app.model.show_test_image(61)
    qtbot.waitUntil(lambda: app.model.specimen.picture.label is not None, timeout=10_000)

    assert app.model.test_set is not None
    assert app.model.specimen.picture.label == app.model.test_set.labels[61]
    assert app.window.draw_lab.model.params.source.label == app.model.test_set.labels[61]


def test_a_network_with_other_weights_says_so_at_once(app: WindowWithFake) -> None:
    network = sample_network(app.model.params.spec, 5)
    app.model.start_from(network)
    app.model.start()

    assert app.model.run is not None
    assert app.model.run.base is network


@pytest.mark.parametrize("tab", [tab.id for tab in TABS])
def test_every_view_follows_a_run_and_the_way_back(app: WindowWithFake, tab: str) -> None:
    app.lab.view.show_tab(tab)
    spec = app.model.params.spec
    app.model.start()
    app.say(started(), *epoch_of(spec, 1))
    early = app.lab.view.picture.grab().toImage()
    app.say(*epoch_of(spec, 2), finished(spec))
    late = app.lab.view.picture.grab().toImage()

    assert early != late
    assert app.window.line.words
    assert app.lab.headline() != app.lab.explanation()


def test_alt_and_a_number_choose_a_view(app: WindowWithFake, qtbot: QtBot) -> None:
    stage = cast(QWidget, app.lab.view.current)
    stage.setFocus()
    qtbot.keyClick(stage, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)

    assert app.lab.view.tab.id == TABS[1].id


@pytest.mark.parametrize(("width", "zoom"), [(1280, 100), (1280, 200), (1920, 200), (800, 100)])
def test_the_bar_and_the_panel_fit_their_room(app: WindowWithFake, width: int, zoom: int) -> None:
    app.window.resize(width, 800)
    app.window.theme.zoom = zoom
    app.run_through()
    QApplication.processEvents()
    bar = app.part(QWidget, "transport")
    shown = [part for part in bar.findChildren(QWidget) if part.isVisible() and part.parent() is bar]

    assert all(bar.rect().contains(part.geometry()) for part in shown)
    assert app.part(QSlider, "rewind") in shown
    panel = app.lab.controls.findChild(QScrollArea, "controls")
    assert panel is not None
    content = panel.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= panel.viewport().width() or not panel.isVisible()
