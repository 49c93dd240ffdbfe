"""The views of the lab by their tabs; each is imported when it is first shown."""

from __future__ import annotations

from cnnstudio.core.texts import text
from cnnstudio.widgets.stage.tab import Tab

TABS = (
    Tab("forward", text("Forward"), view="step"),
    Tab("backward", text("Backward"), view="step"),
    Tab("pipeline", text("Pipeline"), is_stepped=False),
    Tab("columns", text("im2col")),
    Tab("unrolled", text("Unrolled")),
    Tab("receptive_field", text("Receptive field"), is_stepped=False),
    Tab("activation", text("Activation"), is_stepped=False),
    Tab("collapse", text("Two in one"), is_stepped=False),
    Tab("gradient_check", text("Gradient check"), is_stepped=False),
)
"""Forward and backward are one view with two directions."""

VIEWS = {
    "pipeline": ("pipeline_view", "PipelineView"),
    "columns": ("columns_view", "ColumnsView"),
    "unrolled": ("unrolled_view", "UnrolledView"),
    "receptive_field": ("receptive_field_view", "ReceptiveFieldView"),
    "activation": ("activation_view", "ActivationView"),
    "collapse": ("collapse_view", "CollapseView"),
    "gradient_check": ("gradient_check_view", "GradientCheckView"),
}
"""Module and class of each view but the step view."""
