from __future__ import annotations

import numpy as np
import pytest
import torch

from cnnstudio.ops.cross_entropy import cross_entropy
from cnnstudio.ops.label_smoothing import least_cross_entropy, smoothed_targets
from cnnstudio.ops.one_hot import one_hot


@pytest.mark.parametrize("smoothing", [0.0, 0.05, 0.1, 0.9])
def test_the_loss_against_smoothed_targets_is_that_of_torch(smoothing: float) -> None:
    rng = np.random.default_rng(0)
    logits, labels = rng.normal(0, 3, (8, 10)), rng.integers(0, 10, 8)
    ours = cross_entropy(logits, smoothed_targets(one_hot(labels, 10), smoothing)).mean()
    theirs = torch.nn.functional.cross_entropy(
        torch.from_numpy(logits), torch.from_numpy(labels), label_smoothing=smoothing
    )
    assert ours == pytest.approx(theirs.item(), rel=1e-12)


@pytest.mark.parametrize(("smoothing", "classes"), [(0.1, 10), (0.05, 10), (0.3, 2), (1.0, 4)])
def test_no_logits_come_below_the_least_loss_and_those_of_the_target_reach_it(smoothing: float, classes: int) -> None:
    target = smoothed_targets(one_hot(0, classes), smoothing)
    least = least_cross_entropy(smoothing, classes)
    assert cross_entropy(np.log(target), target) == pytest.approx(least, rel=1e-12)
    anywhere = np.random.default_rng(1).normal(0, 4, (1000, classes))
    assert (cross_entropy(anywhere, target) >= least - 1e-12).all()


def test_a_share_is_between_0_and_1() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        least_cross_entropy(1.5, 10)
