"""Stopping early: the weights of the epoch that read most of the pictures kept back."""

from __future__ import annotations

from collections.abc import Callable

from cnnstudio.nets.network import Network


class BestEpoch:
    """Keeps the best network of a run; of two that read as many, the one with the smaller loss.

    Without patience it keeps none, and a run goes on to its end.
    """

    def __init__(self, patience: int | None) -> None:
        self._patience = patience
        self._best = (-1.0, 0.0)
        self._last = 0
        self.epoch: int | None = None
        """The best epoch so far."""
        self.network: Network | None = None
        """Its weights."""

    def take(self, epoch: int, loss: float, accuracy: float, network: Callable[[], Network]) -> None:
        """Hear how an epoch did on the pictures kept back; `network` gives its weights."""
        self._last = epoch
        if self._patience is not None and (accuracy, -loss) > self._best:
            self._best, self.epoch, self.network = (accuracy, -loss), epoch, network()

    @property
    def is_enough(self) -> bool:
        """Whether the last epochs brought nothing better."""
        return self._patience is not None and self.epoch is not None and self._last - self.epoch >= self._patience
