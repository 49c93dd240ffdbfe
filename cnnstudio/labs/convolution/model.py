"""What the lab knows: the input, the kernels, where the window stands, and the feature maps that follow."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.kept_sums import KeptSums
from cnnstudio.core.lab_model import RunAside
from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Text, text
from cnnstudio.core.window_model import WindowModel
from cnnstudio.data.lab_numbers import ConvolutionNumbers
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
from cnnstudio.labs.convolution.given import params_of
from cnnstudio.labs.convolution.kernels import with_channels
from cnnstudio.labs.convolution.params import GIVEN, ConvolutionParams, ConvolutionResult
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.ops.conv2d_trace import BackwardTrace, CellTrace, trace_cell, trace_cell_backward
from cnnstudio.ops.window import AxisFits, Pair, size_of
from cnnstudio.ops.window_advice import unfit_reason

_TOO_LARGE = text("The sums are too large to be written as numbers. Use smaller inputs and weights.")


class ConvolutionModel(WindowModel[ConvolutionParams, ConvolutionResult]):
    """Convolves anew whenever the input or a setting changes; a step changes only where one looks.

    Attributes
    ----------
    network
        The network whose kernels can be taken.
    given
        What another lab handed over last.

    """

    walking = WALKING

    def __init__(
        self,
        specimen: Specimen,
        network: ActiveNetwork,
        run_aside: RunAside[ConvolutionResult] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        params = _first_params()
        super().__init__(params, compute(params, params.grid), run_aside, clock)
        self._specimen, self.network = specimen, network
        self._photo: FloatArray | None = None
        self._has_shown_specimen = False
        self.given: ConvolutionNumbers | None = None
        self._left: ConvolutionParams | None = None
        self._specimen_input = np.zeros((1, 28, 28))
        self._trace: CellTrace | None = None
        self._gradients: KeptSums[BackwardResult] = KeptSums()
        self._on_specimen()
        specimen.subscribe(self._on_specimen)

    # -- state

    @property
    def input(self) -> FloatArray:
        """(C, H, W) the input that the settings ask for."""
        if self._params.source == "specimen":
            return self._specimen_input
        if self._params.source == "photo" and self._photo is not None:
            return self._photo
        return self._params.grid

    @property
    def wanted_fits(self) -> AxisFits | None:
        """How the window of the present settings fits, in height and width; None where it never moves."""
        return None if min(self._params.stride) < 1 else self._params.fits_for(size_of(self.input))

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

    def gradients(self, cells: int | None = None) -> BackwardResult:
        """Return the gradients from the first `cells` output cells; from all up to the one of the moment by default."""
        shown, params = self._result, self._params
        cells = params.cell + 1 if cells is None else cells
        basis = shown, params.filter, params.gradient
        return self._gradients.get(basis, cells, shown.before[0].size, lambda: backward(shown, params, cells))

    def backward_trace(self) -> BackwardTrace:
        """Return how the output cell of the moment hands its gradient to kernel and input."""
        shown, number = self._result.params, self._params.filter
        row, column = self.place
        grad = float(output_gradient(self._result, self._params)[row, column])
        return trace_cell_backward(
            self._result.padded, shown.weight[number], float(shown.bias[number]), grad, row, column, *_window_of(shown)
        )

    # -- changes

    def use_photo(self, photo: FloatArray) -> None:
        """Let (C, H, W) pixels be the input."""
        self._photo = photo
        self.put(replace(self._params, source="photo", cell=0, terms=None, backward=False), record=False)

    def take(self, numbers: ConvolutionNumbers) -> None:
        """Show exactly the convolution that another lab hands over; what was here comes back with the next digit."""
        if GIVEN not in self._params.presets:
            self._left = self._params
        self.given = numbers
        self.put(params_of(numbers))

    # -- what a lab's model says of itself

    def _adapt(self, input_: FloatArray) -> None:
        self._params = with_channels(self._params, len(input_))

    def _holds(self, result: ConvolutionResult, input_: FloatArray) -> bool:
        return super()._holds(result, input_) and self._params.filter in result.filters

    def _same_result(self, first: ConvolutionParams, second: ConvolutionParams) -> bool:
        return give_same_maps(first, second)

    def _same_request(self, first: ConvolutionParams, second: ConvolutionParams) -> bool:
        return give_same_maps(first, second) and (first.source, first.filter) == (second.source, second.filter)

    def _unfit_reason(self, input_: FloatArray) -> Text | None:
        return unfit_reason(self._params.fits_for(size_of(input_)), self._params.padding_mode)

    def _is_long(self, input_: FloatArray) -> bool:
        height, width = size_of(input_)
        return height * width >= LARGE_INPUT

    def _computation(self, input_: FloatArray) -> Callable[[], ConvolutionResult]:
        params = self._params
        return lambda: compute(params, input_)

    def _flaw(self, result: ConvolutionResult) -> Text | None:
        return _TOO_LARGE if too_large(result) else None

    def _clamp(self) -> None:
        super()._clamp()
        self._trace = None

    def _on_specimen(self) -> None:
        """Show what was drawn or opened last; an empty sheet leaves what was there."""
        self._specimen_input = np.asarray(self._specimen.picture.pixels, np.float64)[None]
        has_ink = bool(np.any(self._specimen_input))
        if GIVEN in self._params.presets and self._left is not None and has_ink:
            self._params, self._left = replace(self._left, unit=self._params.unit), None
        if self._params.source == "specimen":
            self.put(self._params, record=False)
        elif has_ink and self._has_shown_specimen:
            self.put(replace(self._params, source="specimen", cell=0, terms=None), record=False)
        elif has_ink:
            self._has_shown_specimen = True
            self.put(_for_specimen(self._params), record=False)


def _first_params() -> ConvolutionParams:
    """Return the first worked example, which is there before anything is drawn."""
    example = worked_example("diagonal_mask")
    return ConvolutionParams(
        grid=example.input, weight=example.weight, bias=example.bias, presets=("own",) * len(example.weight)
    )


def _for_specimen(params: ConvolutionParams) -> ConvolutionParams:
    """Return what a learner sees first on a picture: edges from left to right, with the size kept."""
    fresh = ConvolutionParams(grid=params.grid)
    return replace(fresh, source="specimen", padding=(1, 1), activation="relu", bias=np.array([-0.5]))


def _window_of(params: ConvolutionParams) -> tuple[Pair, Pair, bool, str]:
    """Return stride, dilation, flip and activation, in the order in which a cell's trace takes them."""
    return params.stride, params.dilation, params.flip, params.activation
