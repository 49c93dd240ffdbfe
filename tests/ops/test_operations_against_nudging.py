"""Every way back equals what nudging one number after the other measures, in float64 to 1e-6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from cnnstudio.ops.batch_norm2d import (
    batch_norm2d,
    batch_norm2d_backward,
    batch_norm2d_inference,
    batch_norm2d_inference_backward,
)
from cnnstudio.ops.binary_cross_entropy import binary_cross_entropy, binary_cross_entropy_backward
from cnnstudio.ops.cross_entropy import cross_entropy, cross_entropy_backward
from cnnstudio.ops.dense import dense, dense_backward
from cnnstudio.ops.dropout import dropout, dropout_backward
from cnnstudio.ops.kl_divergence import kl_divergence, kl_divergence_backward
from cnnstudio.ops.local_response_norm import local_response_norm, local_response_norm_backward
from cnnstudio.ops.numerical_gradient import numerical_gradient, relative_difference
from cnnstudio.ops.relu import relu, relu_backward
from cnnstudio.ops.softmax import log_softmax, log_softmax_backward, softmax, softmax_backward
from cnnstudio.ops.squared_error import squared_error, squared_error_backward, squared_error_logit_gradient

RNG = np.random.default_rng(5)
LOGITS, TARGETS, GRAD = RNG.normal(size=(3, 4)), RNG.dirichlet(np.ones(4), 3), RNG.normal(size=(3, 4))
X, WEIGHT, BIAS, GRAD_DENSE = (RNG.normal(size=shape) for shape in ((3, 5), (4, 5), (4,), (3, 4)))
MAPS, GRAD_MAPS = RNG.normal(size=(2, 3, 2, 4)), RNG.normal(size=(2, 3, 2, 4))
GAMMA, BETA, MEAN, VARIANCE = *RNG.normal(size=(3, 3)), RNG.uniform(0.5, 2, 3)
MASK = RNG.random(MAPS.shape) > 0.4

OF_MAPS = batch_norm2d_backward(GRAD_MAPS, MAPS, GAMMA)
OF_MAPS_FIXED = batch_norm2d_inference_backward(GRAD_MAPS, MAPS, MEAN, VARIANCE, GAMMA)
OF_DENSE = dense_backward(GRAD_DENSE, X, WEIGHT)


@dataclass(frozen=True)
class Case:
    """A function of one array, where to measure it, the gradient at its result, and what came back."""

    function: Callable[[np.ndarray], np.ndarray]
    at: np.ndarray
    grad: np.ndarray | float
    computed: np.ndarray


CASES = {
    "softmax": Case(lambda z: softmax(z, 0.7), LOGITS, GRAD, softmax_backward(GRAD, softmax(LOGITS, 0.7), 0.7)),
    "log_softmax": Case(
        lambda z: log_softmax(z, 0.7), LOGITS, GRAD, log_softmax_backward(GRAD, log_softmax(LOGITS, 0.7), 0.7)
    ),
    "cross_entropy": Case(lambda z: cross_entropy(z, TARGETS), LOGITS, 1.0, cross_entropy_backward(LOGITS, TARGETS)),
    "kl_divergence": Case(
        lambda p: kl_divergence(TARGETS, p), softmax(LOGITS), 1.0, kl_divergence_backward(TARGETS, softmax(LOGITS))
    ),
    "squared_error": Case(lambda o: squared_error(o, TARGETS), LOGITS, 1.0, squared_error_backward(LOGITS, TARGETS)),
    "squared_error_through_softmax": Case(
        lambda z: squared_error(softmax(z), TARGETS), LOGITS, 1.0, squared_error_logit_gradient(LOGITS, TARGETS)
    ),
    "binary_cross_entropy": Case(
        lambda z: binary_cross_entropy(z, TARGETS), LOGITS, 1.0, binary_cross_entropy_backward(LOGITS, TARGETS)
    ),
    "dense_inputs": Case(lambda x: dense(x, WEIGHT, BIAS), X, GRAD_DENSE, OF_DENSE.dx),
    "dense_weights": Case(lambda weight: dense(X, weight, BIAS), WEIGHT, GRAD_DENSE, OF_DENSE.dw),
    "dense_bias": Case(lambda bias: dense(X, WEIGHT, bias), BIAS, GRAD_DENSE, OF_DENSE.db),
    "relu": Case(relu, MAPS, GRAD_MAPS, relu_backward(GRAD_MAPS, MAPS)),
    "dropout": Case(lambda x: dropout(x, MASK, 0.4), MAPS, GRAD_MAPS, dropout_backward(GRAD_MAPS, MASK, 0.4)),
    "batch_norm_maps": Case(lambda x: batch_norm2d(x, GAMMA, BETA), MAPS, GRAD_MAPS, OF_MAPS.dx),
    "batch_norm_scale": Case(lambda gamma: batch_norm2d(MAPS, gamma, BETA), GAMMA, GRAD_MAPS, OF_MAPS.dgamma),
    "batch_norm_shift": Case(lambda beta: batch_norm2d(MAPS, GAMMA, beta), BETA, GRAD_MAPS, OF_MAPS.dbeta),
    "batch_norm_maps_of_the_trained_network": Case(
        lambda x: batch_norm2d_inference(x, MEAN, VARIANCE, GAMMA, BETA), MAPS, GRAD_MAPS, OF_MAPS_FIXED.dx
    ),
    "batch_norm_scale_of_the_trained_network": Case(
        lambda gamma: batch_norm2d_inference(MAPS, MEAN, VARIANCE, gamma, BETA), GAMMA, GRAD_MAPS, OF_MAPS_FIXED.dgamma
    ),
    "local_response_norm": Case(
        lambda x: local_response_norm(x, 3, 2.0, 0.75, 1.5),
        MAPS,
        GRAD_MAPS,
        local_response_norm_backward(GRAD_MAPS, MAPS, 3, 2.0, 0.75, 1.5),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_way_back_is_what_nudging_measures(name: str) -> None:
    case = CASES[name]

    measured = numerical_gradient(lambda at: float((case.function(at) * case.grad).sum()), case.at)

    assert np.abs(measured).max() > 0.01
    assert relative_difference(case.computed, measured) < 1e-6
