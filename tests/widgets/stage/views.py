"""Views for the tests of a stage: each says its name and remembers what was asked of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text
from cnnstudio.widgets.stage.tab import Tab


class NamedView(QWidget):
    """A view of a tab."""

    changed = Signal()

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self.name = tab.view_id
        self.stopped = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def headline(self) -> Text:
        return Text("{name}", (("name", self.name),))

    def explanation(self) -> Text:
        return self.headline()

    def focus(self) -> None:
        self.setFocus()

    def stop(self) -> None:
        self.stopped += 1
