from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator
from cnnstudio.data.mnist import load_mnist
from cnnstudio.nets.presets import NETWORK_PRESETS
from cnnstudio.nets.shapes import placed_layers
from cnnstudio.training.evaluation import network_accuracy
from cnnstudio.training.examples import Examples
from cnnstudio.training.experiments import EXPERIMENTS, experiment
from cnnstudio.training.messages import Finished
from cnnstudio.training.pictures import choose_pictures
from cnnstudio.training.settings import check_config
from cnnstudio.training.trainer import train


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_experiment_can_be_run(name: str) -> None:
    chosen = EXPERIMENTS[name]
    check_config(chosen.config)
    check_config(chosen.demo)
    placed_layers(chosen.spec)
    assert chosen.config.train_size + chosen.config.validation_size <= 60_000
    assert Translator("en")(chosen.sentence).endswith((".", "loss ends.", "curves."))


def test_experiments_have_their_names() -> None:
    assert {"blink", "fast", "t1", "t2", "t3-dense", "t3-cnn", "t4", "recogniser"} <= EXPERIMENTS.keys()
    assert all(chosen.name == name for name, chosen in EXPERIMENTS.items())
    with pytest.raises(UserError, match="no preset called t99"):
        experiment("t99")


def test_a_network_s_name_means_the_experiment_with_it() -> None:
    assert experiment("simple-convnet") is experiment("t1")
    assert experiment("cnn") is experiment("t3-cnn")
    for name, spec in NETWORK_PRESETS.items():
        if spec.input_shape == (1, 28, 28):
            assert experiment(name).spec == spec


def test_a_network_for_photos_says_that_there_are_none_to_learn_from() -> None:
    with pytest.raises(UserError, match=r"cats-dogs learns from photos, .* `cnnstudio summary cats-dogs` shows"):
        experiment("cats-dogs")


def test_what_a_demonstration_would_not_shorten_is_known() -> None:
    assert experiment("blink").is_shortened(experiment("blink").config)
    assert not experiment("t1").is_shortened(experiment("t1").config)
    assert not experiment("recogniser").is_shortened(experiment("recogniser").config)
    assert all(chosen.is_shortened(chosen.demo) for chosen in EXPERIMENTS.values())


def test_a_second_of_training_reads_most_digits() -> None:
    chosen = experiment("blink")
    train_part, test_part = load_mnist("train"), load_mnist("test")
    pictures = choose_pictures(replace(chosen.config, seed=1), train_part, test_part)
    last = list(train(chosen.spec, chosen.config, pictures))[-1]
    assert isinstance(last, Finished)
    assert network_accuracy(last.network, Examples(test_part.images[:2000], test_part.labels[:2000])) > 0.96


def test_no_picture_is_both_learned_and_kept_back() -> None:
    split = load_mnist("train")
    config = replace(experiment("blink").config, train_size=300, validation_size=200, test_size=50)
    pictures = choose_pictures(config, split, load_mnist("test"))
    assert pictures.validation is not None
    assert pictures.test is not None
    learned, kept = (
        {image.tobytes() for image in part.images} for part in (pictures.training[0].copy(), pictures.validation)
    )
    assert len(learned) == 300
    assert len(kept) == 200
    assert not learned & kept
    assert len(pictures.test) == 50


def test_more_pictures_than_there_are_are_refused() -> None:
    config = replace(experiment("blink").config, train_size=59_000, validation_size=2_000)
    with pytest.raises(UserError, match="Train with 58\xa0000 at most"):
        choose_pictures(config, load_mnist("train"), load_mnist("test"))


def test_the_demonstrations_learn_few_pictures_once() -> None:
    for chosen in EXPERIMENTS.values():
        assert chosen.demo.epochs == 1
        assert chosen.demo.train_size <= 20_000
        assert not chosen.demo.written
        assert np.isfinite(chosen.demo.learning_rate)
