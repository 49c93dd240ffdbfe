from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollBar
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator
from cnnstudio.labs.training.compare_view import CompareView
from cnnstudio.labs.training.comparison import comparison_columns, comparison_lines
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.reached import accuracy_words, reached
from cnnstudio.labs.training.run_style import style_beside, style_of
from cnnstudio.training.messages import EpochDone
from cnnstudio.widgets.fitted import FittedLabel
from cnnstudio.widgets.theme import Theme
from tests.labs.convolution.views import ROOMS, shown
from tests.labs.training.fake_trainer import epoch_of, finished, started
from tests.labs.training.models import small_model, train


@pytest.fixture
def model() -> TrainingModel:
    """Return a model after two runs that differ in their learning rate."""
    model = small_model()[0]
    model.configure(learning_rate=0.15)
    train(model)
    model.configure(learning_rate=0.01)
    train(model)
    return model


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, translator: Translator, model: TrainingModel) -> CompareView:
    return shown(CompareView(model, theme, translator), qtbot)


def words(view: CompareView) -> str:
    return Translator("en")(view.headline()).replace("<b>", "").replace("</b>", "").replace("\N{NO-BREAK SPACE}", " ")


def labels(view: CompareView) -> list[str]:
    return [trace.label for trace in (*view.loss.picture.still, *view.loss.picture.live)]


def test_the_table_holds_what_was_reached_and_the_settings_that_differ(model: TrainingModel) -> None:
    say = Translator("en")
    columns = [say(column) for column in comparison_columns(model.runs)]
    assert columns == ["Validation, best", "Validation, last", "Test, last", "Seconds", "Learning rate"]
    first, second = comparison_lines(model.runs)
    assert (first.cells[4], second.cells[4]) == ("0.15", "0.01")
    assert first.cells[1] == "90.0\N{NO-BREAK SPACE}%"
    assert first.cells[3] == "3.0"


def test_a_test_is_told_with_how_many_pictures_it_has(model: TrainingModel) -> None:
    say, run = Translator("en"), model.runs[0]
    cell = comparison_lines(model.runs)[0].cells[2]
    assert run.test_accuracy is not None
    written = f"{run.test_accuracy * 100:.1f}\N{NO-BREAK SPACE}% of 200"
    assert not isinstance(cell, str)
    assert say(cell) == written
    assert say(reached(run)).endswith(f"Test: {written}")
    run.labels = None
    assert comparison_lines(model.runs)[0].cells[2] == "–"


def test_the_best_accuracy_is_told_from_the_last_and_a_tie_is_called_one(model: TrainingModel) -> None:
    say = Translator("en")
    model.start()
    spec = model.params.spec
    better = EpochDone(1, 0.5, 0.8, 0.2, 0.95, 1.5)
    model.take([started(epochs=3), better, EpochDone(2, 0.5, 0.8, 0.4, 0.75, 3.0), finished(spec)])
    cells = [say(cell) if not isinstance(cell, str) else cell for cell in comparison_lines(model.runs)[2].cells]
    third = model.runs[2]

    assert [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in cells[:2]] == ["95.0 %, best", "75.0 %"]
    assert accuracy_words(third) == cells[1], "the list says the last, too"
    assert say(reached(third)).startswith("Validation: last 75.0")
    model.delete_run(3)
    tied = [line.cells[0] for line in comparison_lines(model.runs)]
    assert [say(cell).endswith(", tie") for cell in tied if not isinstance(cell, str)] == [True, True]


def test_words_of_settings_are_those_of_the_panel(model: TrainingModel) -> None:
    model.configure(optimizer="adam", is_augmented=True)
    train(model)
    say = Translator("en")
    names = [say(column) for column in comparison_columns(model.runs)]
    cells = [cell if isinstance(cell, str) else say(cell) for cell in comparison_lines(model.runs)[2].cells]
    said = dict(zip(names, cells, strict=True))
    assert (said["Optimiser"], said["Varied pictures"]) == ("Adam", "yes")


def said_cells(model: TrainingModel, title: str) -> list[str]:
    say = Translator("en")
    column = [say(column) for column in comparison_columns(model.runs)].index(title)
    cells = [line.cells[column] for line in comparison_lines(model.runs)]
    return [cell if isinstance(cell, str) else say(cell) for cell in cells]


def test_where_a_run_began_is_a_difference_too(view: CompareView, model: TrainingModel) -> None:
    for network in (model.runs[0].network, model.recorded_network):
        model.delete_run(model.runs[0].number)
        model.start_from(network)
        train(model)
    first = model.runs[0]
    assert said_cells(model, "Started from")[0].startswith("trained network A (epochs")
    assert said_cells(model, "Started from")[1].startswith("trained network B (epochs")
    assert words(view).endswith("The 2 runs differ only in: Started from.")
    model.start_from(None)
    train(model)
    model.delete_run(first.number)
    assert said_cells(model, "Started from")[0].startswith("a trained network (epochs")
    assert said_cells(model, "Started from")[1] == "random numbers"


