"""What the models of the labs have in common: settings, the result that follows from them, and the way back."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.observable import Observable
from cnnstudio.core.params_history import changed_fields
from cnnstudio.core.texts import Text
from cnnstudio.core.undoable_model import Params, UndoableModel


class LabResult(Protocol):
    """What was computed, with what it was computed from."""

    @property
    def params(self) -> Any:
        """The settings it was computed from."""
        ...

    @property
    def input(self) -> FloatArray:
        """The input it was computed from."""
        ...


Result = TypeVar("Result", bound=LabResult)

RunAside = Callable[[Callable[[], Result], Callable[[Result], None]], None]
"""Does work away from the GUI thread and hands the answer of the newest over in it."""


class LabModel(UndoableModel[Params], Generic[Params, Result]):
    """Recomputes the result whenever the input or a setting changes; a step changes only where one looks.

    An impossible setting is taken over like any other: `problem` says why nothing can be computed from it, and the
    last result stays.

    Parameters
    ----------
    params
        The first settings, which are possible.
    result
        What follows from them.
    run_aside
        Does what takes longer than a frame; None to wait for all of it.
    clock
        Tells how quickly two changes follow each other, seconds.

    Attributes
    ----------
    settings
        Emits after each change but a step: enough for who does not show where the window stands.

    """

    steps: frozenset[str]
    """Settings that a step changes."""

    def __init__(
        self,
        params: Params,
        result: Result,
        run_aside: RunAside[Result] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(params, clock)
        self.settings = Observable()
        self._result = result
        self._problem: Text | None = None
        self._requested: Params | None = None
        self._run_aside = run_aside

    # -- what a lab says of itself

    @property
    @abstractmethod
    def input(self) -> FloatArray:
        """(C, H, W) the input that the settings ask for."""

    @abstractmethod
    def _unfit_reason(self, input_: FloatArray) -> Text | None:
        """Return why the settings are impossible, and what would mend them; None where they are not."""

    @abstractmethod
    def _computation(self, input_: FloatArray) -> Callable[[], Result]:
        """Return what computes the result of the present settings; it may run in another thread."""

    @abstractmethod
    def _is_long(self, input_: FloatArray) -> bool:
        """Whether computing takes longer than a frame."""

    @abstractmethod
    def _same_result(self, first: Params, second: Params) -> bool:
        """Whether both settings give the same result of the same input."""

    @abstractmethod
    def _flaw(self, result: Result) -> Text | None:
        """Return why a result cannot be shown; None where it can."""

    def _adapt(self, input_: FloatArray) -> None:
        """Let the settings follow the shape of another input."""

    @abstractmethod
    def _clamp(self) -> None:
        """Keep the place within what there is; what was read off the place before is to be forgotten."""

    # -- state

    @property
    def result(self) -> Result:
        """The result, of the settings in `result.params`."""
        return self._result

    @property
    def problem(self) -> Text | None:
        """Why the settings are impossible, and what would mend them; None where they are not."""
        return self._problem

    @property
    def pending(self) -> bool:
        """Whether the result of the present settings is still being computed."""
        return self._requested is not None

    def put(self, params: Params, *, record: bool = True) -> None:
        """Take over other parameters, as one step of undo unless said otherwise."""
        before, input_, problem = self._params, self._result.input, self._problem
        super().put(params, record=record)
        is_step = set(changed_fields(before, self._params)) <= self.steps
        if not is_step or self._result.input is not input_ or self._problem != problem:
            self.settings.emit()

    # -- computing

    def _settle(self, params: Params) -> None:
        self._params = params
        input_ = self.input
        self._adapt(input_)
        if not self._holds(self._result, input_):
            self._recompute(input_)
        else:
            self._problem = self._requested = None
        self._clamp()

    def _holds(self, result: Result, input_: FloatArray) -> bool:
        """Whether a result is that of the present settings and input."""
        return input_ is result.input and self._same_result(self._params, result.params)

    def _recompute(self, input_: FloatArray) -> None:
        self._problem = self._unfit_reason(input_)
        if self._problem is not None:
            self._requested = None
        elif self._run_aside is None or not self._is_long(input_):
            self._take(self._computation(input_)())
        elif self._requested is None or not self._same_request(self._params, self._requested):
            self._requested = self._params
            self._run_aside(self._computation(input_), self._accept)

    def _same_request(self, first: Params, second: Params) -> bool:
        """Whether both ask for the same result of the same input."""
        return self._same_result(first, second)

    def _accept(self, result: Result) -> None:
        """Take over an answer that comes later."""
        if self._requested is result.params:
            self._take(result)
            self._clamp()
            self.emit()
            self.settings.emit()

    def _take(self, result: Result) -> None:
        self._requested = None
        self._problem = self._flaw(result)
        if self._problem is None:
            self._result = result
