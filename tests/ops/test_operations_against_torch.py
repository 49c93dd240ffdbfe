"""Softmax, losses, dense, dropout and the normalisations equal PyTorch's on 3 000 random settings, there and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
import torch
from torch.nn import functional

from cnnstudio.ops.batch_norm2d import (
    batch_norm2d,
    batch_norm2d_backward,
    batch_norm2d_inference,
    batch_norm2d_inference_backward,
)
from cnnstudio.ops.binary_cross_entropy import binary_cross_entropy, binary_cross_entropy_backward
from cnnstudio.ops.cross_entropy import cross_entropy, cross_entropy_backward
from cnnstudio.ops.dense import dense, dense_backward
from cnnstudio.ops.dropout import dropout, dropout_backward, dropout_mask
from cnnstudio.ops.kl_divergence import kl_divergence, kl_divergence_backward
from cnnstudio.ops.local_response_norm import local_response_norm, local_response_norm_backward
from cnnstudio.ops.one_hot import one_hot
from cnnstudio.ops.relu import relu, relu_backward
from cnnstudio.ops.softmax import log_softmax, log_softmax_backward, softmax, softmax_backward
from cnnstudio.ops.squared_error import squared_error, squared_error_backward, squared_error_logit_gradient

SETTINGS_AN_OPERATION = 250

Pairs = Iterator[tuple[np.ndarray, torch.Tensor]]
"""What we computed, what PyTorch did."""


def leaf(array: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(array).requires_grad_()


def random_logits(rng: np.random.Generator) -> np.ndarray:
    """Return (K,), (N, K) or (M, N, K) scores, in some settings huge ones."""
    shape = (*rng.integers(1, 5, rng.integers(0, 3)), rng.integers(1, 12))
    return rng.normal(size=shape) * 10.0 ** rng.integers(-2, 4)


def random_targets(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Return one-hot targets or, as often, any probabilities."""
    if rng.random() < 0.5:
        return one_hot(rng.integers(0, shape[-1], shape[:-1]), shape[-1])
    return rng.dirichlet(np.ones(shape[-1]), shape[:-1])


def random_maps(rng: np.random.Generator) -> np.ndarray:
    return rng.normal(size=rng.integers(1, 7, 4)) * 2 + rng.normal()


