from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnnstudio.nets.inference import forward
from cnnstudio.nets.network import Network
from cnnstudio.nets.shapes import weight_shapes
from cnnstudio.nets.spec import Dense, Flatten, NetworkSpec
from cnnstudio.training.calibration import calibrated
from cnnstudio.training.examples import Examples

SPEC = NetworkSpec("linear", (1, 28, 28), (Flatten(), Dense(10)))


@pytest.fixture
def network() -> Network:
    rng = np.random.default_rng(0)
    return Network(SPEC, {n: rng.normal(size=s).astype(np.float32) / 20 for n, s in weight_shapes(SPEC).items()})


@pytest.fixture
def examples(network: Network) -> Examples:
    """Pictures labelled by chance with the very shares that three times the network's logits give."""
    rng = np.random.default_rng(1)
    images = rng.integers(0, 256, (4000, 28, 28), dtype=np.uint8)
    logits = 3 * forward(network, images[:, None].astype(np.float32) / 255)[-1].values.astype(float)
    labels = (logits + rng.gumbel(size=logits.shape)).argmax(axis=1)  # the Gumbel trick draws from softmax
    return Examples(images, labels.astype(np.uint8))


def test_the_factor_is_found_and_no_answer_changes(network: Network, examples: Examples) -> None:
    surer, factor = calibrated(network, examples)

    assert factor == pytest.approx(3, abs=0.3)
    pictures = examples.images[:100, None].astype(np.float32) / 255
    before, after = (forward(net, pictures)[-1].values for net in (network, surer))
    np.testing.assert_allclose(after, before * factor, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(after.argmax(axis=1), before.argmax(axis=1))


def test_calibrating_twice_changes_nothing_more(network: Network, examples: Examples) -> None:
    once, _ = calibrated(network, examples)

    assert calibrated(once, examples)[1] == pytest.approx(1, abs=0.051)


def test_a_network_without_a_dense_end_is_refused(network: Network, examples: Examples) -> None:
    headless = replace(network, spec=replace(SPEC, layers=SPEC.layers[:1]))

    with pytest.raises(ValueError, match="dense"):
        calibrated(headless, examples)
