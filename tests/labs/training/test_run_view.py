from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from cnnstudio.core.specimen import SpecimenPicture
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.run_view import RunView
from cnnstudio.nets.presets import DENSE, KERAS_CONVNET
from cnnstudio.nets.spec import Activation, Conv2d, Dense, Flatten, NetworkSpec
from cnnstudio.training.messages import BatchDone, Checkpoint, Failed, TestDone
from cnnstudio.widgets.theme import Theme
from tests.labs.convolution.views import ROOMS, shown
from tests.labs.training.fake_trainer import epoch_of, sample_network, started
from tests.labs.training.models import small_model, train


@pytest.fixture
def model() -> TrainingModel:
    return small_model()[0]


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, translator: Translator, model: TrainingModel) -> RunView:
    return shown(RunView(model, theme, translator), qtbot)


def words(view: RunView, translator: Translator) -> str:
    return translator(view.headline()).replace("<b>", "").replace("</b>", "").replace("\N{NO-BREAK SPACE}", " ")


def begin(model: TrainingModel, epochs: int = 1) -> None:
    spec = model.params.spec
    model.start()
    model.take([started(), Checkpoint(1, 0, sample_network(spec))])
    for epoch in range(1, epochs + 1):
        model.take(epoch_of(spec, epoch))


def test_before_the_first_run_the_stage_says_what_will_be_seen(
    view: RunView, model: TrainingModel, translator: Translator
) -> None:
    size = f"{model.params.config.train_size:,}".replace(",", " ")
    assert words(view, translator) == (
        f"The network begins with random numbers. Press Start: it learns from {size} digits."
    )
    assert not view.loss.isVisible()
    assert not view.strip.isVisible()


def test_curves_kernels_and_matrix_follow_the_run(view: RunView, model: TrainingModel, translator: Translator) -> None:
    begin(model, 0)
    assert words(view, translator).startswith(
        "Before the first batch all weights are random numbers. Your drawing is read as "
    )
    assert view.strip.isVisible()
    assert not view.matrix.isVisible()
    first = view.strip._layer

    model.take(epoch_of(model.params.spec, 1))

    assert "After 10 batches the network reads 80.0 % of digits kept back. Your drawing is read as " in words(
        view, translator
    )
    assert len(view.loss.picture.live) == 3
    assert view.strip._layer is not first
    assert view.matrix.counts is not None
    assert view.matrix.counts.sum() == 200


def test_before_the_first_validation_the_sentence_tells_the_loss(
    view: RunView, model: TrainingModel, translator: Translator
) -> None:
    begin(model, 0)
    model.take(epoch_of(model.params.spec, 1)[:4])
    assert "After 4 of 20 batches the loss is 0.93." in words(view, translator)
    model.rewind(2)
    assert "After 2 of 20 batches the loss is 1.45." in words(view, translator)


def test_a_batch_alone_changes_the_curves_only(view: RunView, model: TrainingModel) -> None:
    model.telling.every = 1e9  # nothing else is told meanwhile
    begin(model)
    layer, counts = view.strip._layer, view.matrix.counts
    for message in epoch_of(model.params.spec, 2)[:3]:
        model.take([message])
    assert {plot.picture.live[0].xs[-1] for plot in (view.loss, view.accuracy)} == {12, 13}, "by turns"
    assert view.strip._layer is layer
    assert view.matrix.counts is counts

    model.pause()
    assert {plot.picture.live[0].xs[-1] for plot in (view.loss, view.accuracy)} == {13}
    model.take([BatchDone(2, 4, 0.5, 0.9, 0.1, 5000.0)])
    assert {plot.picture.live[0].xs[-1] for plot in (view.loss, view.accuracy)} == {14}


def test_a_click_on_a_curve_goes_back_to_that_batch(
    qtbot: QtBot, view: RunView, model: TrainingModel, translator: Translator
) -> None:
    begin(model, 2)
    last = view.strip._layer
    qtbot.mouseClick(view.loss, Qt.MouseButton.LeftButton, pos=view.loss.point(7, 1).toPoint())
    assert model.moment == 7
    assert "After 7 batches; at batch 5 the network read 50.0 % of digits kept back." in words(view, translator)
    assert view.strip._layer is not last
    assert not view.matrix.isVisible(), "nothing had been tested by then"
    qtbot.mouseClick(view.accuracy, Qt.MouseButton.LeftButton, pos=view.accuracy.point(20, 0.5).toPoint())
    assert model.moment is None
    assert view.matrix.isVisible()


def test_the_axes_change_at_a_click(qtbot: QtBot, view: RunView, model: TrainingModel) -> None:
    begin(model, 2)
    assert view.scale.text() == "Logarithmic"
    qtbot.mouseClick(view.scale, Qt.MouseButton.LeftButton)
    assert model.params.log_loss
    assert (view.loss.picture.y.is_logarithmic, view.scale.text()) == (True, "Linear")
    qtbot.keyClick(view.unit, Qt.Key.Key_Space)
    assert model.params.by_epoch
    assert (view.loss.picture.x.high, view.unit.text()) == (2, "By batch")
    qtbot.mouseClick(view.loss, Qt.MouseButton.LeftButton, pos=view.loss.point(1.5, 0.1).toPoint())
    assert model.moment == 15, "an epoch and a half"


