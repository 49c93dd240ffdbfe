import numpy as np
import pytest

from cnnstudio.data.mnist import load_mnist
from cnnstudio.nets.inference import forward
from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.network import Network
from cnnstudio.nets.shipped import shipped_model_path


@pytest.fixture(scope="module")
def network() -> Network:
    return load_model(shipped_model_path())


def test_it_reads_the_mnist_test_digits(network: Network) -> None:
    test = load_mnist("test")
    answers = [
        forward(network, images[:, None].astype(np.float32) / 255)[-1].values.argmax(axis=1)
        for images in np.array_split(test.images, 200)
    ]
    accuracy = (np.concatenate(answers) == test.labels).mean()
    assert accuracy >= 0.993
    assert network.record["mnist_test_accuracy"] == pytest.approx(accuracy, abs=2e-4)


def test_it_consists_of_the_layers_that_the_app_explains(network: Network) -> None:
    kinds = {layer.kind for layer in network.spec.layers}
    assert kinds == {"conv2d", "activation", "max_pool2d", "flatten", "dense"}
    assert network.spec.input_shape == (1, 28, 28)


def test_its_record_says_how_to_make_it_again(network: Network) -> None:
    assert network.record["command"].startswith("cnnstudio train --preset recogniser --seed ")
