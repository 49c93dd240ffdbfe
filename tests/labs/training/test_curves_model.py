from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.core.texts import Translator
from cnnstudio.labs.training.curve_axes import accuracy_axis, dividers, loss_axis
from cnnstudio.labs.training.curves import Look, RunCurves
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.run_sentences import run_headline
from cnnstudio.nets.presets import BLINK
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.messages import BatchDone
from cnnstudio.widgets.curve_parts import CurvePicture, Trace
from tests.labs.training.fake_trainer import batches, epoch_of, finished, started
from tests.labs.training.models import small_model


def run_of(epochs: int = 2, number: int = 1) -> Run:
    """Return a run of two epochs, ten batches each, that is as far as told; its loss falls as 2 / batch."""
    run = Run(number, BLINK, TrainingConfig())
    run.take(started())
    for epoch in range(1, epochs + 1):
        for message in epoch_of(BLINK, epoch):
            run.take(message)
    return run


def pictures(run: Run | None, *others: Run, **look: object) -> tuple[CurvePicture, CurvePicture]:
    return RunCurves(Translator("en")).pictures(run, others, Look(**look))  # type: ignore[arg-type]


def trace(picture: CurvePicture, line: str) -> Trace:
    return next(trace for trace in picture.live if trace.line == line)


def test_curves_go_from_the_start_to_the_end_that_is_to_come() -> None:
    loss, accuracy = pictures(run_of(1))

    assert (loss.x.low, loss.x.high, loss.x.label) == (0, 20, "batches")
    assert trace(loss, "solid").xs.tolist() == list(range(1, 11))
    assert loss.dividers == accuracy.dividers == (10.0,)
    assert loss.now == (10.0, "now")


def test_the_training_curve_is_a_mean_and_the_pale_one_each_batch() -> None:
    run = run_of(1)
    loss, accuracy = pictures(run)

    np.testing.assert_allclose(trace(loss, "noise").ys, 2 / np.arange(1, 11), rtol=1e-6)
    weights = (9 / 11) ** np.arange(9, -1, -1)  # over 10 batches
    expected = np.average(2 / np.arange(1, 11), weights=weights)
    assert trace(loss, "solid").ys[[0, -1]].tolist() == pytest.approx([2.0, expected], rel=1e-6)
    assert trace(loss, "solid").label == f"training {expected:.2f}"
    assert loss.more == accuracy.note == "smoothed over 10 batches"
    assert not any(line.line == "noise" for line in accuracy.live)


def test_the_headline_and_the_end_of_the_curve_say_the_same_loss() -> None:
    model, _ = small_model()
    model.start()
    model.take([started(epochs=1, per_epoch=200), *batches(1, 1, 7)])
    assert model.run is not None
    label = trace(pictures(model.run)[0], "solid").label
    assert f"<b>{label.removeprefix('training ')}</b>" in Translator("en")(run_headline(model))


@pytest.mark.parametrize(("epochs", "marked"), [(1, 0), (2, 1), (20, 19), (30, 14), (100, 19), (1000, 19)])
def test_epochs_are_marked_and_never_crowd(epochs: int, marked: int) -> None:
    run = Run(1, BLINK, TrainingConfig())
    run.take(started(epochs=epochs, per_epoch=10))
    places = dividers(run, by_epoch=False)
    assert len(places) == marked
    assert all(place % 10 == 0 for place in places)
    assert dividers(run, by_epoch=True) == tuple(place / 10 for place in places)


def test_pictures_kept_back_are_rings_at_their_batches() -> None:
    loss, accuracy = pictures(run_of(2))

    assert trace(loss, "rings").xs.tolist() == [5, 10, 15, 20]
    np.testing.assert_allclose(trace(loss, "rings").ys, [0.6, 0.4, 0.3, 0.2])
    assert trace(accuracy, "rings").label == "validation 90.0\N{NO-BREAK SPACE}%"


