"""The views of the lab."""

from __future__ import annotations

from cnnstudio.core.texts import text
from cnnstudio.widgets.stage.tab import Tab

TABS = (
    Tab("curves", text("Curves")),
    Tab("layers", text("Layers")),
    Tab("mistakes", text("Mistakes")),
    Tab("compare", text("Compare")),
)
