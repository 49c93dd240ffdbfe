"""Runs: how they are started, led, looked at, kept and used."""

from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Translator, text
from cnnstudio.data.handover import Handover
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.nets.inference import probabilities
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.nets.presets import CATS_DOGS
from cnnstudio.nets.shapes import output_shapes
from cnnstudio.nets.training_record import training_record
from cnnstudio.training.messages import Checkpoint, Failed, Finished, Stopped
from tests.labs.training.fake_trainer import FakeTrainer, batches, epoch_of, finished, sample_network, started
from tests.labs.training.models import small_model, train, trained_model

english = Translator("en")
DIVERGED = text("The loss is no number any more.")


def state_of(model: TrainingModel) -> str:
    return model.run.state if model.run else ""


# -- leading a run


def test_a_run_is_started_paused_led_on_and_stopped() -> None:
    model, trainer = small_model()
    model.start()
    assert state_of(model) == "waiting"
    assert not model.can_start
    model.take([started()])
    assert state_of(model) == "running"
    model.pause()
    model.pause()
    model.resume()
    model.stop()

    assert trainer.asked == ["start", "pause", "resume", "stop"]
    assert state_of(model) == "stopped"
    assert model.can_start


def test_a_step_begins_a_run_that_waits() -> None:
    model, trainer = small_model()
    model.step_batch()
    model.take([started(), *batches(1, 1, 1)])

    assert trainer.asked == ["start paused", "step batch"]
    assert model.run is not None
    assert model.run.state == "paused"
    assert model.run.batches == 1


def test_an_epoch_goes_on_to_its_end_and_then_the_run_is_paused() -> None:
    model, trainer = small_model()
    model.step_epoch()
    model.take([started(), *batches(1, 1, 4)])
    assert trainer.asked == ["start paused", "step epoch"]
    assert state_of(model) == "running"
    model.take(epoch_of(model.params.spec, 1))
    assert state_of(model) == "paused"
    model.resume()
    model.take(epoch_of(model.params.spec, 2))
    assert state_of(model) == "running"


def test_a_step_pauses_a_run_that_goes_on() -> None:
    model, trainer = small_model()
    model.start()
    model.take([started(), *batches(1, 1, 2)])
    model.step_batch()

    assert trainer.asked == ["start", "pause", "step batch"]
    assert model.run is not None
    assert model.run.state == "paused"


def test_checkpoints_validations_and_tests_are_asked_for() -> None:
    model, trainer = small_model()
    model.start()

    assert trainer.watch.checkpoints == 40
    assert trainer.watch.tests
    assert trainer.watch.details_seconds
    model.stop()
    model.choose_experiment("t3-cnn")  # 4.8 MB of weights a checkpoint
    model.start()
    assert trainer.watch.checkpoints == 3


def test_where_the_process_ends_by_itself_the_run_fails_with_a_sentence_and_another_can_start() -> None:
    model, trainer = small_model()
    model.start()
    model.take([started()])
    model.check_trainer()
    assert state_of(model) == "running"
    trainer.is_alive = False
    model.check_trainer()

    assert state_of(model) == "failed"
    assert model.run is not None
    assert model.run.problem is not None
    assert "Start the run again" in english(model.run.problem)
    assert model.can_start


def test_a_run_that_diverges_keeps_its_curve_and_says_why() -> None:
    model, _ = small_model()
    model.start()
    model.take([started(), *batches(1, 1, 3), Failed(DIVERGED)])

    assert model.run is not None
    assert model.run.problem == DIVERGED
    assert len(model.run.losses) == 3
    assert model.can_start


def test_the_weights_of_a_stopped_run_may_come_after_the_next_one_began() -> None:
    model, _ = small_model()
    spec = model.params.spec
    model.start()
    model.take([started(), Checkpoint(1, 0, sample_network(spec)), *batches(1, 1, 2)])
    model.stop()
    model.stop()
    assert model.run is not None
    first, last = model.run, sample_network(spec, 5)
    assert (first.state, first.is_ending, first.is_over) == ("stopped", True, False)
    assert model.recorded_network is None
    model.start()
    model.take([*batches(1, 3, 3), Checkpoint(1, 3, last), Stopped(), started(), *batches(1, 1, 1)])

    assert (first.batches, first.network, first.is_over) == (3, last, True)
    assert (model.run.batches, model.run.state) == (1, "running")
    model.choose_run(first.number)
    assert model.recorded_network is not None
    assert model.recorded_network.weights is last.weights


