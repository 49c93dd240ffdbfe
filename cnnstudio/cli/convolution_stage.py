"""The convolution lab in a window that nobody sees: brought up, moved to a step, and what it shows there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cnnstudio.cli import stage

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.convolution.lab import ConvolutionLab


def show_lab(window: MainWindow) -> ConvolutionLab:
    """Bring the lab onto the stage."""
    return cast("ConvolutionLab", stage.show_lab(window, "convolution"))


def go_to(lab: ConvolutionLab, step: int) -> None:
    """Go to a step, counted from 1."""
    stage.go_to_step(lab.view.steps, step)


def shown_step(lab: ConvolutionLab) -> dict[str, Any]:
    """Return the numbers of the step that is shown, as JSON values; rows and columns count from 0."""
    model, steps = lab.model, lab.view.steps
    trace = model.trace
    shown: dict[str, Any] = {"step": steps.position + 1, "of": steps.count}
    shown |= {name: getattr(trace, name) for name in ("row", "column", "bias", "before")}
    shown |= {"sum": trace.total, "output": trace.after}
    if model.params.terms is not None:
        term = model.params.terms_added - 1
        shown |= {"product": float(trace.products.flat[term]), "running": float(trace.running.flat[term])}
    if model.params.backward:
        shown["gradient"] = model.backward_trace().delta
    return shown
