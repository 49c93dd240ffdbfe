from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnstudio.ops.softmax import log_softmax, log_softmax_backward, softmax, softmax_backward


def test_softmax_of_the_lecture() -> None:
    """Curriculum L1."""
    assert softmax(np.array([2.2, 1.39, 0.85])).round(2).tolist() == [0.59, 0.26, 0.15]


@given(arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 12)), elements=st.floats(-700, 700)))
def test_softmax_agrees_with_torch_and_adds_up_to_one(logits: np.ndarray) -> None:
    shares = softmax(logits)

    np.testing.assert_allclose(shares, torch.softmax(torch.from_numpy(logits), dim=-1).numpy(), atol=1e-12)
    np.testing.assert_allclose(shares.sum(axis=-1), 1)


def test_softmax_of_huge_logits_does_not_overflow() -> None:
    assert softmax(np.array([1e4, 0.0])).tolist() == [1.0, 0.0]


def test_a_high_temperature_evens_out_and_a_low_one_decides() -> None:
    logits = np.array([2.2, 1.39, 0.85])

    assert softmax(logits, temperature=1e6) == pytest.approx([1 / 3] * 3, abs=1e-6)
    assert softmax(logits, temperature=0.01) == pytest.approx([1, 0, 0], abs=1e-12)
    assert softmax(logits, temperature=2) == pytest.approx(softmax(logits / 2))


def test_raising_all_logits_alike_changes_nothing() -> None:
    logits = np.array([2.2, 1.39, 0.85])

    assert softmax(logits + 1000) == pytest.approx(softmax(logits))
    assert softmax_backward(np.array([0.3, -2.0, 0.1]), softmax(logits)).sum() == pytest.approx(0)


def test_the_logarithm_is_exact_where_the_probability_is_no_longer() -> None:
    assert softmax(np.array([0.0, -2000.0]))[1] == 0
    assert log_softmax(np.array([0.0, -2000.0]))[1] == -2000


def test_answers_in_the_precision_it_was_given() -> None:
    logits, grad = np.array([[2.2, 1.39]], np.float32), np.array([[1, 0]], np.float32)

    assert {
        answer.dtype
        for answer in (
            softmax(logits, 0.5),
            log_softmax(logits, 0.5),
            softmax_backward(grad, softmax(logits), 0.5),
            log_softmax_backward(grad, log_softmax(logits), 0.5),
        )
    } == {np.dtype(np.float32)}


@pytest.mark.parametrize("temperature", [0.0, -1.0, float("nan")])
def test_a_temperature_that_is_not_above_zero_is_refused(temperature: float) -> None:
    for operation in (softmax, log_softmax):
        with pytest.raises(ValueError, match="the temperature must be above 0"):
            operation(np.array([1.0, 2.0]), temperature)