def test_a_run_that_ends_by_itself_while_it_is_stopped_is_finished() -> None:
    model, _ = small_model()
    model.start()
    model.step_epoch()
    model.take([started(), *batches(1, 1, 2)])
    model.stop()
    model.take([*epoch_of(model.params.spec, 1), finished(model.params.spec)])

    assert model.run is not None
    assert (model.run.state, model.run.is_over, model.heard_runs) == ("finished", True, ())


def test_a_stopped_run_is_done_with_where_the_process_ends_by_itself() -> None:
    model, trainer = small_model()
    model.start()
    model.take([started(), *batches(1, 1, 2)])
    model.stop()
    model.start()
    trainer.is_alive = False
    model.check_trainer()

    assert [run.state for run in model.runs] == ["stopped", "failed"]
    assert all(run.is_over for run in model.runs)
    assert model.heard_runs == ()


# -- settings


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"learning_rate": -1.0}, "Learning rate"),
        ({"train_size": 60_000, "validation_size": 2_000}, "58\xa0000"),
        ({"train_size": 20, "batch_size": 48}, "fewer pictures"),
    ],
)
def test_settings_that_no_run_can_begin_with_say_what_would_mend_them(changes: dict[str, object], words: str) -> None:
    model, trainer = small_model()
    model.configure(**changes)
    model.start()

    assert model.problem is not None
    assert words in english(model.problem)
    assert trainer.asked == []
    assert not model.runs


def test_a_network_for_other_pictures_cannot_be_trained() -> None:
    model, _ = small_model()
    model.update(spec=CATS_DOGS)

    assert model.problem is not None
    assert "cats-dogs" in english(model.problem)


def test_undo_brings_settings_back_but_not_where_one_looked() -> None:
    model, _ = small_model()
    model.configure(epochs=3)
    model.update(log_loss=True)
    model.undo()

    assert model.params.config.epochs == 1
    assert model.params.log_loss
    model.redo()
    assert model.params.config.epochs == 3


def test_the_demonstration_of_an_experiment_has_fewer_pictures() -> None:
    model, _ = small_model()
    model.choose_experiment("t2", is_demo=True)

    assert model.params.config.train_size == 3_000
    assert model.params.config.epochs == 1
    assert model.params.spec.name == "keras-convnet"


# -- looking


def test_the_network_at_a_moment_is_that_of_the_checkpoint_before_it() -> None:
    model, _ = trained_model()
    run = model.run
    assert run is not None
    assert [moment.step for moment in run.moments] == [0, 5, 10, 15, 20]
    model.rewind(12)

    assert model.network is run.moments[2].network
    shown = model.probabilities
    assert shown is not None
    assert shown == pytest.approx(probabilities(run.moments[2].network, model.specimen.picture.pixels), abs=1e-6)
    model.rewind(None)
    assert model.network is run.network is not run.moments[-1].network  # the one that was kept in the end


def test_the_layers_outputs_are_worked_out_once() -> None:
    model, _ = trained_model()

    assert model.outputs is model.outputs is not None
    assert [output.values.shape[1:] for output in model.outputs] == list(output_shapes(model.params.spec))


def test_without_ink_there_is_nothing_to_read() -> None:
    model = TrainingModel(Specimen(), ActiveNetwork(), FakeTrainer())
    model.choose_experiment("blink")
    train(model)

    assert model.probabilities is None
    assert model.outputs is not None


def test_the_confusion_matrix_counts_the_test_of_the_moment() -> None:
    model, _ = trained_model()
    run = model.run
    assert run is not None
    assert model.test_set is not None
    counts = model.confusion
    assert counts is not None
    assert counts.sum() == 200
    assert counts.trace() / 200 == pytest.approx(run.test_accuracy)
    assert counts[3].sum() == (model.test_set.labels == 3).sum()
    model.rewind(10)
    earlier = model.confusion
    assert earlier is not None
    assert not np.array_equal(earlier, counts)
    model.rewind(5)
    assert model.confusion is None  # no epoch was over


def test_the_pictures_of_a_cell_are_those_it_counts_the_surest_first() -> None:
    model, _ = trained_model()
    counts, run = model.confusion, model.run
    assert counts is not None
    assert run is not None
    row, column = map(int, np.unravel_index(counts.argmax(), counts.shape))
    found = model.pictures_of(row, column)

    assert len(found) == counts[row, column] > 1
    shares = [float(run.tests[2].shares[place]) for place in found]
    assert shares == sorted(shares, reverse=True)


