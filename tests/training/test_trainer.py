from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator
from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import Activation, Dense, Flatten, NetworkSpec, Normalise
from cnnstudio.training.config import OPTIMIZERS
from cnnstudio.training.evaluation import evaluate, network_accuracy
from cnnstudio.training.messages import (
    BatchDetails,
    BatchDone,
    Checkpoint,
    EpochDone,
    Failed,
    Message,
    Started,
    TestDone,
    Validated,
    message_json,
)
from cnnstudio.training.pictures import Pictures
from cnnstudio.training.trainer import train
from cnnstudio.training.watch import Watch
from tests.training.runs import CONFIG, SPEC, finished, halves, of, pictures, run


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    return run()


def are_equal(one: Network, other: Network) -> bool:
    return all(np.array_equal(one.weights[name], other.weights[name]) for name in one.weights)


def test_a_run_says_what_it_does(messages: list[Message]) -> None:
    assert messages[0] == Started(images=410, validation_images=100, epochs=3, batches=20, device="cpu")
    done = [(message.epoch, message.batch) for message in of(messages, BatchDone)]
    assert done == [(epoch, batch) for epoch in (1, 2, 3) for batch in range(1, 21)]
    assert [message.epoch for message in of(messages, EpochDone)] == [1, 2, 3]
    assert finished(messages).images_per_second > 0
    assert [message_json(message)["event"] for message in messages[:3]] == ["started", "ahead", "batch"]


def test_it_learns(messages: list[Message]) -> None:
    losses = [message.loss for message in of(messages, BatchDone)]
    assert np.mean(losses[-20:]) < np.mean(losses[:10]) / 1.3
    assert network_accuracy(finished(messages).network, halves(200, 3)) > 0.9


def test_an_epoch_says_the_mean_of_its_batches_and_reads_what_was_kept_back(messages: list[Message]) -> None:
    last = of(messages, EpochDone)[-1]
    in_last = [message for message in of(messages, BatchDone) if message.epoch == 3]
    assert last.loss == pytest.approx(np.mean([message.loss for message in in_last]))
    in_numpy = evaluate(finished(messages).network, halves(100, 1))
    assert last.validation_accuracy == in_numpy.accuracy
    assert last.validation_loss == pytest.approx(in_numpy.loss, rel=1e-4)


def test_the_same_seed_gives_the_same_curve_to_the_bit(messages: list[Message]) -> None:
    again = run()
    one, other = ([(m.loss, m.accuracy) for m in of(said, BatchDone)] for said in (messages, again))
    assert one == other
    assert are_equal(finished(messages).network, finished(again).network)
    assert not are_equal(finished(messages).network, finished(run(seed=5)).network)


def test_watching_changes_nothing_that_is_learned(messages: list[Message]) -> None:
    watch = Watch(checkpoints=5, validations=4, details_seconds=0.0, tests=True)
    watched = list(train(SPEC, CONFIG, pictures(), watch=watch))
    assert are_equal(finished(messages).network, finished(watched).network)
    assert len(of(watched, Validated)) == 3 * 4
    assert [test.epoch for test in of(watched, TestDone)] == [0, 1, 2, 3]
    assert of(watched, TestDone)[1].probabilities.shape == (60, 2)


def test_before_the_first_batch_some_test_pictures_are_read_by_the_first_weights() -> None:
    said = list(train(SPEC, CONFIG, pictures(), watch=Watch(checkpoints=2, tests=True)))
    first = of(said, TestDone)[0]
    assert said.index(first) < said.index(of(said, BatchDone)[0])
    in_numpy = evaluate(of(said, Checkpoint)[0].network, halves(60, 2))
    np.testing.assert_allclose(first.probabilities, in_numpy.probabilities, rtol=1e-4)


def test_checkpoints_lie_evenly_from_the_first_weights_to_the_last() -> None:
    watched = list(train(SPEC, CONFIG, pictures(), watch=Watch(checkpoints=4)))
    checkpoints = of(watched, Checkpoint)
    assert [(checkpoint.epoch, checkpoint.batch) for checkpoint in checkpoints] == [(1, 0), (1, 20), (2, 20), (3, 20)]
    assert are_equal(checkpoints[-1].network, finished(watched).network)
    assert not are_equal(checkpoints[0].network, checkpoints[1].network)


def test_details_show_the_layers_and_the_mistakes_of_a_batch() -> None:
    details = of(list(train(SPEC, CONFIG, pictures(), watch=Watch(details_seconds=0.0))), BatchDetails)
    first = details[0]
    assert [layer.number for layer in first.layers] == list(range(len(SPEC.layers)))
    assert [layer.number for layer in first.layers if layer.gradient] == [0, 6, 8]
    assert all(layer.activation > 0 for layer in first.layers)
    assert len(first.pictures) == len(first.labels) > 0
    assert (first.labels != first.answers).all()
    assert first.pictures.shape[1:] == (8, 8)


