"""A network with its weights, and the network that the whole app uses at the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.observable import Observable
from cnnstudio.core.texts import Text
from cnnstudio.nets.preprocessing import Preprocessing

if TYPE_CHECKING:
    from cnnstudio.nets.spec import NetworkSpec


@dataclass(frozen=True, eq=False)
class Network:
    """A spec, its weights, and how they came about.

    Attributes
    ----------
    spec
        The layers.
    weights
        By layer number, from 0: "0.weight" (K, C, FH, FW) or (K, D), "0.bias" (K,); see `nets.shapes.weight_shapes`.
    record
        How it was trained, as plain JSON values; see `nets.training_record`.
    preprocessing
        How a picture becomes the numbers that go in.

    """

    spec: NetworkSpec
    weights: Mapping[str, FloatArray]
    record: Mapping[str, Any] = field(default_factory=dict)
    preprocessing: Preprocessing = Preprocessing()


def with_weight(network: Network, name: str, index: tuple[int, ...], value: float) -> Network:
    """Return the network with one number changed: `weights[name][index]`; all other arrays are shared, none is copied.

    Raises
    ------
    KeyError, IndexError
        Where the network has no such weights, or these no such place.

    """
    changed = network.weights[name].copy()
    if len(index) != changed.ndim:
        raise IndexError(f"a place in {name} has {changed.ndim} numbers, not {len(index)}")
    changed[index] = value
    return replace(network, weights={**network.weights, name: changed})


class ActiveNetwork(Observable):
    """The network that answers in every lab; emits when another takes its place.

    There is none until it has been loaded. Where its file could not be read there is none either, and `problem` says
    why: the rest of the app still works.
    """

    def __init__(self, network: Network | None = None, problem: Text | None = None) -> None:
        super().__init__()
        self._network = network
        self._problem = problem

    @property
    def network(self) -> Network | None:
        """The network in use."""
        return self._network

    @property
    def problem(self) -> Text | None:
        """Why there is no network; None where there is one."""
        return self._problem

    def use(self, network: Network) -> None:
        """Let another network answer from now on."""
        self._network, self._problem = network, None
        self.emit()

    def give_up(self, problem: Text) -> None:
        """Say why there is no network."""
        self._network, self._problem = None, problem
        self.emit()
