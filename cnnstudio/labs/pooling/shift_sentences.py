"""What the shift test says."""

from __future__ import annotations

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.pooling.sentences import percent
from cnnstudio.labs.pooling.shift_test import UNITS, ShiftedStage, ShiftTest
from cnnstudio.ops.window import Pair

STAGE_NAMES = {
    "input": text("Input"),
    "convolution": text("Convolution"),
    "pooled": text("Pooled"),
    "dense": text("Dense"),
}
"""What the stages are called above the grids and beside the curves."""

NOT_DRAWN = text("Nothing is drawn yet, so a cross stands in. Draw a digit, or press Ctrl+R.")


def shift_headline(test: ShiftTest) -> Text:
    """Say how many cells of each map became another number."""
    if test.shift == (0, 0):
        return text("Drag the picture, or press an arrow key while it has the focus: it moves by whole pixels.")
    values: dict[str, object] = {"where": _direction(test.shift)}
    for name in ("input", "convolution"):
        values |= {name: _count(test, name), f"{name}_cells": test.stages[name].before.size}
    if "pooled" not in test.stages:
        return text(
            "Moved {where}: <b>{input}</b> of {input_cells} pixels changed, <b>{convolution}</b> of "
            "{convolution_cells} after convolution.",
            **values,
        )
    return text(
        "Moved {where}: <b>{input}</b> of {input_cells} pixels changed, <b>{convolution}</b> of "
        "{convolution_cells} after convolution, <b>{pooled}</b> of {pooled_cells} pooled.",
        pooled=_count(test, "pooled"),
        pooled_cells=test.stages["pooled"].before.size,
        **values,
    )


def stage_note(stage: ShiftedStage, here: int, *, is_short: bool) -> Text:
    """Say under a map's title how many of its cells changed."""
    values: dict[str, object] = {
        "count": int(stage.counts[here]),
        "cells": stage.before.size,
        "share": percent(float(stage.shares[here])),
    }
    if is_short:
        return text("{count} of {cells} = {share} %", **values)
    return text("{count} of {cells} cells changed ({share} %)", **values)


def shift_note(filter_name: Text, threshold: int) -> Text:
    """Say what is compared with what, and what counts as a change."""
    return text(
        "Marked cells changed by more than {threshold} % of the largest number. Convolution: {filter}, ReLU. "
        "Dense: {units} units on all pixels, weights drawn by lot.",
        threshold=threshold,
        filter=filter_name,
        units=UNITS,
    )


def shift_explanation(test: ShiftTest) -> Text:
    """Return the text of the explanation card."""
    if "pooled" not in test.stages or test.shift == (0, 0):
        return text(
            "A person sees the same digit one pixel further on; a layer that sees every pixel gets other numbers "
            "everywhere. Convolution finds the same pattern at the new place. Pooling keeps the largest of a window "
            "wherever in it that stands, so part of the move is gone.",
        )
    convolution, pooled = (test.stages[name].movements[test.here] for name in ("convolution", "pooled"))
    values = {"convolution": percent(float(convolution)), "pooled": percent(float(pooled))}
    if pooled < convolution:
        return text(
            "Pooling keeps the largest of a window wherever in it that stands, so part of the move is gone: summed up, "
            "the convolution's map changed by {convolution} % of all its numbers, the pooled map by {pooled} %. The "
            "further the move, the less of it is absorbed; and of the fewer cells a larger share may change.",
            **values,
        )
    return text(
        "Pooling keeps the largest of a window wherever in it that stands. This move is absorbed no more: summed up, "
        "the convolution's map changed by {convolution} % of all its numbers, the pooled map by {pooled} %. Try a "
        "move by one pixel, or another filter.",
        **values,
    )


def _count(test: ShiftTest, name: str) -> int:
    return int(test.stages[name].counts[test.here])


def _direction(shift: Pair) -> Text:
    """Return how far and whereto: "2 right, 1 down"."""
    down, right = shift
    across = text("{pixels} right", pixels=right) if right > 0 else text("{pixels} left", pixels=-right)
    along = text("{pixels} down", pixels=down) if down > 0 else text("{pixels} up", pixels=-down)
    if not down:
        return across
    return along if not right else text("{across}, {along}", across=across, along=along)