def test_sigmoids_lose_the_gradient_on_the_way_back_and_relu_keeps_it() -> None:
    def first_to_last(function: str) -> float:
        hidden = tuple(part for _ in range(6) for part in (Dense(20), Activation(function)))
        spec = NetworkSpec("deep", (1, 8, 8), (Flatten(), *hidden, Dense(2)), ("left", "right"))
        config = replace(CONFIG, initialisation="he" if function == "relu" else "xavier")
        layers = next(
            of(list(train(spec, config, pictures(), watch=Watch(details_seconds=0.0))), BatchDetails).__iter__()
        )
        sizes = [layer.gradient for layer in layers.layers if layer.gradient is not None]
        return sizes[0] / sizes[-1]

    assert first_to_last("sigmoid") < first_to_last("relu") / 20


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimiser_learns(optimizer: str) -> None:
    rate = {"sgd": 0.2, "momentum": 0.05, "nesterov": 0.05}.get(optimizer, 0.01)
    said = run(optimizer=optimizer, learning_rate=rate, schedule="constant")
    assert of(said, EpochDone)[-1].validation_accuracy > 0.85  # type: ignore[operator]


def test_too_large_steps_end_with_a_sentence_that_says_what_to_try() -> None:
    last = run(learning_rate=100.0, optimizer="sgd", schedule="constant", epochs=50)[-1]
    assert isinstance(last, Failed)
    assert Translator("en")(last.reason).endswith("Try a learning rate of 0.1.")


def test_a_run_that_gets_no_better_ends_with_its_best_epoch() -> None:
    said = run(epochs=40, patience=2, schedule="constant")
    epochs = of(said, EpochDone)
    kept = finished(said)
    assert len(epochs) == kept.epoch + 2 < 40
    best = max(epochs, key=lambda epoch: (epoch.validation_accuracy, -(epoch.validation_loss or 0)))
    assert best.epoch == kept.epoch
    assert network_accuracy(kept.network, halves(100, 1)) == best.validation_accuracy


def test_training_goes_on_from_a_network(messages: list[Message]) -> None:
    start = finished(messages).network
    said = list(train(SPEC, replace(CONFIG, learning_rate=1e-6), pictures(), start))
    assert of(said, BatchDone)[0].accuracy > 0.8
    assert network_accuracy(finished(said).network, halves(100, 1)) == pytest.approx(
        network_accuracy(start, halves(100, 1)), abs=0.03
    )


def test_standardised_pictures_are_part_of_the_network() -> None:
    network = finished(run(preprocessing="standardise")).network
    layer = network.spec.layers[0]
    assert isinstance(layer, Normalise)
    images = halves(410, 0).images / 255
    assert layer.mean[0] == pytest.approx(images.mean(), abs=1e-4)
    assert layer.deviation[0] == pytest.approx(images.std(), abs=1e-4)
    assert network_accuracy(network, halves(200, 3)) > 0.9


def test_label_smoothing_keeps_the_loss_from_zero() -> None:
    assert of(run(label_smoothing=0.5, epochs=5), BatchDone)[-1].loss > 0.5


def test_a_single_logit_stands_for_two_classes() -> None:
    spec = replace(SPEC, layers=(*SPEC.layers[:-1], Dense(1)))
    said = run(spec=spec, optimizer="adam", learning_rate=0.01)
    assert network_accuracy(finished(said).network, halves(200, 3)) > 0.9


def test_without_pictures_kept_back_nothing_is_said_of_them() -> None:
    said = list(train(SPEC, CONFIG, Pictures((halves(100, 0),)), watch=Watch(validations=2, tests=True)))
    assert [epoch.validation_accuracy for epoch in of(said, EpochDone)] == [None] * 3
    assert not of(said, Validated)
    assert not of(said, TestDone)


def test_fewer_pictures_than_a_batch_are_refused() -> None:
    with pytest.raises(UserError, match="10 pictures do not fill a batch of 20"):
        next(iter(train(SPEC, CONFIG, Pictures((halves(10, 0),)))))


def test_a_device_that_is_not_here_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(UserError, match="There is no cuda on this computer. Choose cpu"):
        next(iter(train(SPEC, replace(CONFIG, device="cuda"), pictures())))


def test_weights_to_be_looked_at_come_between_those_that_are_kept() -> None:
    said = of(list(train(SPEC, CONFIG, pictures(), watch=Watch(checkpoints=2, weights_seconds=0.0))), Checkpoint)
    batches_done = len(of(list(train(SPEC, CONFIG, pictures())), BatchDone))
    assert [entry.is_passing for entry in said] == [False, *[True] * (batches_done - 1), False]


def test_before_the_start_always_as_many_test_pictures_are_read() -> None:
    kept = halves(1_200, 0)
    said = list(train(SPEC, CONFIG, Pictures((halves(100, 0),), test=kept), watch=Watch(tests=True)))
    assert [len(entry.probabilities) for entry in of(said, TestDone)][:2] == [1_000, 1_200]
