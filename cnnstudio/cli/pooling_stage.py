"""The pooling lab in a window that nobody sees: what each of its views shows, as JSON values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cnnstudio.labs.pooling.lab import PoolingLab
    from cnnstudio.labs.pooling.shift_test import ShiftTest
    from cnnstudio.labs.pooling.stride_comparison import StrideComparison


def shown_step(lab: PoolingLab) -> dict[str, Any]:
    """Return the numbers of the step that is shown; rows and columns count from 0."""
    model, steps, trace = lab.model, lab.view.steps, lab.model.trace
    shown: dict[str, Any] = {"step": steps.position + 1, "of": steps.count, "row": trace.row, "column": trace.column}
    shown |= {"output": trace.output, "winner": trace.winner, "dropped": model.result.dropped(model.params.channel)}
    if model.params.terms is not None:
        shown["taken"] = model.terms_added
    if model.params.backward:
        back = model.backward_trace()
        shown |= {"gradient": back.grad, "share": back.share.tolist()}
    return shown


def shown_shift(test: ShiftTest) -> dict[str, Any]:
    """Return how many cells of each map the move of the picture changes."""
    changes = {
        name: {"changed": int(stage.counts[test.here]), "cells": stage.before.size}
        for name, stage in test.stages.items()
    }
    return {"shift": test.shift, "stages": changes}


def shown_strides(comparison: StrideComparison) -> dict[str, Any]:
    """Return what both ways cost, and how many of their cells a pixel's move changes."""
    pooled, strided = comparison.multiplications
    return {
        "pooled": {"multiplications": pooled, "changed": int(comparison.pooled.counts[0])},
        "strided": {"multiplications": strided, "changed": int(comparison.strided.counts[0])},
    }