def test_by_epoch_runs_of_other_batch_sizes_lie_over_each_other() -> None:
    loss, _ = pictures(run_of(2), by_epoch=True)

    assert (loss.x.low, loss.x.high) == (0, 2)
    assert [name for _, name in loss.x.ticks] == ["epoch 1", "epoch 2"]
    assert trace(loss, "rings").xs.tolist() == [0.5, 1.0, 1.5, 2.0]
    assert loss.dividers == (1.0,)


def test_what_comes_after_the_moment_looked_at_is_pale() -> None:
    loss, _ = pictures(run_of(2), moment=12)

    assert loss.now == (12, "batch 12")
    assert trace(loss, "solid").xs.tolist() == list(range(1, 13))
    assert trace(loss, "rings").xs.tolist() == [5, 10]
    pale = [line for line in loss.live if line.line == "noise"]
    assert [line.xs[0] for line in pale] == [1, 13, 15]


def test_before_the_first_batch_there_is_nothing_to_mark() -> None:
    loss, accuracy = pictures(run_of(2), moment=0)

    assert loss.now == (0, "batch 0")
    assert all(line.line == "noise" for line in (*loss.live, *accuracy.live))


def test_a_finished_run_has_no_now() -> None:
    run = run_of(2)
    run.take(finished(BLINK))
    assert pictures(run)[0].now is None


def test_older_runs_are_grey_dashed_or_dotted_and_made_once() -> None:
    curves = RunCurves(Translator("en"))
    run, others = run_of(1, 3), (run_of(2, 1), run_of(2, 2))

    before, _ = curves.pictures(run, others, Look())
    for message in batches(2, 1, 3):
        run.take(message)
    after, _ = curves.pictures(run, others, Look())

    assert [(line.color, line.line, line.label) for line in before.still] == [
        ("run_first", "dashed", "Run 1"),
        ("run_second", "dashed", "Run 2"),
    ]
    assert after.has_ground_of(before)
    assert len(trace(after, "solid").xs) == 13


def test_without_a_run_the_axes_stand_ready() -> None:
    loss, accuracy = pictures(None)
    assert loss.live == loss.still == ()
    assert (loss.y.high, accuracy.y.low, accuracy.title) == (2.5, 0, "Accuracy")


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    run = run_of(1)
    for message in (BatchDone(2, number, 0.1, 0.97, 0.1, 1.0) for number in range(1, 11)):
        run.take(message)
    _, accuracy = pictures(run)
    assert (accuracy.y.low, accuracy.title) == (0.8, "Accuracy from 80 %")


def test_a_run_that_diverges_keeps_a_finite_axis() -> None:
    run = run_of(1)
    for number, loss in enumerate((80.0, float("inf"), float("nan")), start=1):
        run.take(BatchDone(2, number, loss, 0.1, 0.1, 1.0))
    picture, _ = pictures(run)
    assert picture.y.high <= 6.5, "three times the first loss, and a little"
    assert np.isfinite(picture.y.high)


@pytest.mark.parametrize(("best", "low"), [(0.1, 0), (0.85, 0.5), (0.96, 0.8), (0.99, 0.9)])
def test_the_better_the_network_the_higher_the_accuracys_axis_begins(best: float, low: float) -> None:
    axis = accuracy_axis(best)
    assert (axis.low, axis.high) == (low, 1)
    assert [value for value, _ in axis.ticks][-1] == 1


def test_the_logarithmic_axis_spans_whole_powers_of_ten() -> None:
    axis = loss_axis(0.004, 2.3, is_logarithmic=True)
    assert (axis.low, axis.high) == (0.001, 10)
    assert [name for _, name in axis.ticks] == ["10⁻³", "0.01", "0.1", "1", "10"]
    assert axis.share(0.1) == pytest.approx(0.5)


def test_where_the_targets_are_smoothed_the_least_loss_stands_beside_the_curve() -> None:
    smoothed = Run(1, BLINK, TrainingConfig(label_smoothing=0.1))
    assert pictures(smoothed)[0].note == "label smoothing: at least 0.50"
    plain = Run(2, BLINK, TrainingConfig(label_smoothing=0.0))
    assert pictures(plain)[0].more == "lower is better"
