"""The curves of the losses, or of their gradients, over the probability of the true class."""

from __future__ import annotations

import math

import numpy as np

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.softmax.curves import loss_curves
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.writing import loss
from cnnstudio.widgets.line_plot import LinePlot
from cnnstudio.widgets.plot_parts import Axis, Curve, Dot, even_ticks

COLORS = {"cross_entropy": "training", "kl_divergence": "text", "squared_error": "validation"}
"""Palette colours of the curves; that of the divergence is dashed and lies on the cross-entropy's."""

_LEAST_TOP, _MOST_TOP = 3.0, 7.0
"""Cross-entropy has no bound: so high its axis reaches at least, and at most."""

_LEAST_APART = 0.22
"""Share of the axis by which two points lie apart at least, so that both can be named."""


def show_losses(plot: LinePlot, model: SoftmaxModel, say: Translator) -> None:
    """Show the three losses with today's points."""
    result, curves = model.result, loss_curves(model.result)
    top = min(max(_LEAST_TOP, math.ceil(result.cross_entropy + 0.5)), _MOST_TOP)
    here = float(result.probabilities[result.target])
    inside = curves.probability > math.exp(-top)  # what lies above the axis is left out, not bent to its end
    high = np.append(math.exp(-top), curves.probability[inside]), np.append(top, curves.cross_entropy[inside])
    has_room = result.cross_entropy - result.squared_error > _LEAST_APART * top
    plot.show_plot(
        _probability_axis(model, say),
        Axis(0, top, even_ticks(0, top), say(text("Loss"))),
        [
            Curve(*high, COLORS["cross_entropy"]),
            Curve(*high, COLORS["kl_divergence"], is_dashed=True),
            Curve(curves.probability, curves.squared_error, COLORS["squared_error"]),
        ],
        dots=[
            Dot(here, result.squared_error, COLORS["squared_error"], loss(result.squared_error) if has_room else ""),
            Dot(
                here,
                result.cross_entropy,
                COLORS["cross_entropy"],
                loss(result.cross_entropy) + (" ↑" if result.cross_entropy > top else ""),
            ),
        ],
    )


def show_gradients(plot: LinePlot, model: SoftmaxModel, say: Translator) -> None:
    """Show what cross-entropy and squared error hand back to the true class's score, with today's points."""
    result, curves = model.result, loss_curves(model.result)
    target, bottom = result.target, -1.05 / result.trace.temperature
    here = float(result.probabilities[target])
    hard, soft = float(result.gradient[target]), float(result.squared_error_gradient[target])
    plot.show_plot(
        _probability_axis(model, say),
        Axis(bottom, 0, even_ticks(bottom, 0), say(text("Gradient at the true class's score"))),
        [
            Curve(curves.probability, curves.gradient, COLORS["cross_entropy"]),
            Curve(curves.probability, curves.squared_error_gradient, COLORS["squared_error"]),
        ],
        dots=[
            Dot(here, soft, COLORS["squared_error"], loss(soft) if soft - hard > -_LEAST_APART * bottom else ""),
            Dot(here, hard, COLORS["cross_entropy"], loss(hard)),
        ],
    )


def _probability_axis(model: SoftmaxModel, say: Translator) -> Axis:
    name = model.class_names[model.result.target]
    return Axis(0, 1, even_ticks(0, 1), say(text("Probability of the true class, {name}", name=name)))
