from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.ops.dropout import (
    classic_dropout,
    classic_dropout_inference,
    dropout,
    dropout_backward,
    dropout_mask,
)

X = np.array([1.0, -2.0, 3.0, 4.0])


def test_both_forms_give_on_average_what_the_trained_network_answers() -> None:
    """Curriculum N8: classic dropout scales when used, inverted dropout while training."""
    generator = np.random.default_rng(0)
    masks = [dropout_mask(X.shape, 0.25, generator) for _ in range(20_000)]

    inverted = np.mean([dropout(X, mask, 0.25) for mask in masks], axis=0)
    classic = np.mean([classic_dropout(X, mask) for mask in masks], axis=0)

    np.testing.assert_allclose(inverted, X, rtol=0.02)
    np.testing.assert_allclose(classic, classic_dropout_inference(X, 0.25), rtol=0.02)


def test_what_is_dropped_is_zero_and_gets_no_gradient() -> None:
    mask = np.array([True, False, False, True])

    assert dropout(X, mask, 0.5).tolist() == [2, 0, 0, 8]
    assert dropout_backward(np.ones(4), mask, 0.5).tolist() == [2, 0, 0, 2]


def test_the_same_seed_drops_the_same_and_nothing_is_dropped_with_probability_zero() -> None:
    masks = [dropout_mask((5, 6), 0.5, np.random.default_rng(7)) for _ in range(2)]

    assert (masks[0] == masks[1]).all()
    assert 0 < masks[0].sum() < 30
    assert dropout_mask((5, 6), 0, np.random.default_rng(7)).all()


def test_answers_in_the_precision_it_was_given() -> None:
    x, mask = X.astype(np.float32), X > 0

    assert dropout(x, mask, 0.3).dtype == classic_dropout(x, mask).dtype == np.float32
    assert classic_dropout_inference(x, 0.3).dtype == np.float32


@pytest.mark.parametrize("probability", [-0.1, 1.0, float("nan")])
def test_a_probability_that_leaves_nothing_is_refused(probability: float) -> None:
    with pytest.raises(ValueError, match="at least 0 and below 1"):
        dropout(X, X > 0, probability)
    with pytest.raises(ValueError, match="at least 0 and below 1"):
        dropout_mask((2,), probability, np.random.default_rng(0))
