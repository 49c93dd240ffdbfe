"""The settings of a lab that were, and the way back to them; one movement of a slider is one change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np

from cnnstudio.core.history import History

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Params = TypeVar("Params", bound="DataclassInstance")

_ONE_MOVEMENT = 0.7
"""Seconds within which changes of the same settings count as one."""


def changed_fields(first: Params, second: Params) -> tuple[str, ...]:
    """Return the names of the settings that differ; arrays are the same only if they are the same object."""
    names = (entry.name for entry in fields(first))
    return tuple(name for name in names if not _same(getattr(first, name), getattr(second, name)))


def _same(first: object, second: object) -> bool:
    return first is second if isinstance(first, np.ndarray) else first == second


class ParamsHistory(Generic[Params]):
    """The settings that were, one step of undo for each change."""

    def __init__(self, initial: Params, clock: Callable[[], float]) -> None:
        self._history = History(initial)
        self._clock = clock
        self._last: tuple[tuple[str, ...], float] = ((), 0.0)

    @property
    def can_undo(self) -> bool:
        """Whether a setting was changed."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a change was undone."""
        return self._history.can_redo

    def record(self, before: Params, after: Params) -> None:
        """Keep a change; one of the same settings that follows quickly takes the place of the last."""
        names, now = changed_fields(before, after), self._clock()
        follows = names == self._last[0] and now - self._last[1] < _ONE_MOVEMENT and self.can_undo
        (self._history.amend if follows else self._history.record)(after)
        self._last = names, now

    def end_movement(self) -> None:
        """Let the next change be one of its own, however quickly it follows."""
        self._last = (), 0.0

    def follow(self, params: Params) -> None:
        """Take over what is no step of undo, so that the way back from the next step leads here."""
        self._history.replace(params)

    def undo(self) -> Params:
        """Return the settings before the last change."""
        self._last = (), 0.0
        return self._history.undo()

    def redo(self) -> Params:
        """Return the settings after the change that was undone."""
        self._last = (), 0.0
        return self._history.redo()