def test_a_test_picture_becomes_the_specimen_through_the_handover() -> None:
    handover = Handover()
    model = TrainingModel(Specimen(), ActiveNetwork(), FakeTrainer(), handover)
    chosen: list[int] = []
    handover.test_digit_chosen.subscribe(lambda: chosen.append(handover.test_digit))
    model.show_test_image(30)

    assert chosen == [30]


# -- several runs


def test_the_run_before_is_shown_beside_the_next() -> None:
    model, _ = trained_model()
    train(model)

    assert [run.number for run in model.runs] == [1, 2]
    assert model.run is model.runs[1]
    assert model.other_runs == (model.runs[0],)
    model.choose_run(1)
    assert model.run is model.runs[0]
    assert not model.other_runs
    model.show_beside(2, is_shown=True)
    assert model.other_runs == (model.runs[1],)


def test_a_moment_of_one_run_means_nothing_in_another() -> None:
    model, _ = trained_model()
    train(model)
    model.rewind(5)
    model.update(run=1)

    assert model.moment is None


def test_a_run_is_named_and_deleted_and_its_number_never_used_again() -> None:
    model, _ = trained_model()
    model.rename_run(1, "  large steps ")
    assert model.run is not None
    assert english(model.run.title) == "large steps"
    model.delete_run(1)
    assert model.run is None
    assert not model.runs
    train(model)
    assert [run.number for run in model.runs] == [2]


def test_a_run_under_way_that_is_deleted_is_stopped() -> None:
    model, trainer = small_model()
    model.start()
    model.delete_run(1)
    model.take([started(), *batches(1, 1, 2)])

    assert trainer.asked == ["start", "stop"]
    assert not model.runs
    assert model.can_start


def test_older_runs_keep_fewer_moments_so_that_memory_stays_bounded() -> None:
    model, _ = small_model()
    model.choose_experiment("t3-cnn")
    for _ in range(6):
        train(model)
    kept = sum(run.checkpoints.size for run in model.runs)

    assert kept <= 20 * 1024**2
    assert len(model.runs[-1].moments) >= 3
    assert all(run.network for run in model.runs)


# -- using what was learned


def test_the_network_looked_at_becomes_that_of_all_labs_with_its_record() -> None:
    active, trainer = ActiveNetwork(), FakeTrainer()
    model = TrainingModel(Specimen(), active, trainer)
    model.choose_experiment("blink")
    train(model)
    model.rewind(10)
    model.use_network()

    assert active.network is not None
    assert model.run is not None
    assert active.network.weights is model.run.moments[2].network.weights
    record = training_record(active.network)
    assert record.epochs == 1
    assert record.config["batch_size"] == model.params.config.batch_size
    assert len(record.history) == 1


def test_a_run_that_goes_on_from_a_network_remembers_it() -> None:
    model, _ = trained_model()
    before = model.recorded_network
    assert before is not None
    model.start_from(before)
    train(model)

    after = model.recorded_network
    assert after is not None
    assert training_record(after).epochs == 4
    assert len(training_record(after).continued_from) == 1


def test_listeners_hear_each_tick_but_settings_only_what_lasts() -> None:
    model, _ = small_model()
    model.start()
    model.take([started()])
    ticks: list[str] = []
    model.subscribe(lambda: ticks.append("tick"))
    model.settings.subscribe(lambda: ticks.append("settings"))
    model.take(batches(1, 1, 10))
    assert ticks == ["tick"]
    model.take([*epoch_of(model.params.spec, 2), finished(model.params.spec)])
    assert ticks == ["tick", "tick", "settings"]
    model.take([])
    assert len(ticks) == 3


def test_what_was_said_before_a_stop_is_still_taken_in() -> None:
    model, _ = small_model()
    model.start()
    model.take([started()])
    model.stop()
    model.take(batches(1, 1, 2))

    assert model.run is not None
    assert model.run.batches == 2
    assert model.run.state == "stopped"


def test_a_finish_that_crosses_a_pause_counts() -> None:
    model, _ = small_model()
    model.start()
    model.take([started(), *batches(1, 1, 2)])
    model.pause()
    model.take([Finished(sample_network(model.params.spec), 2, 3.0, 6_000.0)])

    assert model.run is not None
    assert model.run.state == "finished"
