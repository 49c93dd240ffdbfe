"""The curves of the shift test: how much of each map changes, for each move."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.pooling.shift_sentences import STAGE_NAMES
from cnnstudio.labs.pooling.shift_test import FARTHEST, OFFSETS, ShiftTest
from cnnstudio.widgets.plot_parts import Axis, Curve, Dot, even_ticks

_COLORS = {"input": "text_third", "convolution": "training", "pooled": "good", "dense": "validation"}
_DASHED = ("input", "dense")


@dataclass(frozen=True, eq=False)
class ShiftPlot:
    """What the plot is given."""

    x: Axis
    y: Axis
    curves: tuple[Curve, ...]
    dots: tuple[Dot, ...]


def shift_plot(test: ShiftTest, translator: Translator, *, is_vertical: bool, shows_movement: bool) -> ShiftPlot:
    """Return a curve for each stage, and the present move marked on all of them."""
    names = [name for name in _COLORS if name in test.stages]
    stages = [test.stages[name] for name in names]
    heights = [100 * (stage.movements if shows_movement else stage.shares) for stage in stages]
    most = 100.0
    if shows_movement:
        most = max(50.0, 50 * math.ceil(max(float(values.max()) for values in heights) / 50))
    label = text("pixels moved down") if is_vertical else text("pixels moved to the right")
    measure = text("change, % of all numbers") if shows_movement else text("cells changed, %")
    ticks = tuple((float(step), str(step).replace("-", "−")) for step in OFFSETS)
    here = OFFSETS[test.here]
    return ShiftPlot(
        x=Axis(-FARTHEST, FARTHEST, ticks, translator(label)),
        y=Axis(0, most, even_ticks(0, most), translator(measure)),
        curves=tuple(
            Curve(np.array(OFFSETS, float), values, _COLORS[name], translator(STAGE_NAMES[name]), name in _DASHED)
            for name, values in zip(names, heights, strict=True)
        ),
        dots=tuple(
            Dot(here, float(values[test.here]), _COLORS[name]) for name, values in zip(names, heights, strict=True)
        ),
    )
