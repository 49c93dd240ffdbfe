from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator
from cnnstudio.data.handover import Handover
from cnnstudio.labs.training.confusion_layout import place_confusion
from cnnstudio.labs.training.confusion_sentences import cell_name, confusion_headline, worst_cell
from cnnstudio.labs.training.confusion_view import ConfusionView
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.run_sentences import run_headline
from cnnstudio.training.messages import Checkpoint, TestDone
from cnnstudio.widgets.theme import Theme
from tests.labs.convolution.views import ROOMS, shown
from tests.labs.training.fake_trainer import batches, epoch_of, sample_network, started
from tests.labs.training.models import small_model, train
from tests.labs.training.test_run_layout import SIZES

DIGITS = tuple("0123456789")


@pytest.fixture
def model() -> TrainingModel:
    return small_model()[0]


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, translator: Translator, model: TrainingModel) -> ConfusionView:
    train(model)
    return shown(ConfusionView(model, theme, translator), qtbot)


def plain(said: str) -> str:
    return said.replace("<b>", "").replace("</b>", "").replace("\N{NO-BREAK SPACE}", " ")


def test_the_sentence_says_how_often_what_was_taken_for_what(translator: Translator) -> None:
    counts = np.diag([980, 970, 990])
    counts[2, 1], counts[0, 2] = 13, 4

    assert worst_cell(counts) == (2, 1)
    assert plain(translator(cell_name(counts, DIGITS, (2, 1)))) == "13 of 2 957: 2 read as 1"
    assert plain(translator(confusion_headline(counts, DIGITS, None))) == (
        "17 of 2 957 test digits are misread; 13 times 2 is taken for 1."
    )
    said = plain(translator(confusion_headline(counts, DIGITS, (1, 1))))
    assert said == "17 of 2 957 test digits are misread. Of the 1s, 100.0 % are read rightly."
    said = plain(translator(confusion_headline(np.diag([5, 5, 5]), DIGITS, None)))
    assert said == "All 15 test digits are read rightly."


def test_before_the_first_test_it_says_when_there_will_be_something(
    qtbot: QtBot, theme: Theme, translator: Translator, model: TrainingModel
) -> None:
    view = shown(ConfusionView(model, theme, translator), qtbot)
    assert "After each epoch" in translator(view.headline())
    assert not view.matrix.isVisible()
    assert not view.gallery.isVisible()


def test_from_the_start_on_the_first_weights_answers_are_shown_and_named_so(
    qtbot: QtBot, theme: Theme, translator: Translator, model: TrainingModel
) -> None:
    view = shown(ConfusionView(model, theme, translator), qtbot)
    model.start()
    spec, shares = model.params.spec, np.eye(10, dtype=np.float32)[np.zeros(100, int)]
    model.take([started(), Checkpoint(1, 0, sample_network(spec)), TestDone(0, shares), *batches(1, 1, 3)])
    assert model.confusion is not None
    assert model.test_set is not None
    wrong = int((model.test_set.labels[:100] != 0).sum())
    said = plain(translator(view.headline()))
    assert said.startswith(f"Before the first batch: {wrong} of 100 test digits are misread;")
    assert view.matrix.isVisible()
    assert model.run is not None
    assert model.run.test_accuracy is None  # a glance, no test
    assert "network read" not in plain(translator(run_headline(model)))

    model.take([*batches(1, 4, 10), *epoch_of(spec, 1)[-2:]])
    assert plain(translator(view.headline())).startswith("After epoch 1: ")
    assert "of 200 test digits" in plain(translator(view.headline()))
    model.rewind(5)
    assert "of 100 test digits" in plain(translator(view.headline()))


def test_the_most_frequent_mistake_is_shown_first(view: ConfusionView, model: TrainingModel) -> None:
    counts = model.confusion
    assert counts is not None
    assert view.cell == worst_cell(counts)
    assert view.gallery.count == counts[view.cell]


