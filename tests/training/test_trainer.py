import numpy as np
import pytest
import torch

from cnnstudio.data.augmentation import LightAffine
from cnnstudio.data.handwriting.samples import written_digits
from cnnstudio.nets.presets import RECOGNISER
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.evaluation import network_accuracy
from cnnstudio.training.examples import Examples
from cnnstudio.training.messages import BatchDone, EpochDone, Finished, Message, Started
from cnnstudio.training.trainer import train

CONFIG = TrainingConfig(epochs=3, batch_size=50, learning_rate=0.1, seed=4)


def examples(count: int, seed: int, augmentation: LightAffine | None = None) -> Examples:
    return Examples(*written_digits(count, np.random.default_rng(seed)), augmentation)


def run(config: TrainingConfig = CONFIG) -> list[Message]:
    training = (examples(800, 0, LightAffine()), examples(230, 1))
    return list(train(RECOGNISER, training, examples(100, 2), config))


@pytest.fixture(scope="module")
def messages() -> list[Message]:
    torch.set_num_threads(1)
    return run()


def finished(messages: list[Message]) -> Finished:
    assert isinstance(messages[-1], Finished)
    return messages[-1]


def test_a_run_says_what_it_does(messages: list[Message]) -> None:
    assert messages[0] == Started(images=1030, validation_images=100, epochs=3, batches=20)
    done = [(message.epoch, message.batch) for message in messages if isinstance(message, BatchDone)]
    assert done == [(epoch, batch) for epoch in (1, 2, 3) for batch in range(1, 21)]
    assert [message.epoch for message in messages if isinstance(message, EpochDone)] == [1, 2, 3]
    assert finished(messages).images_per_second > 0


def test_it_learns(messages: list[Message]) -> None:
    losses = [message.loss for message in messages if isinstance(message, BatchDone)]
    assert np.mean(losses[-20:]) < np.mean(losses[:20]) / 1.5
    assert network_accuracy(finished(messages).network, examples(200, 3)) > 0.6


def test_torch_and_numpy_find_the_same_accuracy(messages: list[Message]) -> None:
    last = [message for message in messages if isinstance(message, EpochDone)][-1]
    assert network_accuracy(finished(messages).network, examples(100, 2)) == last.validation_accuracy


def test_the_same_seed_gives_the_same_weights(messages: list[Message]) -> None:
    weights = finished(messages).network.weights
    again = finished(run()).network.weights
    assert all(np.array_equal(weights[name], again[name]) for name in weights)


def test_fewer_pictures_than_a_batch_are_refused() -> None:
    with pytest.raises(ValueError, match="fewer pictures"):
        next(iter(train(RECOGNISER, (examples(10, 0),), None, CONFIG)))