def test_a_click_on_a_cell_of_the_matrix_chooses_it(qtbot: QtBot, view: RunView, model: TrainingModel) -> None:
    begin(model)
    grid = view.matrix.grid
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell_rect(3, 5).center().toPoint())
    assert model.params.cell == (3, 5)
    sentence = view._sentence()
    assert sentence is not None
    assert "3 read as 5" in Translator("en")(sentence)


def test_a_network_without_convolution_shows_the_weights_of_its_units(view: RunView, model: TrainingModel) -> None:
    model.update(spec=DENSE)
    begin(model)
    layer = view.strip._layer
    assert layer is not None
    assert (layer.kernels.shape, layer.is_dense) == ((512, 28, 28), True)
    assert layer.maps is not None
    assert layer.maps.shape == (512, 1, 1)
    assert 4 <= view.strip.cell_count() < 512


def test_feature_maps_are_those_of_the_drawing_after_the_activation(view: RunView, model: TrainingModel) -> None:
    model.update(spec=KERAS_CONVNET)
    begin(model)
    layer, outputs = view.strip._layer, model.outputs
    assert layer is not None
    assert outputs is not None
    np.testing.assert_array_equal(layer.maps, outputs[1].values[0])
    assert view.strip.cell_name(0).startswith("Kernel 1: 0.")


def test_of_an_empty_sheet_no_map_is_drawn_and_it_says_what_to_do(
    view: RunView, model: TrainingModel, translator: Translator
) -> None:
    begin(model)
    assert view.strip._layer is not None
    assert "what each makes of your drawing" in translator(view.strip._layer.maps_note)
    model.specimen.show(SpecimenPicture(text("Your drawing"), np.zeros((28, 28), np.float32)))
    assert view.strip._layer.is_blank
    assert translator(view.strip._layer.maps_note) == "Draw something to see what each makes of it."
    places = view.strip.places
    assert places is not None
    shades = view.strip.grab(places.maps[0].toAlignedRect().adjusted(2, 2, -2, -2)).toImage()
    assert shades.pixelColor(4, 4).name() == view.strip.grab().toImage().pixelColor(0, 0).name()  # paper


def test_a_run_that_failed_says_why(view: RunView, model: TrainingModel, translator: Translator) -> None:
    from cnnstudio.core.texts import text

    begin(model)
    model.take([Failed(text("The loss is no number any more. Try a smaller learning rate."))])
    assert words(view, translator) == "The loss is no number any more. Try a smaller learning rate."


def test_an_older_run_stays_beside_the_new_one(view: RunView, model: TrainingModel) -> None:
    train(model)
    begin(model)
    assert [trace.label for trace in view.loss.picture.still] == ["Run 1"]


def test_a_perfect_test_has_no_worst_cell(view: RunView, model: TrainingModel) -> None:
    assert model.test_set is not None
    begin(model, 0)
    model.take([TestDone(1, np.eye(10, dtype=np.float32)[model.test_set.labels])])
    assert view._sentence() is None
    assert view.matrix.isVisible()


@pytest.mark.parametrize("room", [*ROOMS, (692, 380), (560, 300)])
@pytest.mark.parametrize("zoom", [100, 200])
def test_all_parts_lie_beside_each_other_within_the_stage(
    view: RunView, model: TrainingModel, theme: Theme, room: tuple[int, int], zoom: int
) -> None:
    train(model)
    theme.zoom = zoom
    view.resize(*room)
    view.refresh()
    parts = [part for part in (view.loss, view.accuracy, view.strip, view.matrix) if part.isVisible()]
    assert len(parts) >= 2
    for number, part in enumerate(parts):
        assert view.rect().contains(part.geometry()), part
        for other in parts[number + 1 :]:
            assert not part.geometry().intersects(other.geometry()), (part, other)
    for link, plot in ((view.scale, view.loss), (view.unit, view.accuracy)):
        assert link.geometry().right() <= plot.geometry().right() + 1


@pytest.mark.parametrize(("room", "is_numbered"), [((880, 400), False), ((1500, 780), True)])
def test_numbers_stand_in_kernels_that_are_large_enough(
    view: RunView, model: TrainingModel, room: tuple[int, int], is_numbered: bool
) -> None:
    model.update(spec=NetworkSpec("eight", (1, 28, 28), (Conv2d(8, 3), Activation(), Flatten(), Dense(10))))
    begin(model)
    view.resize(*room)
    view.refresh()
    assert view.strip.places is not None
    kernel = view.strip.places.kernels[0]
    third = kernel.width() / 3
    cell = QRectF(kernel.x() + third, kernel.y() + third, third, third).toAlignedRect().adjusted(2, 2, -2, -2)
    image = view.strip.grab().toImage().copy(cell)
    colors = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    assert (len(colors) > 1) == is_numbered


def test_before_the_first_test_it_says_when_answers_are_counted_next(view: RunView, model: TrainingModel) -> None:
    begin(model, 0)
    model.take([TestDone(0, np.full((200, 10), 0.1, np.float32))])
    assert view._sentence() == text("Counted next after epoch 1")
    model.take(epoch_of(model.params.spec, 1))
    assert view._sentence() != text("Counted next after epoch 1")


def test_frames_of_the_first_kernels_lie_within_the_strip(view: RunView, model: TrainingModel) -> None:
    begin(model)
    view.resize(692, 380)
    view.refresh()
    assert view.strip.places is not None
    assert all(view.strip.rect().top() + 1 <= place.top() for place in view.strip.places.kernels)