def test_a_run_that_was_stopped_says_how_far_it_came(model: TrainingModel) -> None:
    model.start()
    model.take([started(), *epoch_of(model.params.spec, 1)[:3]])
    model.stop()
    model.stop_listening()
    count = model.runs[2].batches
    assert said_cells(model, "Epochs") == ["1", "1", f"{count} of 20 batches"]


def test_no_two_of_the_first_twelve_curves_look_alike() -> None:
    assert len({style_of(place) for place in range(12)}) == 12


def test_a_run_keeps_its_colour_whichever_is_looked_at_and_shown(view: CompareView, model: TrainingModel) -> None:
    train(model)
    model.choose_run(3)
    model.show_beside(1, is_shown=False)
    drawn = {trace.label: trace.color for trace in view.loss.picture.still}
    assert drawn == {f"Run {number}": style_of(number)[0] for number in (2, 3)}
    assert [style_beside(run)[0] for run in model.runs] == [style_of(run.number)[0] for run in model.runs]
    assert not {style_of(number)[0] for number in range(1, 13)} & {"training", "validation"}


def test_both_curves_lie_over_each_other(view: CompareView) -> None:
    assert labels(view) == ["Run 1", "Run 2"]
    assert words(view) == "Run 1 and Run 2 read most: a tie at 90.0 %. The 2 runs differ only in: Learning rate."


def test_alone_a_run_has_nothing_to_be_compared_with(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    view = shown(CompareView(small_model()[0], theme, translator), qtbot)
    assert words(view).startswith("Runs are compared here.")
    assert view.table.rowCount() == 0


def test_curves_of_the_digits_kept_back_instead(qtbot: QtBot, view: CompareView) -> None:
    assert view.loss.picture.still[0].xs.tolist() == list(range(1, 21))
    qtbot.mouseClick(view.source.second, Qt.MouseButton.LeftButton)
    assert view.loss.picture.still[0].xs.tolist() == [5, 10, 15, 20]
    assert view.loss.picture.note == "validation"


def test_a_logarithmic_axis_is_that_of_the_lab(qtbot: QtBot, view: CompareView, model: TrainingModel) -> None:
    qtbot.mouseClick(view.scale.second, Qt.MouseButton.LeftButton)
    assert model.params.log_loss
    assert view.loss.picture.y.is_logarithmic
    model.update(log_loss=False)
    assert view.scale.first.isChecked()


def test_space_takes_a_curve_away_and_brings_it_back(qtbot: QtBot, view: CompareView, model: TrainingModel) -> None:
    view.table.setCurrentCell(0, 0)
    assert model.run is model.runs[0]
    model.choose_run(2)
    item = view.table.item(0, 0)
    assert item is not None
    item.setCheckState(Qt.CheckState.Unchecked)
    assert model.params.shown_runs == ()
    assert labels(view) == ["Run 2"]
    item = view.table.item(0, 0)
    assert item is not None
    item.setCheckState(Qt.CheckState.Checked)
    assert labels(view) == ["Run 1", "Run 2"]


def test_the_run_looked_at_keeps_its_curve(view: CompareView) -> None:
    item = view.table.item(1, 0)
    assert item is not None
    item.setCheckState(Qt.CheckState.Unchecked)
    assert labels(view) == ["Run 1", "Run 2"]
    item = view.table.item(1, 0)
    assert item is not None
    assert item.checkState() == Qt.CheckState.Checked


def test_a_row_is_chosen_with_the_arrows(qtbot: QtBot, view: CompareView, model: TrainingModel) -> None:
    view.focus()
    assert view.table.currentRow() == 1
    qtbot.keyClick(view.table, Qt.Key.Key_Up)
    assert model.run is model.runs[0]


def test_a_run_is_named_in_the_table(qtbot: QtBot, view: CompareView, model: TrainingModel) -> None:
    view.focus()
    qtbot.keyClick(view.table, Qt.Key.Key_F2)
    editor = view.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("careful")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: model.runs[1].name == "careful")
    assert labels(view) == ["Run 1", "careful"]
    assert model.params.shown_runs == (1,), "naming shows or hides nothing"


def test_delete_forgets_a_run(qtbot: QtBot, view: CompareView, model: TrainingModel) -> None:
    view.table.setCurrentCell(0, 0)
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert [run.number for run in model.runs] == [2]
    assert view.table.rowCount() == 1
    assert labels(view) == ["Run 2"]


