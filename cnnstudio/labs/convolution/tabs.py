"""The views of the lab by their tabs; each is imported when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from cnnstudio.core.texts import Text, text


class ConvolutionStage(Protocol):
    """What the container asks of each view."""

    def headline(self) -> Text:
        """Return the sentence above the stage."""
        ...

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        ...

    def focus(self) -> None:
        """Give the keyboard to the view."""
        ...


@dataclass(frozen=True)
class Tab:
    """One view: its name, where it is made, and whether the window moves in it."""

    id: str
    label: Text
    module: str
    class_name: str
    is_stepped: bool = True


TABS = (
    Tab("forward", text("Forward"), "step_view", "StepView"),
    Tab("backward", text("Backward"), "step_view", "StepView"),
    Tab("pipeline", text("Pipeline"), "pipeline_view", "PipelineView", is_stepped=False),
    Tab("columns", text("im2col"), "columns_view", "ColumnsView"),
    Tab("unrolled", text("Unrolled"), "unrolled_view", "UnrolledView"),
    Tab("receptive_field", text("Receptive field"), "receptive_field_view", "ReceptiveFieldView", is_stepped=False),
    Tab("activation", text("Activation"), "activation_view", "ActivationView", is_stepped=False),
    Tab("collapse", text("Two in one"), "collapse_view", "CollapseView", is_stepped=False),
    Tab("gradient_check", text("Gradient check"), "gradient_check_view", "GradientCheckView", is_stepped=False),
)
"""Forward and backward are one view with two directions."""
