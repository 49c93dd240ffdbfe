"""One step of gradient descent, taken by one weight, its kernel or the whole network.

w ← w − rate · ∂L/∂w;  whether the loss has fallen is found by a new way through the network, not by a formula
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.path.following import Following
from cnnstudio.labs.path.passes import Passes, run
from cnnstudio.labs.path.stages import Followed
from cnnstudio.nets.network import Network, with_weight


@dataclass(frozen=True, eq=False)
class WeightStep:
    """A step and what it does to the loss.

    Attributes
    ----------
    weight, gradient, rate
        Of the followed weight, before the step.
    before
        The way through the network as it was.
    after
        The way through the network after the step; None where its numbers would be too large.

    """

    weight: float
    gradient: float
    rate: float
    before: Passes
    after: Passes | None

    @property
    def change(self) -> float:
        """What is taken away from the weight: rate × gradient."""
        return self.rate * self.gradient

    @property
    def new_weight(self) -> float:
        """The weight after the step."""
        return self.weight - self.change

    @property
    def fall(self) -> float:
        """By how much the loss falls; negative where it rises, not a number where it cannot be told."""
        return float("nan") if self.after is None else self.before.loss - self.after.loss


def take(passes: Passes, followed: Followed, following: Following, rate: float, scope: str) -> WeightStep:
    """Return the step of a followed weight, or of more of them, with the loss after it."""
    index = place_of(passes.network, followed, following)
    weight = float(passes.network.weights[followed.name][index])
    gradient = float(passes.gradients.weights[followed.name][index])
    if scope == "weight":
        network = with_weight(passes.network, followed.name, index, weight - rate * gradient)
    else:
        kernel = following.kernel if scope == "kernel" else None
        network = _stepped(passes, followed, rate, kernel)
    with np.errstate(over="ignore", invalid="ignore"):
        after = run(network, passes.picture, passes.target)
        is_finite = all(np.isfinite(output.values).all() for output in after.outputs) and np.isfinite(after.loss)
    return WeightStep(weight, gradient, rate, passes, after if is_finite else None)


def place_of(network: Network, followed: Followed, following: Following) -> tuple[int, ...]:
    """Return the place of the followed weight in the network's own array."""
    flat = np.ravel_multi_index((following.kernel, *following.cell), followed.shape)
    return tuple(int(number) for number in np.unravel_index(flat, network.weights[followed.name].shape))


def kernel_slice(values: FloatArray, followed: Followed, following: Following) -> FloatArray:
    """Return the (H, W) slice of the followed kernel, of weights or of their gradients."""
    part: FloatArray = values.reshape(followed.shape)[following.kernel, following.cell[0]]
    return part


def _stepped(passes: Passes, followed: Followed, rate: float, kernel: int | None) -> Network:
    """Return the network after a step of one kernel, or of everything."""
    weights, gradients = dict(passes.network.weights), passes.gradients.weights
    if kernel is None:
        # The statistics of a batch normalisation are not learned.
        weights |= {name: weights[name] - rate * gradient for name, gradient in gradients.items()}
    else:
        changed = weights[followed.name].copy()
        changed[kernel] -= rate * gradients[followed.name][kernel]
        weights[followed.name] = changed
    return replace(passes.network, weights=weights)
