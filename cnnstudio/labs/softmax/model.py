"""What the lab knows: the scores, the true class, the temperature, and the probabilities and losses that follow."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.params_history import changed_fields
from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Text, text
from cnnstudio.core.undoable_model import UndoableModel
from cnnstudio.data.lab_numbers import LogitNumbers
from cnnstudio.labs.softmax.calculation import Calculation
from cnnstudio.labs.softmax.computation import LARGEST_SCORE, SoftmaxResult, compute
from cnnstudio.labs.softmax.network_scores import network_scores
from cnnstudio.labs.softmax.params import OWN_SCORES, WALKING, SoftmaxParams, numbered
from cnnstudio.nets.network import ActiveNetwork

_NO_ANSWER = text("Nothing is drawn yet. Draw a digit, press Ctrl+R for one of MNIST, or choose your own scores.")


class SoftmaxModel(UndoableModel[SoftmaxParams]):
    """Recomputes probabilities and losses whenever the specimen, the network or a setting changes.

    Settings that mean nothing are taken over like any other: `problem` says why, and the last result stays.
    """

    walking = WALKING
    staying = frozenset({"unit", "place"})

    def __init__(self, specimen: Specimen, network: ActiveNetwork, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(SoftmaxParams(), clock)
        self._specimen, self._network = specimen, network
        self._answer = network_scores(self._network.network, self._specimen.picture.pixels)
        self._result = compute(self._params.logits)
        self._problem: Text | None = None
        self._needed: tuple[object, ...] = ()
        if self._answer is not None:
            self._settle(replace(self._params, source="network", target=None))
            self._history.follow(self._params)
        self._dragged_from = self._dragged_to = self._params
        specimen.subscribe(self._on_specimen)
        network.subscribe(self._on_network)

    # -- state

    @property
    def result(self) -> SoftmaxResult:
        """What follows from it; while the settings mean nothing, from the last that did."""
        return self._result

    @property
    def problem(self) -> Text | None:
        """Why nothing follows from the settings, and what would mend them; None where something does."""
        return self._problem

    @property
    def has_answer(self) -> bool:
        """Whether there is a specimen, and a network that answered to it."""
        return self._answer is not None

    @property
    def class_names(self) -> tuple[str, ...]:
        """What the classes of the result are called."""
        network = self._network.network
        if self._params.source == "network" and network is not None:
            return network.spec.class_names
        return self._params.class_names

    @property
    def network_name(self) -> Text:
        """What the network's scores are called."""
        return text("Network: {specimen}", specimen=self._specimen.picture.name)

    @property
    def why_no_answer(self) -> Text:
        """Why the network gives no scores, and how it would."""
        return self._network.problem or _NO_ANSWER

    @property
    def scores(self) -> tuple[float, ...]:
        """The scores that are shown, whoever gave them."""
        return tuple(self._result.trace.logits.tolist())

    @property
    def calculation(self) -> Calculation:
        """The table of the softmax at the step of the moment."""
        return Calculation(self._result, self._params)

    # -- changes

    def put(self, params: SoftmaxParams, *, record: bool = True, since: SoftmaxParams | None = None) -> None:
        """Take over other parameters; `since` are those before the movement that they belong to."""
        before = self._params
        if params == before:
            return
        self._settle(params)
        if record and not set(changed_fields(before, self._params)) <= WALKING:
            self._history.record(since or before, self._params)
        else:
            self._history.follow(self._params)
        self.emit()

    def set_score(self, row: int, score: float) -> None:
        """Let a class have another score, as far as scores go; the network's scores become own ones by it."""
        score = min(max(score, -LARGEST_SCORE), LARGEST_SCORE)
        scores = tuple(score if place == row else known for place, known in enumerate(self.scores))
        if scores == self.scores:
            return
        # All of a drag is one change, although its first step may also end that the scores are the network's.
        if self._params is not self._dragged_to:
            self._dragged_from = self._params
        self.put(self._own(scores, self.class_names, self._result.target), since=self._dragged_from)
        self._dragged_to = self._params

    def show_own(
        self, logits: tuple[float, ...], class_names: tuple[str, ...] | None = None, name: Text = OWN_SCORES
    ) -> None:
        """Show other scores, of numbered classes if not said otherwise; the first class is the true one."""
        names = class_names or numbered(len(logits))
        fresh = replace(self._params, source="own", logits=logits, class_names=names, name=name)
        self.put(replace(fresh, target=0, place=None))

    def use_classes(self, count: int) -> None:
        """Let there be so many own scores; new ones are 0."""
        scores = (self._params.logits + (0.0,) * count)[:count]
        target = min(self._result.target, count - 1)
        self.put(self._own(scores, numbered(count), target))

    def _own(self, logits: tuple[float, ...], class_names: tuple[str, ...], target: int) -> SoftmaxParams:
        return replace(
            self._params, source="own", logits=logits, class_names=class_names, target=target, name=OWN_SCORES
        )

    def take(self, numbers: LogitNumbers) -> None:
        """Show exactly these scores."""
        self.put(
            replace(
                self._params,
                source="own",
                logits=tuple(float(score) for score in numbers.logits),
                class_names=numbers.class_names,
                name=numbers.name,
                target=numbers.target,
                temperature=1.0,
                place=None,
            )
        )

    # -- following

    def _settle(self, params: SoftmaxParams) -> None:
        """Take over parameters with what follows from them; a step that is no longer there becomes the whole."""
        self._params = params
        needed = params.source, params.logits, params.target, params.temperature
        if needed != self._needed:  # a step changes none of them
            self._needed, self._problem = needed, None
            self._recompute()
        place = params.place
        if place is not None and (place[0] not in params.columns or place[1] >= len(self._result.one_hot)):
            self._params = replace(params, place=None)

    def _recompute(self) -> None:
        logits = self._answer if self._params.source == "network" else np.array(self._params.logits)
        try:
            if logits is None:
                raise UserError(self.why_no_answer)
            self._result = compute(logits, self._target(logits), self._params.temperature)
        except UserError as error:
            self._problem = error.message

    def _target(self, logits: FloatArray) -> int:
        """Return the true class: as chosen, else the label of the specimen, else the class of the highest score."""
        if self._params.target is not None:
            return self._params.target
        label = self._specimen.picture.label if self._params.source == "network" else None
        return label if label is not None else int(logits.argmax())

    def _on_specimen(self) -> None:
        """Show the answer to what was drawn or opened last; its true class is not that of the picture before."""
        self._answer = network_scores(self._network.network, self._specimen.picture.pixels)
        if self._answer is not None:
            self._follow(replace(self._params, source="network", target=None))
        elif self._params.source == "network":
            self._follow(self._params)

    def _on_network(self) -> None:
        self._answer = network_scores(self._network.network, self._specimen.picture.pixels)
        if self._params.source == "network":
            self._follow(self._params)

    def _follow(self, params: SoftmaxParams) -> None:
        """Take over what the learner did not set here, which is no step of undo."""
        self._needed = ()  # what is not among the settings changed
        self._settle(params)
        self._history.follow(self._params)
        self.emit()
