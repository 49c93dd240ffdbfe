from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training.layer_rows import LayerRow, layer_rows
from cnnstudio.labs.training.layers_sentences import layers_headline, mistakes_title
from cnnstudio.labs.training.layers_view import LayersView
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.run import Run
from cnnstudio.nets.presets import DENSE
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.messages import BatchDetails, LayerSizes
from cnnstudio.widgets.theme import Theme
from tests.labs.convolution.views import ROOMS, shown
from tests.labs.training.fake_trainer import started
from tests.labs.training.models import small_model, train


def details(batch: int, *gradients: float, misread: int = 3) -> BatchDetails:
    """Return a look into a batch of 784 – 512 – 10, whose layers are flatten, dense, ReLU, dense."""
    first, last = gradients
    layers = (LayerSizes(0, 0.3, None), LayerSizes(1, 0.2, first), LayerSizes(2, 0.1, None), LayerSizes(3, 2.0, last))
    pictures = np.full((misread, 28, 28), 90, np.uint8)
    labels = np.arange(misread, dtype=np.uint8)
    return BatchDetails(1, batch, layers, pictures, labels, labels + 4)


def dense_run() -> Run:
    run = Run(1, DENSE, TrainingConfig())
    run.take(started())
    run.take(details(1, 0.001, 0.1))
    run.take(details(5, 0.004, 0.2))
    return run


def headline(*gradients: float) -> str:
    rows = [LayerRow(text("dense"), 1.0, gradient, 1.0, gradient) for gradient in gradients]
    return Translator("en")(layers_headline(rows)).replace("<b>", "").replace("</b>", "")


def test_each_layer_stands_with_its_sizes_now_and_at_the_start() -> None:
    rows = layer_rows(dense_run(), None)
    say = Translator("en")
    assert [say(row.name) for row in rows] == ["dense 512", "ReLU", "dense 10"], "flatten only passes numbers on"
    assert [(row.gradient, row.first_gradient) for row in rows] == [(0.004, 0.001), (None, None), (0.2, 0.1)]


def test_an_earlier_moment_has_the_sizes_of_then() -> None:
    assert [row.gradient for row in layer_rows(dense_run(), 3)] == [0.001, None, 0.1]
    assert [row.gradient for row in layer_rows(dense_run(), 0)] == [0.001, None, 0.1], "the first there is"


def test_without_a_look_there_is_nothing() -> None:
    assert layer_rows(Run(1, DENSE, TrainingConfig()), None) == ()


def test_the_sentence_says_whether_the_gradient_vanishes() -> None:
    assert headline(1e-6, 2e-4) == (
        "On the way back the gradient shrinks from 2.0\xa0×\xa010⁻⁴ to 1.0\xa0×\xa010⁻⁶, 200 times."
    )
    assert headline(0.5, 0.05) == "On the way back the gradient grows from 0.050 to 0.50, 10 times."
    assert headline(0.03, 0.04).startswith("On the way back the gradient stays alike: 0.040 in the last layer")
    assert headline(0.0, 0.04).startswith("A gradient is 0")


@pytest.fixture
def model() -> TrainingModel:
    return small_model()[0]


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, translator: Translator, model: TrainingModel) -> LayersView:
    return shown(LayersView(model, theme, translator), qtbot)


def look(model: TrainingModel, *messages: BatchDetails) -> None:
    model.update(spec=DENSE)
    model.start()
    model.take([started(), *messages])


def test_before_training_nothing_is_drawn_but_a_sentence(view: LayersView, translator: Translator) -> None:
    assert view.chart.rows == ()
    assert "Once training begins" in translator(view.headline())
    view.grab()


def test_the_chart_follows_the_batches(view: LayersView, model: TrainingModel, translator: Translator) -> None:
    look(model, details(1, 0.001, 0.1))
    assert "100 times" in translator(view.headline())
    model.take([details(2, 0.09, 0.1)])
    assert "stays alike" in translator(view.headline())
    assert view.chart.cell_name(2) == "dense 10: outputs 2.0, gradients 0.10"
    assert view.chart.cell_name(1) == "ReLU: outputs 0.10"


def test_a_number_lies_right_of_a_smaller_one_by_powers_of_ten(view: LayersView, model: TrainingModel) -> None:
    look(model, details(1, 0.001, 0.1))
    _, gradients = view.chart._columns()
    assert (gradients.low, gradients.high) == (-3, -1)
    xs = [gradients.x(value) for value in (0.001, 0.01, 0.1)]
    assert xs[1] - xs[0] == pytest.approx(xs[2] - xs[1])
    assert gradients.x(0.0) == gradients.axis.left()


def test_the_misread_pictures_of_the_batch_are_shown_with_both_digits(view: LayersView, model: TrainingModel) -> None:
    look(model, details(7, 0.01, 0.1, misread=4))
    assert view.gallery.count == 4
    assert view.gallery._captions == ("0 → 4", "1 → 5", "2 → 6", "3 → 7")
    assert view.gallery.cell_name(2) == "2 read as 6"
    assert view._title is not None
    assert Translator("en")(view._title) == "Misread in batch 7"


def test_a_batch_without_mistakes_says_so(view: LayersView, model: TrainingModel) -> None:
    look(model, details(8, 0.01, 0.1, misread=0))
    assert view._title is not None
    assert Translator("en")(view._title) == "No digit of batch 8 was misread"


@pytest.mark.parametrize("room", [*ROOMS, (692, 380), (560, 300)])
@pytest.mark.parametrize("zoom", [100, 200])
def test_rows_lie_below_each_other_and_pictures_below_the_chart(
    view: LayersView, model: TrainingModel, theme: Theme, room: tuple[int, int], zoom: int
) -> None:
    train(model)
    look(model, details(1, 0.001, 0.1))
    theme.zoom = zoom
    view.resize(*room)
    view.refresh()
    chart = view.chart
    rows = [chart.row_rect(index) for index in range(chart.cell_count())]
    assert all(above.bottom() <= below.top() + 0.5 for above, below in zip(rows, rows[1:], strict=False))
    assert rows[-1].bottom() <= chart.height() + 0.5
    for column in chart._columns():
        assert column.axis.right() < column.number.left() < column.number.right() <= chart.width() + 0.5
    if view.gallery.isVisible():
        assert view.gallery.y() >= chart.geometry().bottom()
        assert view.rect().contains(view.gallery.geometry())


def test_misread_digits_of_before_are_not_kept_and_it_says_so() -> None:
    say = Translator("en")
    assert say(mistakes_title(491, 0, None)) == say(mistakes_title(491, 0, 500)) == "No digit of batch 491 was misread"
    assert say(mistakes_title(491, 3, 129)) == "Misread in batch 491, the newest: of batches before it, none are kept"
