"""What the lab knows: the input, how it is pooled, where the window stands, and the pooled maps that follow."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.kept_sums import KeptSums
from cnnstudio.core.lab_model import RunAside
from cnnstudio.core.numbers import LARGEST, grouped
from cnnstudio.core.params_history import changed_fields
from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Text, text
from cnnstudio.core.window_model import WindowModel
from cnnstudio.data.handover import Handover
from cnnstudio.data.lab_numbers import PoolingNumbers
from cnnstudio.labs.pooling.computation import (
    LARGE_INPUT,
    PoolingBackward,
    backward,
    compute,
    output_gradient,
    too_large,
)
from cnnstudio.labs.pooling.params import PoolingParams, PoolingResult
from cnnstudio.labs.pooling.sources import PoolingSources
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.ops.pooling2d_trace import PoolBackwardTrace, PoolTrace, trace_pool, trace_pool_backward
from cnnstudio.ops.pooling_advice import unpooled_reason
from cnnstudio.ops.window import AxisFits, size_of

_WALKING = frozenset({"channel", "backward", "gradient", "unit", "cell", "terms", "source"})
"""Where one looks: changed without pooling anew, and not a step of undo."""

TOO_LARGE = text("The numbers are too large to be pooled. Use numbers below {most}.", most=grouped(int(LARGEST)))


class PoolingModel(WindowModel[PoolingParams, PoolingResult]):
    """Pools anew whenever the input or a setting changes; a step changes only where one looks.

    Attributes
    ----------
    specimen
        The picture of all labs.
    network
        The network of all labs, whose first layer the shift test takes.

    """

    walking = _WALKING

    def __init__(
        self,
        specimen: Specimen,
        handover: Handover,
        run_aside: RunAside[PoolingResult] | None = None,
        clock: Callable[[], float] = time.monotonic,
        network: ActiveNetwork | None = None,
    ) -> None:
        params = PoolingParams()
        super().__init__(params, compute(params, params.grid), run_aside, clock)
        self.specimen, self.network = specimen, network or ActiveNetwork()
        self._sources = PoolingSources(specimen, handover.feature_maps)
        self._trace: PoolTrace | None = None
        self._gradients: KeptSums[PoolingBackward] = KeptSums()
        handover.feature_maps.subscribe(self._on_maps)
        specimen.subscribe(self._on_specimen)
        self._on_specimen()

    # -- state

    @property
    def input(self) -> FloatArray:
        """(C, H, W) the input that the settings ask for; while there are no feature maps, the specimen."""
        return self._sources.input_of(self._params)

    @property
    def wanted_fits(self) -> AxisFits | None:
        """How the window of the present settings fits, in height and width; None where it never moves."""
        params = self._params
        moves = params.is_global or min(params.stride) >= 1
        return params.fits_for(size_of(self.input)) if moves else None

    @property
    def given_name(self) -> Text | None:
        """What to call the numbers that another lab handed over; None before it did."""
        return None if self._sources.given is None else self._sources.given.name

    @property
    def trace(self) -> PoolTrace:
        """The hand calculation of the output cell of the moment."""
        if self._trace is None:
            shown, (row, column) = self._result, self.place
            padded = shown.channels[self._params.channel]
            self._trace = trace_pool(padded, shown.fits, shown.params.kind, row, column, shown.params.count_include_pad)
        return self._trace

    def gradients(self, cells: int | None = None) -> PoolingBackward:
        """Return the gradients from the first `cells` output cells; from all up to the one of the moment by default."""
        shown, params = self._result, self._params
        cells = params.cell + 1 if cells is None else cells
        basis = shown, params.channel, params.gradient
        return self._gradients.get(basis, cells, shown.output[0].size, lambda: backward(shown, params, cells))

    def backward_trace(self) -> PoolBackwardTrace:
        """Return how the output cell of the moment hands its gradient to the cells of its window."""
        shown, (row, column) = self._result, self.place
        padded, grad = shown.channels[self._params.channel], float(output_gradient(shown, self._params)[row, column])
        return trace_pool_backward(
            padded, shown.fits, shown.params.kind, grad, row, column, shown.params.count_include_pad
        )

    # -- changes

    def put(self, params: PoolingParams, *, record: bool = True) -> None:
        """Take over other parameters; feature maps that nobody needed before are made now."""
        sources = self._sources
        if params.source == "convolution" and sources.maps is None:
            maps = sources.ask_for_maps()
            params = params if maps is None else replace(params, channel=maps.filter)
        if params.source == "given" and params.given is None:
            params = replace(params, given=sources.given)
        super().put(params, record=record)

    def take(self, numbers: PoolingNumbers) -> None:
        """Show exactly the numbers that another lab handed over."""
        self._sources.given = numbers
        asked = {name: getattr(numbers, name) for name in ("kind", "size", "stride", "padding", "channel")}
        grid, unit = self._params.grid, self._params.unit
        self.put(PoolingParams(source="given", given=numbers, grid=grid, unit=unit, **asked))

    # -- what a lab's model says of itself

    def _unfit_reason(self, input_: FloatArray) -> Text | None:
        return unpooled_reason(self._params.fits_for(size_of(input_)))

    def _computation(self, input_: FloatArray) -> Callable[[], PoolingResult]:
        params = self._params
        return lambda: compute(params, input_)

    def _is_long(self, input_: FloatArray) -> bool:
        return input_.size >= LARGE_INPUT

    def _same_result(self, first: PoolingParams, second: PoolingParams) -> bool:
        return set(changed_fields(first, second)) <= _WALKING | {"grid", "given"}

    def _same_request(self, first: PoolingParams, second: PoolingParams) -> bool:
        return self._same_result(first, second) and first.source == second.source

    def _flaw(self, result: PoolingResult) -> Text | None:
        return TOO_LARGE if too_large(result) else None

    def _clamp(self) -> None:
        super()._clamp()
        channel = min(max(self._params.channel, 0), len(self._result.output) - 1)
        if channel != self._params.channel:
            self._params = replace(self._params, channel=channel)
        self._trace = None

    # -- what is drawn, and what the convolution lab makes of it

    def _on_specimen(self) -> None:
        """Show what was drawn last, as the convolution lab sees it; an empty sheet leaves what was there."""
        before = self.input
        self._sources.read_drawing()
        if self.input is not before:
            self.put(self._params, record=False)
        elif self._params.source != "convolution" and self._sources.has_ink:
            self.put(replace(self._params, source="convolution", channel=0, cell=0, terms=None), record=False)

    def _on_maps(self) -> None:
        """Follow the convolution lab to other maps, and to another filter."""
        is_other_filter, maps = self._sources.read_maps(), self._sources.maps
        if self._params.source == "convolution" and maps is not None:
            channel = maps.filter if is_other_filter else self._params.channel
            self.put(replace(self._params, channel=channel), record=False)
