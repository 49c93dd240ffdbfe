"""What the lab knows: the input, the kernels, where the window stands, and the feature maps that follow."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.observable import Observable
from cnnstudio.core.params_history import ParamsHistory, changed_fields
from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Text, text
from cnnstudio.data.worked_examples import worked_example
from cnnstudio.labs.convolution.changes import WALKING, give_same_maps
from cnnstudio.labs.convolution.computation import (
    LARGE_INPUT,
    BackwardResult,
    backward,
    compute,
    output_gradient,
    too_large,
)
from cnnstudio.labs.convolution.kernels import with_channels
from cnnstudio.labs.convolution.params import ConvolutionParams, ConvolutionResult
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.ops.conv2d_trace import BackwardTrace, CellTrace, trace_cell, trace_cell_backward
from cnnstudio.ops.window import AxisFit, Pair
from cnnstudio.ops.window_advice import unfit_reason

Work = Callable[[], ConvolutionResult]
RunAside = Callable[[Work, Callable[[ConvolutionResult], None]], None]
"""Does work away from the GUI thread and hands the answer of the newest over in it."""

LARGEST_BACKWARD = 128 * 128
"""Output cells up to which gradients are stepped: each step sums all the shares handed back before it."""

_TOO_LARGE = text("The sums are too large to be written as numbers. Use smaller inputs and weights.")


class ConvolutionModel(Observable):
    """Recomputes the maps whenever the input or a setting changes; a step changes only where one looks.

    An impossible setting is taken over like any other: `problem` says why nothing can be computed from it, and the
    last result stays.

    Attributes
    ----------
    settings
        Emits after each change but a step: enough for who does not show where the window stands.

    """

    def __init__(
        self,
        specimen: Specimen,
        network: ActiveNetwork,
        run_aside: RunAside | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.settings = Observable()
        self._specimen, self._network = specimen, network
        self._run_aside = run_aside
        self._photo: FloatArray | None = None
        self._has_shown_specimen = False
        self._requested: ConvolutionParams | None = None
        self._specimen_input = np.zeros((1, 28, 28))
        example = worked_example("diagonal_mask")
        self._params = ConvolutionParams(
            grid=example.input, weight=example.weight, bias=example.bias, presets=("own",) * len(example.weight)
        )
        self._result = compute(self._params, example.input)
        self._problem: Text | None = None
        self._trace: CellTrace | None = None
        self._gradients_of: tuple[object, ...] = ()
        self._gradients: dict[int, BackwardResult] = {}
        self._history = ParamsHistory(self._params, clock)
        self._on_specimen()
        self._history = ParamsHistory(self._params, clock)
        specimen.subscribe(self._on_specimen)

    # -- state

    @property
    def params(self) -> ConvolutionParams:
        """What the learner set."""
        return self._params

    @property
    def result(self) -> ConvolutionResult:
        """The maps, of the settings in `result.params`."""
        return self._result

    @property
    def problem(self) -> Text | None:
        """Why the settings are impossible, and what would mend them; None where they are not."""
        return self._problem

    @property
    def pending(self) -> bool:
        """Whether the maps of the present settings are still being computed."""
        return self._requested is not None

    @property
    def network(self) -> ActiveNetwork:
        """The network whose kernels can be taken."""
        return self._network

    @property
    def input(self) -> FloatArray:
        """(C, H, W) the input that the settings ask for."""
        if self._params.source == "specimen":
            return self._specimen_input
        if self._params.source == "photo" and self._photo is not None:
            return self._photo
        return self._params.grid

    @property
    def wanted_fits(self) -> tuple[AxisFit, AxisFit] | None:
        """How the window of the present settings fits, in height and width; None where it never moves."""
        _, height, width = self.input.shape
        return None if min(self._params.stride) < 1 else self._params.fits_for((height, width))

    @property
    def trace(self) -> CellTrace:
        """The hand calculation of the output cell of the moment."""
        if self._trace is None:
            shown, number = self._result.params, self._params.filter
            row, column = self.place
            self._trace = trace_cell(
                self._result.padded, shown.weight[number], float(shown.bias[number]), row, column, *_window_of(shown)
            )
        return self._trace

    @property
    def place(self) -> tuple[int, int]:
        """Row and column of the output cell of the moment, from 0."""
        row, column = divmod(self._params.cell, self._result.output_size[1])
        return row, column

    @property
    def can_step_backward(self) -> bool:
        """Whether the input is small enough to follow gradients through it."""
        rows, columns = self._result.output_size
        return rows * columns <= LARGEST_BACKWARD

    def gradients(self, cells: int | None = None) -> BackwardResult:
        """Return the gradients from the first `cells` output cells; from all up to the one of the moment by default."""
        cells = self._params.cell + 1 if cells is None else cells
        basis = self._result, self._params.filter, self._params.gradient
        if basis != self._gradients_of:
            self._gradients_of, self._gradients = basis, {}
        if cells not in self._gradients:
            # A step asks several times for its own gradients, and for those of all cells: only these are kept.
            whole = self._result.before[0].size
            kept = {count: known for count, known in self._gradients.items() if count == whole}
            self._gradients = {**kept, cells: backward(self._result, self._params, cells)}
        return self._gradients[cells]

    def backward_trace(self) -> BackwardTrace:
        """Return how the output cell of the moment hands its gradient to kernel and input."""
        shown, number = self._result.params, self._params.filter
        row, column = self.place
        grad = float(output_gradient(self._result, self._params)[row, column])
        return trace_cell_backward(
            self._result.padded, shown.weight[number], float(shown.bias[number]), grad, row, column, *_window_of(shown)
        )

    # -- changes

    def update(self, **changes: Any) -> None:
        """Replace fields of the parameters, recompute what depends on them, and tell everyone."""
        self.put(replace(self._params, **changes), record=not set(changes) <= WALKING)

    def put(self, params: ConvolutionParams, *, record: bool = True) -> None:
        """Take over other parameters, as one step of undo unless said otherwise."""
        before, input_, problem = self._params, self._result.input, self._problem
        self._settle(params)
        if record:
            self._history.record(before, self._params)
        self.emit()
        is_step = set(changed_fields(before, self._params)) <= {"cell", "terms"}
        if not is_step or self._result.input is not input_ or self._problem != problem:
            self.settings.emit()

    def use_photo(self, photo: FloatArray) -> None:
        """Let (C, H, W) pixels be the input."""
        self._photo = photo
        self.put(replace(self._params, source="photo", cell=0, terms=None, backward=False), record=False)

    @property
    def can_undo(self) -> bool:
        """Whether a setting was changed."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a change was undone."""
        return self._history.can_redo

    def undo(self) -> None:
        """Take back the last change of input, kernel or settings; the window stays where it is."""
        self._return_to(self._history.undo())

    def redo(self) -> None:
        """Do again what was undone."""
        self._return_to(self._history.redo())

    def _return_to(self, params: ConvolutionParams) -> None:
        here = self._params
        self.put(replace(params, unit=here.unit, cell=here.cell, backward=here.backward), record=False)

    # -- computing

    def _settle(self, params: ConvolutionParams) -> None:
        """Take over parameters together with what follows from them."""
        self._params = params
        input_ = self.input
        self._params = with_channels(self._params, len(input_))
        if not self._holds(self._result, input_):
            self._recompute(input_)
        else:
            self._problem = self._requested = None
        self._clamp()
        self._trace = None

    def _holds(self, result: ConvolutionResult, input_: FloatArray) -> bool:
        """Whether a result is that of the present settings and input."""
        same = give_same_maps(self._params, result.params) and input_ is result.input
        return same and self._params.filter in result.filters

    def _recompute(self, input_: FloatArray) -> None:
        fits = self._params.fits_for((input_.shape[1], input_.shape[2]))
        self._problem = unfit_reason(fits, self._params.padding_mode)
        if self._problem is not None:
            self._requested = None
        elif self._run_aside is None or input_[0].size < LARGE_INPUT:
            self._take(compute(self._params, input_))
        elif self._requested is None or not _same_request(self._params, self._requested):
            params = self._requested = self._params
            self._run_aside(lambda: compute(params, input_), self._accept)

    def _accept(self, result: ConvolutionResult) -> None:
        """Take over an answer that comes later."""
        if self._requested is result.params:
            self._take(result)
            self._clamp()
            self.emit()
            self.settings.emit()

    def _take(self, result: ConvolutionResult) -> None:
        if too_large(result):
            self._problem, self._requested = _TOO_LARGE, None
            return
        self._result, self._requested, self._trace = result, None, None

    def _clamp(self) -> None:
        """Keep position, filter and slice within what there is."""
        params, shown = self._params, self._result
        cells = shown.output_size[0] * shown.output_size[1]
        terms = params.terms if params.terms is not None and params.terms < params.term_count else None
        cell = min(max(params.cell, 0), cells - 1)
        backward_ = params.backward and self.can_step_backward
        if (cell, terms, backward_) != (params.cell, params.terms, params.backward):
            self._params = replace(params, cell=cell, terms=terms, backward=backward_)

    def _on_specimen(self) -> None:
        """Show what was drawn or opened last; an empty sheet leaves what was there."""
        self._specimen_input = np.asarray(self._specimen.picture.pixels, np.float64)[None]
        has_ink = bool(np.any(self._specimen_input))
        if self._params.source == "specimen":
            self.put(self._params, record=False)
        elif has_ink and self._has_shown_specimen:
            self.put(replace(self._params, source="specimen", cell=0, terms=None), record=False)
        elif has_ink:
            self._has_shown_specimen = True
            self.put(_for_specimen(self._params), record=False)


def _for_specimen(params: ConvolutionParams) -> ConvolutionParams:
    """Return what a learner sees first on a picture: edges from left to right, with the size kept."""
    fresh = ConvolutionParams(grid=params.grid)
    return replace(fresh, source="specimen", padding=(1, 1), activation="relu", bias=np.array([-0.5]))


def _window_of(params: ConvolutionParams) -> tuple[Pair, Pair, bool, str]:
    """Return stride, dilation, flip and activation, in the order in which a cell's trace takes them."""
    return params.stride, params.dilation, params.flip, params.activation


def _same_request(first: ConvolutionParams, second: ConvolutionParams) -> bool:
    """Whether both ask for the same maps of the same input."""
    return give_same_maps(first, second) and (first.source, first.filter) == (second.source, second.filter)
