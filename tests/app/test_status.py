from __future__ import annotations

import numpy as np

from cnnstudio.app.status import network_facts
from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Translator
from cnnstudio.nets.network import Network
from cnnstudio.nets.presets import network_preset
from cnnstudio.nets.shapes import weight_shapes
from cnnstudio.nets.shipped import shipped_network
from cnnstudio.nets.summary import summarise
from cnnstudio.nets.training_record import TrainingRecord

say = Translator("en")


def test_the_shipped_network_is_told_with_its_size_and_what_it_reads() -> None:
    network = shipped_network().network
    assert network is not None
    assert (
        say(network_facts(network))
        == "Network “recogniser”: 119\u00a0386 weights, reads 99.4\u00a0% of MNIST's test digits"
    )


def test_a_trained_network_has_as_many_weights_as_its_summary_and_what_its_run_measured() -> None:
    spec = network_preset("fast")
    weights = {name: np.zeros(shape, np.float32) for name, shape in weight_shapes(spec).items()}
    record = TrainingRecord(dataset="mnist", test_accuracy=0.9876, config={"test_size": 10_000}).to_json()
    count = grouped(summarise(spec).total_parameters)
    facts = say(network_facts(Network(spec, weights, record)))
    assert facts == f"Network “fast”: {count} weights, reads 98.8\u00a0% of MNIST's test digits"
    assert say(network_facts(Network(spec, weights))) == f"Network “fast”: {count} weights"


def test_of_how_few_pictures_a_test_was_is_said() -> None:
    spec = network_preset("fast")
    weights = {name: np.zeros(shape, np.float32) for name, shape in weight_shapes(spec).items()}
    record = TrainingRecord(dataset="mnist", test_accuracy=0.961, config={"test_size": 1_000}).to_json()
    facts = say(network_facts(Network(spec, weights, record)))
    assert facts.endswith(", reads 96.1\u00a0% of the first 1\u00a0000 test digits of MNIST")
    stranger = say(network_facts(Network(spec, weights, record | {"config": {"test_size": "few"}})))
    assert stranger.endswith(", reads 96.1\u00a0% of MNIST's test digits")
