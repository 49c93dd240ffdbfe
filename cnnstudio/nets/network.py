"""A network with its weights, and the network that the whole app uses at the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.observable import Observable
from cnnstudio.nets.spec import NetworkSpec


@dataclass(frozen=True, eq=False)
class Network:
    """A spec, its weights, and how they came about.

    Attributes
    ----------
    spec
        The layers.
    weights
        By layer number, from 0: "0.weight" (K, C, FH, FW) or (K, D), "0.bias" (K,).
    record
        How it was trained, as plain JSON values.

    """

    spec: NetworkSpec
    weights: Mapping[str, FloatArray]
    record: Mapping[str, Any] = field(default_factory=dict)


class ActiveNetwork(Observable):
    """The network that answers in every lab; emits when another takes its place."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self._network = network

    @property
    def network(self) -> Network:
        """The network in use."""
        return self._network

    def use(self, network: Network) -> None:
        """Let another network answer from now on."""
        self._network = network
        self.emit()