def test_a_click_on_a_cell_shows_its_pictures(qtbot: QtBot, view: ConfusionView, model: TrainingModel) -> None:
    counts, test_set = model.confusion, model.test_set
    assert counts is not None
    assert test_set is not None
    grid = view.matrix.grid
    row, column = next((r, c) for r in range(10) for c in range(10) if r != c and counts[r, c])
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell_rect(row, column).center().toPoint())

    assert model.params.cell == (row, column)
    indices = model.pictures_of(row, column)
    assert view.gallery.count == counts[row, column] == len(indices)
    np.testing.assert_array_equal(view.gallery._pictures, test_set.images[list(indices)])
    assert view.gallery.cell_name(0).startswith(f"{row} read as {column}, ")


def test_the_matrix_is_walked_with_the_keyboard(qtbot: QtBot, view: ConfusionView, model: TrainingModel) -> None:
    view.focus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(view.matrix.grid, key)
    assert model.params.cell is not None
    assert model.params.cell[0] in (0, 1)


def test_a_click_on_a_picture_makes_it_the_drawing_of_all_labs(
    qtbot: QtBot, theme: Theme, translator: Translator
) -> None:
    model = small_model()[0]
    train(model)
    shown_digits: list[int] = []
    model._handover = Handover()
    model._handover.show_test_digit = shown_digits.append  # type: ignore[assignment, method-assign]
    view = shown(ConfusionView(model, theme, translator), qtbot)
    assert view.cell is not None
    indices = model.pictures_of(*view.cell)
    qtbot.mouseClick(view.gallery, Qt.MouseButton.LeftButton, pos=view.gallery.places[1].center().toPoint())
    assert shown_digits == [indices[1]]


def test_what_is_read_rightly_is_grey_so_that_mistakes_are_seen(view: ConfusionView, theme: Theme) -> None:
    grid = view.matrix.grid
    image = grid.grab().toImage()
    corner = grid.cell_rect(4, 4).topLeft().toPoint()
    assert image.pixelColor(corner.x() + 3, corner.y() + 3).name() == QColor(theme.palette.divider).name()
    assert "rightly" in view.matrix._read_out(4, 4, 0.0)


def test_another_moment_has_the_answers_of_its_epoch(view: ConfusionView, model: TrainingModel) -> None:
    last = view.matrix.counts
    model.rewind(10)
    assert view.matrix.counts is not last
    model.rewind(3)
    assert not view.matrix.isVisible()
    model.rewind(None)
    assert view.matrix.counts is not None
    assert last is not None
    np.testing.assert_array_equal(view.matrix.counts, last)


def test_new_answers_bring_new_pictures(view: ConfusionView, model: TrainingModel) -> None:
    model.update(cell=(1, 2))
    before = view._indices
    model.start()
    model.take(epoch_of(model.params.spec, 1))
    assert view._indices == model.pictures_of(1, 2)
    assert view._indices != before


@pytest.mark.parametrize("size", SIZES)
def test_the_parts_lie_beside_each_other(size: tuple[int, int]) -> None:
    places = place_confusion(*size, 27, 20)
    parts = [places.title, places.matrix, places.gallery_title, places.gallery_note, places.gallery]
    for number, part in enumerate(parts):
        assert QRect(0, 0, *size).contains(part)
        assert not any(part.intersects(other) for other in parts[number + 1 :])
    assert places.matrix.width() == places.matrix.height()


@pytest.mark.parametrize("room", [*ROOMS, (560, 300)])
@pytest.mark.parametrize("zoom", [100, 200])
def test_the_grid_lies_beside_its_class_names(
    view: ConfusionView, theme: Theme, room: tuple[int, int], zoom: int
) -> None:
    theme.zoom = zoom
    view.resize(*room)
    view.refresh()
    left, bottom = view.matrix._label_room()
    grid = view.matrix.grid.geometry()
    assert grid.left() >= left
    assert grid.bottom() + bottom <= view.matrix.height() + 1
    assert grid.width() == grid.height() > 100
