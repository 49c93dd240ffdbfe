"""A lab with a single view has no tabs above it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator, text
from cnnstudio.widgets.stage.tab import Tab
from cnnstudio.widgets.stage.tabbed_stage import TabbedStage
from cnnstudio.widgets.theme import Theme
from tests.app.counting import Counting


class View(QWidget):
    changed = Signal()


def test_one_view_needs_no_tabs(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    for count in (1, 2):
        tabs = tuple(Tab(f"view{number}", text("Views")) for number in range(count))
        stage = TabbedStage("test", tabs, lambda _: View(), Counting(3), theme, translator)
        qtbot.addWidget(stage)
        stage.show()
        qtbot.waitExposed(stage)

        assert stage.tabs.isVisible() == (count == 2)
        assert stage.transport.isVisible()
