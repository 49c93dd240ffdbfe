from __future__ import annotations

import numpy as np
import pytest
from onnx.backend.test.case.node import batch_normalization

from cnnstudio.ops.batch_norm2d import (
    EPSILON,
    batch_norm2d,
    batch_norm2d_backward,
    batch_norm2d_inference,
    batch_norm2d_inference_backward,
    batch_statistics,
)
from cnnstudio.ops.batch_norm2d_trace import trace_batch_norm2d, trace_batch_norm2d_backward
from tests.ops.onnx_node_cases import NodeCase, collect_cases

RNG = np.random.default_rng(0)
X, GRAD = RNG.normal(3, 2, (4, 3, 5, 6)), RNG.normal(size=(4, 3, 5, 6))
GAMMA, BETA = RNG.normal(size=(2, 3))


def test_every_map_has_the_mean_and_deviation_it_was_given() -> None:
    """Curriculum N8."""
    mean, variance = batch_statistics(batch_norm2d(X, GAMMA, BETA))

    np.testing.assert_allclose(mean, BETA, atol=1e-12)
    np.testing.assert_allclose(np.sqrt(variance), np.abs(GAMMA), rtol=1e-5)


def test_a_map_that_does_not_vary_is_left_at_its_shift() -> None:
    y = batch_norm2d(np.full((2, 1, 3, 3), 7.0), np.array([5.0]), np.array([0.5]))

    assert (y == 0.5).all()


@pytest.mark.parametrize("channel", range(3))
def test_a_channel_taken_apart_gives_what_the_operation_gives(channel: int) -> None:
    trace = trace_batch_norm2d(X, GAMMA, BETA, channel)
    back = trace_batch_norm2d_backward(GRAD, X, GAMMA, channel)

    np.testing.assert_allclose(trace.outputs, batch_norm2d(X, GAMMA, BETA)[:, channel], atol=1e-12)
    np.testing.assert_allclose(trace.centred, trace.inputs - trace.mean)
    assert trace.deviation == pytest.approx(np.sqrt(trace.variance + EPSILON))
    gradients = batch_norm2d_backward(GRAD, X, GAMMA)
    fixed = batch_norm2d_inference_backward(GRAD, X, *batch_statistics(X), GAMMA)
    np.testing.assert_allclose(back.dx, gradients.dx[:, channel], atol=1e-12)
    np.testing.assert_allclose(back.direct, fixed.dx[:, channel], atol=1e-12)
    np.testing.assert_allclose(back.direct + back.through_statistics, back.dx, atol=1e-12)
    assert (back.dgamma, back.dbeta) == pytest.approx((gradients.dgamma[channel], gradients.dbeta[channel]))


def test_answers_in_the_precision_it_was_given() -> None:
    x, grad, gamma, beta = (array.astype(np.float32) for array in (X, GRAD, GAMMA, BETA))
    gradients = batch_norm2d_backward(grad, x, gamma)

    answers = batch_norm2d(x, gamma, beta), gradients.dx, gradients.dgamma, gradients.dbeta
    assert {answer.dtype for answer in answers} == {np.dtype(np.float32)}


CASES = [case for case in collect_cases(batch_normalization) if case.inputs[0].ndim == 4]


def test_the_cases_known_today_are_among_those_run() -> None:
    assert {"test_batchnorm_example", "test_batchnorm_epsilon_training_mode"} <= {case.name for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_agrees_with_onnx(case: NodeCase) -> None:
    x, gamma, beta, mean, variance = case.inputs
    epsilon = case.attributes.get("epsilon", EPSILON)

    if case.attributes.get("training_mode", 0):
        y = batch_norm2d(x, gamma, beta, epsilon)
    else:
        y = batch_norm2d_inference(x, mean, variance, gamma, beta, epsilon)

    np.testing.assert_allclose(y, case.output, rtol=1e-5, atol=1e-6)
