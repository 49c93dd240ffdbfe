"""Undo and redo as a list of frozen states."""

from __future__ import annotations

from typing import Generic, TypeVar

State = TypeVar("State")


class History(Generic[State]):
    """A line of states with a cursor on the present one.

    >>> history = History("a")
    >>> history.record("b")
    >>> history.undo(), history.redo()
    ('a', 'b')
    """

    def __init__(self, initial: State, limit: int = 200) -> None:
        self._states = [initial]
        self._present = 0
        self._limit = limit

    @property
    def present(self) -> State:
        """The state under the cursor."""
        return self._states[self._present]

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier state."""
        return self._present > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a later state."""
        return self._present + 1 < len(self._states)

    def record(self, state: State) -> None:
        """Make `state` the present; what had been undone is forgotten, the oldest beyond the limit too."""
        self._states[self._present + 1 :] = [state]
        del self._states[: -self._limit]
        self._present = len(self._states) - 1

    def amend(self, state: State) -> None:
        """Let `state` take the present one's place: one movement of a slider is one step of undo."""
        self._states[self._present :] = [state]

    def replace(self, state: State) -> None:
        """Let `state` take the present one's place, and leave what was undone where it is: no change to take back."""
        self._states[self._present] = state

    def undo(self) -> State:
        """Step back, as far as the first state."""
        self._present = max(0, self._present - 1)
        return self.present

    def redo(self) -> State:
        """Step forward, as far as the last state."""
        self._present = min(len(self._states) - 1, self._present + 1)
        return self.present
