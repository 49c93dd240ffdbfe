"""How the weights w are moved by the gradient g, at learning rate η.

    sgd        w ← w − η g
    momentum   v ← μ v + g,  w ← w − η v                    nesterov: w ← w − η (g + μ v)
    adagrad    h ← h + g²,  w ← w − η g / √h
    rmsprop    h ← 0.9 h + 0.1 g²,  w ← w − η g / √h
    adam       m ← β₁ m + (1 − β₁) g,  h ← β₂ h + (1 − β₂) g²,  w ← w − η m̂ / √ĥ
    adamw      as adam; weight decay beside the gradient, not in it

m̂ = m / (1 − β₁ᵗ) and ĥ = h / (1 − β₂ᵗ) in step t; weight decay λ adds λ w to g. PyTorch has all of them, and they
give the same numbers here; but loading them takes PyTorch's compiler along, which is a second and 70 MB.

Sources: Polyak (1964); Nesterov (1983); Duchi, Hazan, Singer (2011); Hinton's lecture 6e (2012); Kingma, Ba (2015);
Loshchilov, Hutter (2019).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn

from cnnstudio.training.config import TrainingConfig

Move = Callable[[list[Tensor], float], None]
"""Moves the weights by their gradients at a learning rate; it remembers what it needs of the steps before."""

_RMSPROP_KEEPS = 0.9
_EPSILON = 1e-8
_ADAGRAD_EPSILON = 1e-10


class Optimizer:
    """Moves the weights of a module; weight decay pulls at weights, not at biases and batch normalisation."""

    def __init__(self, module: nn.Module, config: TrainingConfig) -> None:
        self._all: list[Tensor] = list(module.parameters())
        self._decayed: list[Tensor] = [parameter for parameter in self._all if parameter.ndim > 1]
        self._decay = config.weight_decay
        self._is_beside = config.optimizer == "adamw"
        self._move = _make_move(self._all, config)

    @torch.no_grad()
    def step(self, rate: float) -> None:
        """Move the weights once, by the gradients that lie with them, and clear those."""
        if self._decay and self._is_beside:
            torch._foreach_mul_(self._decayed, 1 - rate * self._decay)
        elif self._decay:
            torch._foreach_add_([_gradient(weight) for weight in self._decayed], self._decayed, alpha=self._decay)
        self._move([_gradient(parameter) for parameter in self._all], rate)

    def clear(self) -> None:
        """Forget the gradients of the step before."""
        for parameter in self._all:
            parameter.grad = None


def _gradient(parameter: Tensor) -> Tensor:
    if parameter.grad is None:
        parameter.grad = torch.zeros_like(parameter)  # of a layer that the loss does not depend on
    return parameter.grad


def _make_move(weights: list[Tensor], config: TrainingConfig) -> Move:
    match config.optimizer:
        case "momentum" | "nesterov" if config.momentum:
            return _momentum(weights, config.momentum, is_nesterov=config.optimizer == "nesterov")
        case "adagrad":
            return _adagrad(weights)
        case "rmsprop":
            return _rmsprop(weights)
        case "adam" | "adamw":
            return _adam(weights, config.beta1, config.beta2)
        case _:
            return _plain(weights)


def _zeros(weights: list[Tensor]) -> list[Tensor]:
    return [torch.zeros_like(weight) for weight in weights]


def _plain(weights: list[Tensor]) -> Move:
    def move(gradients: list[Tensor], rate: float) -> None:
        torch._foreach_add_(weights, gradients, alpha=-rate)

    return move


def _momentum(weights: list[Tensor], momentum: float, *, is_nesterov: bool) -> Move:
    speeds = _zeros(weights)

    def move(gradients: list[Tensor], rate: float) -> None:
        torch._foreach_mul_(speeds, momentum)
        torch._foreach_add_(speeds, gradients)
        steps = list(torch._foreach_add(gradients, speeds, alpha=momentum)) if is_nesterov else speeds
        torch._foreach_add_(weights, steps, alpha=-rate)

    return move


def _adagrad(weights: list[Tensor]) -> Move:
    squares = _zeros(weights)

    def move(gradients: list[Tensor], rate: float) -> None:
        torch._foreach_addcmul_(squares, gradients, gradients)
        _divide(weights, gradients, squares, rate, _ADAGRAD_EPSILON)

    return move


def _rmsprop(weights: list[Tensor]) -> Move:
    squares = _zeros(weights)

    def move(gradients: list[Tensor], rate: float) -> None:
        torch._foreach_mul_(squares, _RMSPROP_KEEPS)
        torch._foreach_addcmul_(squares, gradients, gradients, value=1 - _RMSPROP_KEEPS)
        _divide(weights, gradients, squares, rate, _EPSILON)

    return move


def _adam(weights: list[Tensor], beta1: float, beta2: float) -> Move:
    means, squares = _zeros(weights), _zeros(weights)
    done = 0

    def move(gradients: list[Tensor], rate: float) -> None:
        nonlocal done
        done += 1
        torch._foreach_lerp_(means, gradients, 1 - beta1)
        torch._foreach_mul_(squares, beta2)
        torch._foreach_addcmul_(squares, gradients, gradients, value=1 - beta2)
        # The corrections of mean and square, m̂ and ĥ, are put into the rate and ε, so that no array is divided.
        of_square = math.sqrt(1 - beta2**done)
        _divide(weights, means, squares, rate * of_square / (1 - beta1**done), _EPSILON * of_square)

    return move


def _divide(weights: list[Tensor], steps: list[Tensor], squares: list[Tensor], rate: float, epsilon: float) -> None:
    """Move by −η step / (√square + ε)."""
    roots = torch._foreach_sqrt(squares)
    torch._foreach_add_(roots, epsilon)
    torch._foreach_addcdiv_(weights, steps, roots, value=-rate)
