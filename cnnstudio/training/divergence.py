"""Telling when a run leads nowhere, and what to try instead."""

from __future__ import annotations

import math
from collections.abc import Mapping

from cnnstudio.core.texts import Text, text
from cnnstudio.training.config import TrainingConfig

_FAR = 10.0
"""Times the loss of pure guessing, ln K: a mean so large is not come back from."""
_MEMORY = 0.98
"""The mean goes over the last fifty batches or so."""

_USUAL: Mapping[str, float] = {"sgd": 0.1, "adagrad": 0.01, "rmsprop": 0.001, "adam": 0.001, "adamw": 0.001}
_USUAL_WITH_MOMENTUM = 0.05
"""Learning rates that mostly work."""


class DivergenceWatch:
    """Follows the loss of a network of K classes.

    >>> watch = DivergenceWatch(TrainingConfig(learning_rate=2.0), classes=10)
    >>> watch.problem(2.3, epoch=1, batch=1) is None
    True
    >>> watch.problem(math.nan, epoch=1, batch=2).values[-1]
    ('rate', '0.05')
    """

    def __init__(self, config: TrainingConfig, classes: int) -> None:
        self._config = config
        self._guessing = math.log(max(classes, 2))
        self._mean = self._guessing

    def problem(self, loss: float, epoch: int, batch: int) -> Text | None:
        """Take in the loss of a batch; return why to stop, or None."""
        usual = _USUAL.get(self._config.optimizer, _USUAL_WITH_MOMENTUM)
        rate = f"{min(self._config.learning_rate / 10, usual):.3g}"
        if not math.isfinite(loss):
            return text(
                "The loss is no number any more, in batch {batch} of epoch {epoch}: the steps were too large. "
                "Try a learning rate of {rate}.",
                batch=batch,
                epoch=epoch,
                rate=rate,
            )
        self._mean = _MEMORY * self._mean + (1 - _MEMORY) * loss
        if self._mean > _FAR * self._guessing:
            return text(
                "The loss has grown to {loss}, and guessing gives {guessing}: the steps were too large. "
                "Try a learning rate of {rate}.",
                loss=f"{loss:.3g}",
                guessing=f"{self._guessing:.3g}",
                rate=rate,
            )
        return None
