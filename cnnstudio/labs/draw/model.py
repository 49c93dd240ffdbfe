"""What the lab knows: the thing on the table, the recipe, and the network's answer to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.history import History
from cnnstudio.core.observable import Observable
from cnnstudio.core.specimen import Specimen, SpecimenPicture
from cnnstudio.data.recipe import Prepared, Recipe
from cnnstudio.labs.draw.sources import DrawnSource, Source
from cnnstudio.nets.network import ActiveNetwork

if TYPE_CHECKING:
    from cnnstudio.data.strokes import Drawing
    from cnnstudio.nets.inference import LayerOutput


@dataclass(frozen=True, eq=False)
class DrawParams:
    """What the learner sets."""

    source: Source = DrawnSource()
    recipe: Recipe = Recipe()


@dataclass(frozen=True, eq=False)
class DrawResult:
    """What follows from it.

    Attributes
    ----------
    prepared
        What the network sees.
    outputs
        The output of every layer for one picture; empty without ink or network.
    probabilities
        (10,) the network's answer; None without ink or network.

    """

    prepared: Prepared
    outputs: tuple[LayerOutput, ...]
    probabilities: FloatArray | None

    @property
    def ranking(self) -> tuple[int, ...]:
        """The classes from the likeliest to the least likely; empty without an answer."""
        if self.probabilities is None:
            return ()
        return tuple(int(place) for place in np.argsort(-self.probabilities, kind="stable"))


class DrawModel(Observable):
    """Recomputes the answer whenever the drawing, the recipe or the network changes.

    Undo goes through what lay on the table, stroke by stroke; the recipe is a way of looking and stays as it is.
    """

    def __init__(self, specimen: Specimen, network: ActiveNetwork) -> None:
        super().__init__()
        self._specimen = specimen
        self._network = network
        self._params = DrawParams()
        self._history: History[Source] = History(self._params.source)
        self._result = self._computed(self._params)
        network.subscribe(self._on_network)

    @property
    def params(self) -> DrawParams:
        """What the learner set."""
        return self._params

    @property
    def result(self) -> DrawResult:
        """What follows from it."""
        return self._result

    @property
    def network(self) -> ActiveNetwork:
        """The network that answers."""
        return self._network

    @property
    def strokes(self) -> Drawing | None:
        """The strokes on the table; None where a photo or a digit of MNIST lies there."""
        source = self._params.source
        return source.strokes if isinstance(source, DrawnSource) else None

    @property
    def can_undo(self) -> bool:
        """Whether something lay on the table before."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return self._history.can_redo

    def update(self, **changes: Any) -> None:
        """Replace fields of the parameters, recompute, and tell everyone."""
        self._settle(replace(self._params, **changes))
        self._tell()

    def put(self, source: Source) -> None:
        """Lay something on the table, as one step of undo."""
        self._settle(replace(self._params, source=source))
        self._history.record(source)
        self._tell()

    def undo(self) -> None:
        """Take back the last stroke, or bring back what lay there before."""
        self.update(source=self._history.undo())

    def redo(self) -> None:
        """Do again what was undone."""
        self.update(source=self._history.redo())

    def _settle(self, params: DrawParams) -> None:
        """Take over parameters together with what follows from them; where that fails nothing has changed."""
        self._result = self._computed(params)
        self._params = params

    def _tell(self) -> None:
        source = self._params.source
        pixels = self._result.prepared.pixels
        self._specimen.show(SpecimenPicture(source.name, pixels, source.label, source.original))
        self.emit()

    def _computed(self, params: DrawParams) -> DrawResult:
        prepared = params.source.prepared(params.recipe)
        network = self._network.network
        if network is None or not prepared.has_ink:
            return DrawResult(prepared, (), None)
        from cnnstudio.nets.inference import forward  # late: an empty sheet is shown without it
        from cnnstudio.ops.softmax import softmax

        outputs = forward(network, prepared.pixels[None, None])
        return DrawResult(prepared, outputs, softmax(outputs[-1].values[0]))

    def _on_network(self) -> None:
        self.update()
