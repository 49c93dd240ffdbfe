"""What the lab can do: follow a weight through a copy of the network, and let it take its step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cnnstudio.core.history import History
from cnnstudio.core.params_history import changed_fields
from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import text
from cnnstudio.labs.path.computation import course_of
from cnnstudio.labs.path.following import shares_kernel
from cnnstudio.labs.path.params import WALKING, Cell, PathParams
from cnnstudio.labs.path.state import PathState
from cnnstudio.nets.network import ActiveNetwork

_REMEMBERED = 60
"""Steps of undo: each may hold a network of its own."""


class PathModel(PathState):
    """Sends the specimen through a copy of the network whenever somebody looks after something changed."""

    def __init__(self, specimen: Specimen, network: ActiveNetwork) -> None:
        super().__init__(specimen, network)
        self._history, self._last_change = History(self._params, _REMEMBERED), frozenset[str]()
        self._take_network()
        specimen.subscribe(self._on_specimen)
        network.subscribe(self._on_network)

    # -- changes

    def update(self, **changes: Any) -> None:
        """Replace fields of the parameters, and tell everyone."""
        self._put(replace(self._params, **changes))

    def go_to(self, position: int) -> None:
        """Show another halt; at the last one the weight takes its step, and before it takes it back."""
        position = min(max(position, 0), len(self.walk) - 1)
        if position != self.position:
            self.update(position=position)

    def follow_kernel(self, kernel: int) -> None:
        """Follow another kernel, and of it the weight with the largest gradient."""
        self.update(kernel=kernel, cell=None)

    def follow_cell(self, cell: Cell) -> None:
        """Follow another weight of the kernel of the moment."""
        if self.result is not None:
            self.update(kernel=self.result.following.kernel, cell=cell)

    def follow_map(self, stage: int, number: int) -> None:
        """Follow another map of a stage; where each map has a kernel of its own, another kernel."""
        if self._course is not None and shares_kernel(self._course.stages, self._course.followed, stage):
            self.follow_kernel(number)
        else:
            others = tuple(pair for pair in self._params.maps if pair[0] != stage)
            self.update(maps=(*others, (stage, number)))

    def take_step(self) -> None:
        """Let the weight take its step; after one, keep it and take another."""
        result = self.result
        if result is None or result.step.after is None:
            return
        if self.has_stepped:
            self.update(network=result.step.after.network, taken=self._params.taken + 1)
        else:
            self.go_to(len(self.walk) - 1)

    def restore(self) -> None:
        """Bring the weights of the network in use back."""
        if self._course is not None:
            position = None if self.has_stepped else self._params.position
            self.update(network=self._course.network, taken=0, position=position)

    @property
    def can_undo(self) -> bool:
        """Whether a setting was changed."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a change was undone."""
        return self._history.can_redo

    def undo(self) -> None:
        """Take back the last step of a weight, or the last change of what is followed or set."""
        self._return_to(self._history.undo())

    def redo(self) -> None:
        """Do again what was undone."""
        self._return_to(self._history.redo())

    def _return_to(self, params: PathParams) -> None:
        """Bring earlier parameters back; the walk moves only to take a step or to take it back."""
        self._last_change = frozenset()
        has_stepped = self._has_stepped_in(params)
        if has_stepped == self.has_stepped:
            params = replace(params, position=self._params.position)
        elif not has_stepped:
            params = replace(params, position=None)
        self._settle(params)

    def _put(self, params: PathParams) -> None:
        changed = frozenset(changed_fields(self._params, params)) - WALKING
        if self._has_stepped_in(params) != self.has_stepped:
            changed |= {"step"}
        if changed:
            # To go through the kernels is one step of undo; every step of a weight is one by itself.
            goes_on = changed == self._last_change and not changed & {"network", "step"} and self.can_undo
            (self._history.amend if goes_on else self._history.record)(params)
            self._last_change = changed
        self._settle(params)

    def _settle(self, params: PathParams) -> None:
        self._params = params
        self._is_current = False
        self.emit()

    # -- following

    def _on_specimen(self) -> None:
        """Send another picture through; a step that is on the stage stays taken, and the next is about to be.

        What was done to another picture is no longer taken back: the picture itself is what was changed last.
        """
        if self.has_stepped and self._is_current and self._result is not None and self._result.step.after is not None:
            kept = self._result.step.after.network
            self._params = replace(self._params, network=kept, taken=self._params.taken + 1, position=None)
        elif self.has_stepped:
            self._params = replace(self._params, position=None)
        self._history, self._last_change = History(self._params, _REMEMBERED), frozenset()
        self._is_current = False
        self.emit()

    def _on_network(self) -> None:
        self._take_network()
        self.emit()

    def _take_network(self) -> None:
        """Copy the network in use, and look for what can be followed in it."""
        network = self._network.network
        self._course = None if network is None else course_of(network)
        self._problem, self._before, self._is_current = None, None, False
        if network is not None and self._course is None:
            self._problem = text("This network has no weights that could learn. Open another one.")
        copy, kept = None if self._course is None else self._course.network, self._params
        self._params = PathParams(network=copy, position=kept.position, rate=kept.rate, scope=kept.scope)
        self._history, self._last_change = History(self._params, _REMEMBERED), frozenset()
