"""The views of the lab."""

from __future__ import annotations

from cnnstudio.core.texts import text
from cnnstudio.widgets.stage.tab import Tab

TABS = (
    Tab("softmax", text("Softmax")),
    Tab("loss", text("Loss"), is_stepped=False),
    Tab("two_classes", text("Two classes"), is_stepped=False),
)
