"""How the network's answer changes while a digit is being drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.palette import Palette


def draw_answers(
    axes: Axes,
    answers: Sequence[FloatArray],
    class_names: Sequence[str],
    palette: Palette,
    labels: tuple[str, str],
) -> None:
    """Draw one line a class: its probability after each part of the drawing.

    Parameters
    ----------
    axes
        What to draw on.
    answers
        One array of (K,) probabilities a part, in the order of drawing.
    class_names
        K names.
    palette
        Colours.
    labels
        Words for the horizontal and the vertical axis.

    """
    shares = np.stack(answers)  # (parts, K)
    parts = np.arange(1, len(shares) + 1)
    last = int(shares[-1].argmax())
    named = {last, *(int(place) for place in np.flatnonzero(shares.max(axis=0) > 0.2))}
    for place, name in enumerate(class_names):
        wins = place == last
        color = palette.accent if wins else palette.text_third
        axes.plot(
            parts, shares[:, place], color=color, linewidth=3 if wins else 1.5, alpha=1 if place in named else 0.4
        )
        if place in named:
            peak = int(shares[:, place].argmax())
            spot = (parts[peak], shares[peak, place])
            axes.annotate(name, spot, (0, 5), textcoords="offset points", color=color, fontsize=13, ha="center")
    axes.set(xlabel=labels[0], ylabel=labels[1], ylim=(0, 1.1), yticks=[0, 0.25, 0.5, 0.75, 1])
    axes.set_xlim(0.8, max(2, len(parts)) + 0.1)
    axes.set_facecolor(palette.stage)
    axes.tick_params(colors=palette.text_second)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(palette.outline)
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set_color(palette.text)
