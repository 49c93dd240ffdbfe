"""What the gradient check says."""

from __future__ import annotations

import math

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import fixed, grouped, power_of_ten, scientific
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.convolution.checked_convolution import LOSSES, CheckedConvolution, Part
from cnnstudio.labs.convolution.crop import Crop
from cnnstudio.labs.convolution.gradient_check import STEPS, GradientCheck, Nudge

PART_NAMES: dict[Part, Text] = {
    "dw": text("dW, of the weights"),
    "db": text("db, of the bias"),
    "dx": text("dx, of the input"),
}

LOSS_NAMES = {key: loss.formula for key, loss in LOSSES.items()}

_SYMBOLS: dict[Part, str] = {"dw": "dW", "db": "db", "dx": "dx"}


def check_headline(check: GradientCheck, curve: FloatArray) -> Text:
    """Say whether backprop is right and, where the two differ, why."""
    values = {"part": _SYMBOLS[check.part], "relative": scientific(check.relative)}
    if check.agrees:
        return text("Backprop agrees with nudging: <b>{part}</b> differs by <b>{relative}</b>, below 10⁻⁶.", **values)
    if check.kinks:
        return text(
            "<b>{part}</b> differs by <b>{relative}</b>: {count} cells lie within h of ReLU's kink. Take a smaller h.",
            count=check.kinks,
            **values,
        )
    if check.step > STEPS[int(np.argmin(curve))]:
        return text("<b>{part}</b> differs by <b>{relative}</b>: the loss bends within h. Take a smaller h.", **values)
    return text("<b>{part}</b> differs by <b>{relative}</b>: h is lost in rounding. Take a larger h.", **values)


def check_explanation(checked: CheckedConvolution, check: GradientCheck) -> Text:
    """Say how the check is done, with the numbers of the moment."""
    return text(
        "Each of the {count} numbers is moved down and up by h = {step}, and the loss L = {loss} computed both times: "
        "(L₊ − L₋) / 2h. Backprop gets all slopes at once. A large h misses how the loss bends (error ~ h²); "
        "a small one is lost in rounding (error ~ 10⁻¹⁶ / h).",
        count=grouped(check.analytic.size),
        step=step_name(check.step),
        loss=LOSSES[checked.loss].formula,
    )


def nudge_sentence(part: Part, nudge: Nudge) -> Text:
    """Say what a nudge of one number does to the loss."""
    decimals = _telling_decimals(nudge.upper - nudge.lower)
    values: dict[str, object] = {
        "lower": fixed(nudge.lower, decimals),
        "upper": fixed(nudge.upper, decimals),
        "slope": scientific(nudge.slope, 4),
        "analytic": scientific(nudge.analytic, 4),
    }
    rest = text(
        "lowered and raised by h, it takes the loss from {lower} to {upper}. "
        "Slope <b>{slope}</b>; backprop says <b>{analytic}</b>.",
        **values,
    )
    if part == "db":
        return text("The bias: {rest}", rest=rest)
    _, row, column = nudge.place
    if part == "dx":
        return text("Input row {row}, column {column}: {rest}", row=row + 1, column=column + 1, rest=rest)
    return text("Weight in row {row}, column {column}: {rest}", row=row + 1, column=column + 1, rest=rest)


def _telling_decimals(change: float) -> int:
    """Return how many decimals tell two losses apart."""
    return 6 if change == 0 else min(max(2 - math.floor(math.log10(abs(change))), 2), 15)


def crop_sentence(crop: Crop) -> Text:
    """Say which part of the input is checked."""
    rows, columns = crop.size
    values = {"rows": rows, "columns": columns, "top": crop.top + 1, "left": crop.left + 1}
    if crop.is_whole:
        return text("On all {rows} × {columns} of the input", **values)
    return text("On {rows} × {columns} of the input, from row {top}, column {left}", **values)


def step_name(step: float) -> str:
    r"""Return h as it is written: a power of ten, or half a decade between two.

    >>> step_name(1e-5), step_name(10**-5.5)
    ('10⁻⁵', '3.2\xa0×\xa010⁻⁶')
    """
    power = math.log10(step)
    return power_of_ten(round(power)) if abs(power - round(power)) < 1e-9 else scientific(step)


def power_of(values: FloatArray) -> int:
    """Return the power of ten of the largest number; 0 where all are zero.

    >>> power_of(np.array([3e-11, -2e-10]))
    -10
    """
    largest = float(np.abs(values).max())
    return math.floor(math.log10(largest)) if largest else 0
