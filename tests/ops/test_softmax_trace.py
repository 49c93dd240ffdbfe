from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cnnstudio.ops.softmax import softmax
from cnnstudio.ops.softmax_trace import trace_softmax


def test_every_term_of_the_lecture() -> None:
    """Curriculum L1."""
    trace = trace_softmax(np.array([2.2, 1.39, 0.85]))

    assert trace.naive_exponentials.round(2).tolist() == [9.03, 4.01, 2.34]
    assert round(trace.naive_sum, 2) == 15.38
    assert trace.probabilities.round(2).tolist() == [0.59, 0.26, 0.15]
    assert trace.shifted.round(2).tolist() == [0, -0.81, -1.35]
    assert trace.running[-1] == trace.sum
    assert not trace.overflows


@given(
    logits=arrays(np.float64, st.integers(1, 12), elements=st.floats(-600, 600)),
    temperature=st.sampled_from([0.9, 1.0, 7.0]),
)
def test_both_forms_lead_to_the_same_probabilities(logits: np.ndarray, temperature: float) -> None:
    trace = trace_softmax(logits, temperature)

    np.testing.assert_allclose(trace.probabilities, softmax(logits, temperature), atol=1e-12)
    np.testing.assert_allclose(trace.probabilities, trace.exponentials / trace.sum, atol=0)
    if trace.scaled.max() > -600:
        np.testing.assert_allclose(trace.naive_probabilities, trace.probabilities, atol=1e-12)


def test_without_the_maximum_large_logits_overflow() -> None:
    trace = trace_softmax(np.array([710.0, 709.0, 0.0]))

    assert trace.overflows
    assert trace.naive_exponentials[0] == np.inf
    assert np.isnan(trace.naive_probabilities[0])
    assert trace.probabilities == pytest.approx(softmax(np.array([1.0, 0.0, -709.0])))


def test_a_low_temperature_overflows_sooner() -> None:
    assert not trace_softmax(np.array([80.0, 0.0])).overflows
    assert trace_softmax(np.array([80.0, 0.0]), temperature=0.1).overflows


def test_without_the_maximum_very_negative_logits_all_vanish() -> None:
    trace = trace_softmax(np.array([-1000.0, -1001.0]))

    assert not trace.overflows
    assert trace.naive_sum == 0
    assert np.isnan(trace.naive_probabilities).all()
    assert trace.probabilities.sum() == 1


def test_the_logits_given_are_left_alone_and_kept() -> None:
    logits = np.array([1.0, 2.0])
    trace = trace_softmax(logits)
    logits[0] = 50

    assert trace.logits.tolist() == [1, 2]
    with pytest.raises(ValueError, match="the temperature must be above 0, not 0"):
        trace_softmax(logits, 0)