def test_a_run_under_way_grows_and_the_others_are_not_drawn_again(view: CompareView, model: TrainingModel) -> None:
    model.start()
    model.take([started(), *epoch_of(model.params.spec, 1)[:3]])
    still = view.loss.picture.still
    model.take(epoch_of(model.params.spec, 1)[3:6])
    assert view.loss.picture.still is still
    assert [trace.label for trace in view.loss.picture.live] == ["Run 3"]
    assert "–" in [cell for cell in comparison_lines(model.runs)[2].cells if isinstance(cell, str)]


@pytest.mark.parametrize("room", [*ROOMS, (692, 380), (560, 300)])
@pytest.mark.parametrize("zoom", [100, 200])
def test_all_parts_lie_below_each_other(view: CompareView, theme: Theme, room: tuple[int, int], zoom: int) -> None:
    theme.zoom = zoom
    view.resize(*room)
    view.refresh()
    parts = [view.loss, view.accuracy, view.foot, view.table]
    for number, part in enumerate(parts):
        assert view.rect().contains(part.geometry()), part
        assert part.height() >= 30
        for other in parts[number + 1 :]:
            assert not part.geometry().intersects(other.geometry()), (part, other)


@pytest.mark.parametrize("zoom", [100, 200])
def test_every_row_in_sight_is_whole_and_so_is_the_ring_around_it(
    view: CompareView, model: TrainingModel, theme: Theme, zoom: int
) -> None:
    for _ in range(10):
        train(model)
    theme.zoom = zoom
    view.resize(880, 400)
    view.refresh()
    view.table.setCurrentCell(6, 0)
    seen = view.table.viewport().rect()
    assert seen.contains(view.table.visualRect(view.table.model().index(6, 0)))
    assert seen.height() % view.table.rowHeight(0) == 0


def test_an_empty_box_is_seen_in_the_dark(view: CompareView, theme: Theme, model: TrainingModel) -> None:
    theme.wish = "dark"
    model.show_beside(1, is_shown=False)
    view.refresh()
    drawn = view.table.viewport().grab(view.table.visualRect(view.table.model().index(0, 0))).toImage()
    colors = {drawn.pixelColor(x, y).name().upper() for x in range(40) for y in range(drawn.height())}
    assert theme.palette.outline in colors


def differ_in_much(model: TrainingModel) -> None:
    model.configure(optimizer="adam", epochs=9, batch_size=500, schedule="constant", seed=5, weight_decay=0.0)
    train(model)


def seen_columns(view: CompareView) -> set[int]:
    return {column for column in range(view.table.columnCount()) if not view.table.isColumnHidden(column)}


@pytest.mark.parametrize("room", [(560, 400), (880, 400)])
def test_every_column_of_a_narrow_table_can_be_brought_into_sight(
    qtbot: QtBot, view: CompareView, model: TrainingModel, room: tuple[int, int]
) -> None:
    differ_in_much(model)
    view.resize(*room)
    view.refresh()
    bar = view.findChild(QScrollBar, "training.more_columns")
    assert isinstance(bar, QScrollBar)
    assert bar.isVisible()
    assert view.table.hidden_columns > 0
    found = seen_columns(view)
    assert 1 in found
    view.table.setFocus()
    while bar.value() < bar.maximum():
        qtbot.keyClick(view.table, Qt.Key.Key_Right)
        assert 0 in seen_columns(view), "the names stay"
        found |= seen_columns(view)
    assert found == set(range(view.table.columnCount()))
    bar.setValue(1)
    assert 1 in seen_columns(view)
    qtbot.keyClick(view.table, Qt.Key.Key_Left)
    assert bar.value() == 1


def test_a_single_column_without_room_is_counted_in_the_singular(view: CompareView, model: TrainingModel) -> None:
    differ_in_much(model)
    note, seen = view.findChild(FittedLabel, "training.more_settings"), {}
    assert note is not None
    for width in range(560, 2400, 20):
        view.resize(width, 400)
        view.refresh()
        seen[view.table.hidden_columns] = note.text()
    assert seen[1] == "1 more column: ← →"
    assert seen[2] == "2 more columns: ← →"


def test_where_all_columns_have_room_there_is_no_bar(view: CompareView, model: TrainingModel) -> None:
    differ_in_much(model)
    view.resize(2400, 800)
    view.refresh()
    assert view.table.hidden_columns == 0
    assert not view.scroller.isVisible()


def test_a_long_name_leaves_room_and_can_be_read_whole(view: CompareView, model: TrainingModel) -> None:
    name = "the run with very small steps and a momentum that was set by hand before the lesson began"
    model.rename_run(1, name)
    view.resize(880, 400)
    view.refresh()
    item = view.table.item(0, 0)
    assert item is not None
    assert view.table.columnWidth(0) <= view.table.viewport().width() // 4 + 1
    assert view.table.textElideMode() == Qt.TextElideMode.ElideMiddle
    assert item.toolTip() == name
    assert all(len(label) < len(name) for label in labels(view)), "curves keep their room, too"
    assert labels(view)[0].startswith("the run")
    assert labels(view)[0].endswith("began")
