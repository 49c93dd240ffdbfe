"""The curve of the gradient check: how much the two differ, for each h."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import power_of_ten
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.convolution.gradient_check import STEPS, TOLERANCE
from cnnstudio.labs.convolution.gradient_check_sentences import step_name
from cnnstudio.widgets.plot_parts import Axis, Curve, Dot, Level

_LEAST = 1e-16
"""The lower end of the axis; a difference of 0 lies there too."""


@dataclass(frozen=True, eq=False)
class CheckPlot:
    """What the plot is given."""

    x: Axis
    y: Axis
    curve: Curve
    tolerance: Level
    here: Dot


def check_plot(differences: FloatArray, step: float, translator: Translator) -> CheckPlot:
    """Return the curve over all h, and the point of the h chosen."""
    shown = np.maximum(differences, _LEAST)
    x_label, y_label = translator(text("step h")), translator(text("relative difference"))
    return CheckPlot(
        x=Axis(STEPS[-1], STEPS[0], _ticks(range(-12, 0, 2)), x_label, is_logarithmic=True),
        y=Axis(_LEAST, 1.0, _ticks(range(-16, 1, 4)), y_label, is_logarithmic=True),
        curve=Curve(np.array(STEPS), shown, "accent"),
        tolerance=Level(TOLERANCE, power_of_ten(-6)),
        here=Dot(step, float(shown[STEPS.index(step)]), "text", f"h = {step_name(step)}"),
    )


def _ticks(powers: range) -> tuple[tuple[float, str], ...]:
    return tuple((10.0**power, power_of_ten(power)) for power in powers)
