"""The views of the lab by their tabs; each is imported when it is first shown."""

from __future__ import annotations

from cnnstudio.core.texts import text
from cnnstudio.widgets.stage.tab import Tab

TABS = (
    Tab("forward", text("Forward"), view="step"),
    Tab("backward", text("Backward"), view="step"),
    Tab("shift", text("Shift test"), is_stepped=False),
    Tab("strided", text("Stride instead"), is_stepped=False),
)
"""Forward and backward are one view with two directions."""

COMPARING = ("shift", "strided")
"""The tabs that compare ways on the picture of all labs, whatever the input is."""

VIEWS = {
    "shift": ("shift_view", "ShiftView"),
    "strided": ("stride_view", "StrideView"),
}
"""Module and class of each view but the step view."""
