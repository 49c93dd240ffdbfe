"""Where the weights start; biases then start at 0.

    small     N(0, 0.01²)
    xavier    N(0, 2 / (n_in + n_out))     Glorot, Bengio (2010): made for sigmoid and tanh
    he        N(0, 2 / n_in)               He et al. (2015): made for ReLU
    torch     U(−1 / √n_in, 1 / √n_in)     what PyTorch does by itself, biases too

n_in numbers go into a sum, and n_out sums take each number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from torch import Tensor, nn

_SMALL = 0.01

_WAYS: Mapping[str, Callable[[Tensor], Tensor]] = {
    "small": lambda weight: nn.init.normal_(weight, std=_SMALL),
    "xavier": nn.init.xavier_normal_,
    "he": lambda weight: nn.init.kaiming_normal_(weight, nonlinearity="relu"),
}


def initialise(module: nn.Module, initialisation: str) -> None:
    """Give the convolutions and dense layers of a module their first weights, drawn from torch's seeded chance."""
    if initialisation not in _WAYS:
        return
    for part in module.modules():
        if isinstance(part, nn.Conv2d | nn.Linear):
            _WAYS[initialisation](part.weight)
            if part.bias is not None:
                nn.init.zeros_(part.bias)
