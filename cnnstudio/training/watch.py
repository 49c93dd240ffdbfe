"""What a run is asked to show on its way; none of it changes what is learned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Watch:
    """How often a run looks up from its work.

    Attributes
    ----------
    checkpoints
        How many moments to come back to there are about, spread evenly over the run, its start and its end among them.
    validations
        How often an epoch some of the pictures kept back are read, beside its end.
    weights_seconds
        After how long without one a checkpoint comes that is only to be looked at; None for none.
    details_seconds
        How long to wait between two looks into a batch; None for no look.
    tests
        Whether all test pictures are read after each epoch.

    """

    checkpoints: int = 0
    validations: int = 0
    weights_seconds: float | None = None
    details_seconds: float | None = None
    tests: bool = False


NOTHING = Watch()
"""The bare loop."""


def is_turn(batch: int, batches: int, times: int) -> bool:
    """Return whether batch `batch` of `batches`, from 1, is one of `times` that lie evenly, the last among them.

    >>> [batch for batch in range(1, 11) if is_turn(batch, 10, 4)]
    [3, 5, 8, 10]
    """
    return times > 0 and batch * times // batches > (batch - 1) * times // batches
