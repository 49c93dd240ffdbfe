"""What the path lab is about at the moment: a copy of the network, the way through it and back, where one stands."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.observable import Observable
from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Text
from cnnstudio.labs.path.computation import Course, PathResult, compute
from cnnstudio.labs.path.following import Following
from cnnstudio.labs.path.params import PathParams
from cnnstudio.labs.path.stages import Followed, Stage
from cnnstudio.labs.path.walk import Halt
from cnnstudio.nets.network import ActiveNetwork


class PathState(Observable):
    """All that can be asked for; what follows from the parameters is computed when somebody asks.

    Drawing must not wait for a lab that nobody sees: nothing is computed before `result` is asked for.
    """

    def __init__(self, specimen: Specimen, network: ActiveNetwork) -> None:
        super().__init__()
        self._specimen, self._network = specimen, network
        self._params = PathParams()
        self._course: Course | None = None
        self._problem: Text | None = None
        self._result: PathResult | None = None
        self._is_current = False
        self._before: Following | None = None

    @property
    def params(self) -> PathParams:
        """What the learner set."""
        return self._params

    @property
    def specimen(self) -> Specimen:
        """The picture that is sent through."""
        return self._specimen

    @property
    def network(self) -> ActiveNetwork:
        """The network of which this lab has a copy."""
        return self._network

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The columns of the picture; none without a network."""
        return () if self._course is None else self._course.stages

    @property
    def followed(self) -> Followed | None:
        """The layer of which a weight is followed."""
        return None if self._course is None else self._course.followed

    @property
    def walk(self) -> tuple[Halt, ...]:
        """The halts of the walk."""
        return () if self._course is None else self._course.walk

    @property
    def position(self) -> int:
        """The halt of the moment."""
        return self._position_in(self._params)

    @property
    def halt(self) -> Halt:
        """The halt of the moment, where there is a walk."""
        return self.walk[self.position]

    @property
    def has_stepped(self) -> bool:
        """Whether the picture shows the network after a step."""
        return self._has_stepped_in(self._params)

    @property
    def has_loss(self) -> bool:
        """Whether the walk has come to the loss."""
        return bool(self.walk) and self.position >= len(self.stages) - 1

    @property
    def has_ink(self) -> bool:
        """Whether there is anything to send through."""
        return bool(np.any(self._specimen.picture.pixels))

    @property
    def problem(self) -> Text | None:
        """Why no picture can be sent through the network; None where one can."""
        return self._network.problem or self._problem

    @property
    def result(self) -> PathResult | None:
        """What follows from all that; None without ink or a network that fits."""
        if not self._is_current:
            self._is_current = True
            self._result = self._computed()
        return self._result

    @property
    def steps_taken(self) -> int:
        """How many steps the weights that are shown have taken."""
        return self._params.taken + self.has_stepped

    def _position_in(self, params: PathParams) -> int:
        last, wanted = max(0, len(self.walk) - 1), params.position
        return max(0, last - 1) if wanted is None else min(max(wanted, 0), last)

    def _has_stepped_in(self, params: PathParams) -> bool:
        return bool(self.walk) and self._position_in(params) == len(self.walk) - 1

    def _computed(self) -> PathResult | None:
        if self._course is None or not self.has_ink:
            return None
        picture, has_stepped = self._specimen.picture, self.has_stepped
        result = compute(
            self._course, self._params, picture.pixels, picture.label, self._before, has_stepped=has_stepped
        )
        self._problem = result if isinstance(result, Text) else None
        if isinstance(result, Text):
            return None
        self._before = result.following
        return result
