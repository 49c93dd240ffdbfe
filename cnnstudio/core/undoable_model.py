"""Settings that can be taken back: a model that tells its views of each change, and knows the way there."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cnnstudio.core.observable import Observable
from cnnstudio.core.params_history import ParamsHistory

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Params = TypeVar("Params", bound="DataclassInstance")


class UndoableModel(Observable, Generic[Params]):
    """Takes over settings, one step of undo for each change of what is not merely looked at.

    Parameters
    ----------
    params
        The first settings.
    clock
        Tells how quickly two changes follow each other, seconds.

    """

    walking: frozenset[str]
    """Settings that only say where one looks: not a step of undo."""

    staying: frozenset[str] = frozenset()
    """Those of them that undo leaves as they are."""

    def __init__(self, params: Params, clock: Callable[[], float]) -> None:
        super().__init__()
        self._params = params
        self._history = ParamsHistory(params, clock)

    @abstractmethod
    def _settle(self, params: Params) -> None:
        """Take over parameters together with what follows from them."""

    @property
    def params(self) -> Params:
        """What the learner set."""
        return self._params

    @property
    def can_undo(self) -> bool:
        """Whether a setting was changed."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a change was undone."""
        return self._history.can_redo

    def update(self, **changes: Any) -> None:
        """Replace fields of the parameters, recompute what depends on them, and tell everyone."""
        self.put(replace(self._params, **changes), record=not set(changes) <= self.walking)

    def put(self, params: Params, *, record: bool = True) -> None:
        """Take over other parameters, as one step of undo unless said otherwise."""
        before = self._params
        self._settle(params)
        if record:
            self._history.record(before, self._params)
        else:
            self._history.follow(self._params)
        self.emit()

    def undo(self) -> None:
        """Take back the last change of input or settings; where one looks stays."""
        self._return_to(self._history.undo())

    def redo(self) -> None:
        """Do again what was undone."""
        self._return_to(self._history.redo())

    def _return_to(self, params: Params) -> None:
        here = {name: getattr(self._params, name) for name in self.staying}
        self.put(replace(params, **here), record=False)
