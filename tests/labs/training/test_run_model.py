"""What a run keeps of what the trainer says."""

from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.labs.training.run import Run, settings_that_differ
from cnnstudio.labs.training.series import Series
from cnnstudio.nets.presets import BLINK
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.messages import Checkpoint, EpochDone, Validated
from tests.labs.training.fake_trainer import batches, epoch_of, finished, sample_network, started


def grown_run(epochs: int = 2) -> Run:
    run = Run(3, BLINK, TrainingConfig(batch_size=100), "blink")
    run.take(started(epochs))
    for epoch in range(1, epochs + 1):
        for message in epoch_of(BLINK, epoch):
            run.take(message)
    return run


def test_every_batch_stands_on_the_curve() -> None:
    run = grown_run()

    assert run.steps.tolist() == list(range(1, 21))
    assert run.losses[:3] == pytest.approx([2, 1, 2 / 3])
    assert run.batches == 20
    assert run.total_batches == 20
    assert run.epoch == 2


def test_validations_stand_at_their_batch_and_whole_ones_decide_which_epoch_was_best() -> None:
    run = grown_run()

    assert [entry.step for entry in run.validations] == [5, 10, 15, 20]
    assert [entry.is_whole for entry in run.validations] == [False, True, False, True]
    assert run.best_validation == pytest.approx(0.9)


def test_the_time_left_follows_from_the_rate() -> None:
    run = Run(1, BLINK, TrainingConfig(batch_size=100))
    assert run.seconds_left is None
    run.take(started(epochs=2, per_epoch=10))
    for message in batches(1, 1, 5):
        run.take(message)

    assert run.seconds_left == pytest.approx(15 * 100 / 5_000)


def test_looks_into_batches_are_kept_layer_by_layer() -> None:
    run = grown_run()

    assert [entry.step for entry in run.layer_history] == [5, 15]
    assert run.layer_history[0].layers[0].gradient == 0.1
    assert run.layer_history[0].layers[1].gradient is None
    assert run.details is not None
    assert run.details.epoch == 2


def test_a_test_is_kept_as_answers_and_how_sure_they_were() -> None:
    run = grown_run()
    run.labels = run.tests[2].answers.copy()
    run.labels[:50] = (run.labels[:50] + 1) % 10

    assert run.test_accuracy == pytest.approx(0.75)
    assert run.tests[1].answers.dtype == np.uint8
    assert 0.1 <= run.tests[1].shares.min() <= 1


def test_the_network_of_a_finished_run_is_the_one_that_was_kept() -> None:
    run = grown_run()
    assert run.network is run.moments[-1].network
    last = finished(BLINK)
    run.take(last)

    assert run.network is last.network
    assert run.state == "finished"
    assert run.seconds_left is None
    assert run.network_at(0) is run.moments[0].network


def test_an_endless_run_takes_no_more_room() -> None:
    run = Run(1, BLINK, TrainingConfig())
    run.take(started(epochs=3_000, per_epoch=10))
    for epoch in range(1, 3_001):
        for message in (*batches(epoch, 1, 10), EpochDone(epoch, 0.5, 0.8, 0.4, 0.9, 1.0 * epoch)):
            run.take(message)

    assert len(run.steps) <= 16_384
    assert run.steps[-1] == 30_000
    assert len(run.epoch_rows) <= 1_024
    assert len(run.validations) <= 1_024


def test_only_some_tests_of_many_epochs_are_kept_the_last_among_them() -> None:
    run = grown_run(150)

    assert len(run.tests) <= 64
    assert 150 in run.tests
    assert 1 in run.tests


def test_a_series_halves_by_means_and_keeps_the_last_batch_of_each() -> None:
    series = Series(2, most=8)
    for step in range(1, 33):
        series.append(step, float(step), -float(step))

    assert len(series) <= 8
    assert series.steps[-1] == 32
    assert series.column(0).mean() == pytest.approx(16.5)
    assert np.array_equal(series.column(1), -series.column(0))


def test_settings_that_differ_are_named() -> None:
    first = Run(1, BLINK, TrainingConfig(learning_rate=0.1))
    second = Run(2, BLINK, TrainingConfig(learning_rate=0.2, seed=3))

    assert settings_that_differ([first, second]) == ("learning_rate", "seed")
    assert settings_that_differ([first, first]) == settings_that_differ([]) == ()


def test_a_checkpoint_of_the_same_batch_takes_the_others_place() -> None:
    run = grown_run(1)
    network = sample_network(BLINK, 77)
    run.take(Checkpoint(1, 10, network))

    assert [moment.step for moment in run.moments] == [5, 10]
    assert run.network is network


def test_all_pictures_kept_back_take_the_place_of_some_at_the_end_of_an_epoch() -> None:
    run = Run(1, BLINK, TrainingConfig())
    run.take(started(per_epoch=10))
    run.take(Validated(1, 10, 0.2, 0.993))
    run.take(EpochDone(1, 0.5, 0.8, 0.3, 0.99, 1.0))
    assert [(entry.step, entry.accuracy) for entry in run.validations] == [(10, 0.99)]


def test_in_a_long_run_the_newest_weights_are_seen_and_give_way_to_the_next() -> None:
    run = Run(1, BLINK, TrainingConfig())
    run.take(started(per_epoch=1_000))
    run.take(Checkpoint(1, 0, sample_network(BLINK)))
    for batch in (40, 80):
        run.take(Checkpoint(1, batch, newest := sample_network(BLINK, batch), is_passing=True))
    assert run.network_at(None) is newest
    assert [moment.step for moment in run.moments] == [0, 80]
    run.take(Checkpoint(1, 100, sample_network(BLINK, 3)))
    assert [moment.step for moment in run.moments] == [0, 100]