def random_like(array: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return rng.normal(size=array.shape)


def check_softmax(rng: np.random.Generator) -> Pairs:
    logits, temperature = random_logits(rng), float(rng.choice([1.0, 0.25, 3.0]))
    z, grad = leaf(logits), random_like(logits, rng)
    for ours, ours_backward, torchs in (
        (softmax, softmax_backward, functional.softmax),
        (log_softmax, log_softmax_backward, functional.log_softmax),
    ):
        answer, expected = ours(logits, temperature), torchs(z / temperature, dim=-1)
        yield answer, expected
        (dz,) = torch.autograd.grad(expected, z, torch.from_numpy(grad))
        yield ours_backward(grad, answer, temperature), dz


def check_cross_entropy(rng: np.random.Generator) -> Pairs:
    logits = np.atleast_2d(random_logits(rng))
    logits = logits.reshape(-1, logits.shape[-1])
    targets, z = random_targets(rng, logits.shape), leaf(logits)
    expected = functional.cross_entropy(z, torch.from_numpy(targets), reduction="none")
    yield cross_entropy(logits, targets), expected
    yield cross_entropy_backward(logits, targets), torch.autograd.grad(expected.sum(), z)[0]


def check_kl_divergence(rng: np.random.Generator) -> Pairs:
    logits = random_logits(rng).clip(-5, 5)
    targets, probabilities = random_targets(rng, logits.shape), softmax(logits)
    p = leaf(probabilities)
    expected = functional.kl_div(p.log(), torch.from_numpy(targets), reduction="none").sum(dim=-1)
    yield kl_divergence(targets, probabilities), expected
    yield kl_divergence_backward(targets, probabilities), torch.autograd.grad(expected.sum(), p)[0]


def check_squared_error(rng: np.random.Generator) -> Pairs:
    outputs = random_logits(rng)
    targets, o = random_targets(rng, outputs.shape), leaf(outputs)
    expected = functional.mse_loss(o, torch.from_numpy(targets), reduction="none").sum(dim=-1) / 2
    yield squared_error(outputs, targets), expected
    yield squared_error_backward(outputs, targets), torch.autograd.grad(expected.sum(), o)[0]


def check_squared_error_through_softmax(rng: np.random.Generator) -> Pairs:
    logits = random_logits(rng)
    targets, z = random_targets(rng, logits.shape), leaf(logits)
    expected = functional.mse_loss(z.softmax(dim=-1), torch.from_numpy(targets), reduction="sum") / 2
    yield squared_error_logit_gradient(logits, targets), torch.autograd.grad(expected, z)[0]


def check_binary_cross_entropy(rng: np.random.Generator) -> Pairs:
    logits = random_logits(rng)
    targets, z = rng.choice([0.0, 1.0, 0.3], logits.shape), leaf(logits)
    expected = functional.binary_cross_entropy_with_logits(z, torch.from_numpy(targets), reduction="none")
    yield binary_cross_entropy(logits, targets), expected
    yield binary_cross_entropy_backward(logits, targets), torch.autograd.grad(expected.sum(), z)[0]


def check_dense(rng: np.random.Generator) -> Pairs:
    number, inputs, units = rng.integers(1, 9, 3)
    arrays = rng.normal(size=(number, inputs)), rng.normal(size=(units, inputs)), rng.normal(size=units)
    grad, leaves = rng.normal(size=(number, units)), [leaf(array) for array in arrays]
    expected = functional.linear(*leaves)
    yield dense(*arrays), expected
    gradients = dense_backward(grad, *arrays[:2])
    ours = gradients.dx, gradients.dw, gradients.db
    yield from zip(ours, torch.autograd.grad(expected, leaves, torch.from_numpy(grad)), strict=True)


def check_relu(rng: np.random.Generator) -> Pairs:
    x = np.round(random_maps(rng))  # some of them exactly 0
    grad, z = random_like(x, rng), leaf(x)
    expected = functional.relu(z)
    yield relu(x), expected
    yield relu_backward(grad, x), torch.autograd.grad(expected, z, torch.from_numpy(grad))[0]


def check_dropout(rng: np.random.Generator) -> Pairs:
    x, probability = random_maps(rng), float(rng.uniform(0, 0.95))
    grad, z = random_like(x, rng), leaf(x)
    expected = functional.dropout(z, probability)
    mask = (expected != 0).numpy()  # PyTorch draws, and does not say what
    yield dropout(x, mask, probability), expected
    yield dropout_backward(grad, mask, probability), torch.autograd.grad(expected, z, torch.from_numpy(grad))[0]


def check_batch_norm2d(rng: np.random.Generator) -> Pairs:
    x = rng.normal(size=(2, *rng.integers(1, 7, 3))) * 2 + rng.normal()
    gamma, beta = rng.normal(size=(2, x.shape[1]))
    epsilon, grad = float(rng.choice([1e-5, 1e-2])), random_like(x, rng)
    leaves = [leaf(array) for array in (x, gamma, beta)]
    z, scale, shift = leaves
    expected = functional.batch_norm(z, None, None, scale, shift, training=True, eps=epsilon)
    yield batch_norm2d(x, gamma, beta, epsilon), expected
    gradients = batch_norm2d_backward(grad, x, gamma, epsilon)
    ours = gradients.dx, gradients.dgamma, gradients.dbeta
    yield from zip(ours, torch.autograd.grad(expected, leaves, torch.from_numpy(grad)), strict=True)


def check_batch_norm2d_inference(rng: np.random.Generator) -> Pairs:
    x = random_maps(rng)
    mean, gamma, beta, variance = rng.uniform(0.1, 3, (4, x.shape[1]))
    grad = random_like(x, rng)
    leaves = [leaf(array) for array in (x, gamma, beta)]
    z, scale, shift = leaves
    expected = functional.batch_norm(z, torch.from_numpy(mean), torch.from_numpy(variance), scale, shift)
    yield batch_norm2d_inference(x, mean, variance, gamma, beta), expected
    gradients = batch_norm2d_inference_backward(grad, x, mean, variance, gamma)
    ours = gradients.dx, gradients.dgamma, gradients.dbeta
    yield from zip(ours, torch.autograd.grad(expected, leaves, torch.from_numpy(grad)), strict=True)


def check_local_response_norm(rng: np.random.Generator) -> Pairs:
    x, size = random_maps(rng), int(rng.integers(1, 8))
    alpha, beta, k = rng.uniform(0.01, 2), rng.uniform(0.2, 2), rng.uniform(0.5, 2)
    grad, z = random_like(x, rng), leaf(x)
    expected = functional.local_response_norm(z, size, alpha, beta, k)
    yield local_response_norm(x, size, alpha, beta, k), expected
    (dx,) = torch.autograd.grad(expected, z, torch.from_numpy(grad))
    yield local_response_norm_backward(grad, x, size, alpha, beta, k), dx


CHECKS: dict[str, Callable[[np.random.Generator], Pairs]] = {
    name.removeprefix("check_"): function for name, function in list(globals().items()) if name.startswith("check_")
}


@pytest.mark.parametrize("name", CHECKS)
def test_forward_and_backward_agree_on_random_settings(name: str) -> None:
    torch.manual_seed(0)
    for seed in range(SETTINGS_AN_OPERATION):
        for ours, expected in CHECKS[name](np.random.default_rng(seed)):
            torchs = expected.detach().numpy()
            np.testing.assert_allclose(ours, torchs, rtol=1e-9, atol=1e-6, err_msg=f"setting {seed}")


def test_there_are_three_thousand_settings() -> None:
    assert len(CHECKS) * SETTINGS_AN_OPERATION >= 3000


def test_masks_drop_as_many_as_asked() -> None:
    kept = dropout_mask((100, 1000), 0.3, np.random.default_rng(0)).mean()

    assert kept == pytest.approx(0.7, abs=0.01)
