"""One view at a time on the stage, by click and by Alt with a digit; the transport where there are steps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator, text
from cnnstudio.widgets.stage.tab import Tab
from cnnstudio.widgets.stage.tabbed_stage import TabbedStage
from cnnstudio.widgets.theme import Theme
from tests.app.counting import Counting
from tests.widgets.stage.views import NamedView

NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
TABS = (
    Tab("forward", text("Forward"), view="step"),
    Tab("backward", text("Backward"), view="step"),
    Tab("shift", text("Shift test"), is_stepped=False),
)
"""Two tabs of one view, and one of a view without steps."""


class Stage(TabbedStage):
    """A stage that remembers which views it made."""

    def __init__(self, steps: Counting, theme: Theme, translator: Translator) -> None:
        self.made: list[NamedView] = []
        super().__init__("test", TABS, self.make, steps, theme, translator)

    def make(self, tab: Tab) -> NamedView:
        self.made.append(NamedView(tab))
        return self.made[-1]


@pytest.fixture
def steps() -> Counting:
    return Counting(5)


@pytest.fixture
def stage(qtbot: QtBot, steps: Counting, theme: Theme, translator: Translator) -> Stage:
    stage = Stage(steps, theme, translator)
    qtbot.addWidget(stage)
    stage.resize(900, 500)
    stage.show()
    qtbot.waitExposed(stage)
    stage.activateWindow()
    qtbot.waitUntil(stage.isActiveWindow)
    stage.focus()
    return stage


def names(stage: Stage) -> list[str]:
    return [view.name for view in stage.made]


def test_a_view_is_made_when_it_is_first_shown_and_two_tabs_may_share_it(qtbot: QtBot, stage: Stage) -> None:
    assert names(stage) == ["step"]
    for key, made in ((Qt.Key.Key_2, ["step"]), (Qt.Key.Key_3, ["step", "shift"]), (Qt.Key.Key_1, ["step", "shift"])):
        qtbot.keyClick(stage, key, ALT)
        assert names(stage) == made
    assert stage.current is stage.made[0]


def test_keys_clicks_and_names_lead_to_a_tab(qtbot: QtBot, stage: Stage) -> None:
    shown: list[str] = []
    stage.tab_shown.connect(shown.append)
    qtbot.keyClick(stage, Qt.Key.Key_3, ALT)
    tabs = stage.findChild(QTabBar, "test.tabs")
    assert isinstance(tabs, QTabBar)
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    stage.show_tab("forward")
    stage.show_tab("forward")
    assert shown == ["shift", "backward", "forward"]
    qtbot.keyClick(stage, Qt.Key.Key_4, ALT)
    assert stage.tab.id == "forward", "there is no fourth"


def test_the_tab_that_comes_to_the_front_gets_the_keyboard_and_tells_so(qtbot: QtBot, stage: Stage) -> None:
    with qtbot.waitSignal(stage.changed):
        stage.show_tab("shift")
    assert stage.made[1].hasFocus()
    with qtbot.waitSignal(stage.changed):
        stage.made[1].changed.emit()
    assert stage.picture is stage.made[1]


def test_the_transport_is_there_where_there_are_steps(qtbot: QtBot, stage: Stage, steps: Counting) -> None:
    for tab in TABS:
        stage.show_tab(tab.id)
        assert stage.transport.isVisible() == stage.is_stepped == tab.is_stepped
        before = steps.position
        qtbot.keyClick(stage.made[-1] if tab.id == "shift" else stage.made[0], Qt.Key.Key_Right)
        assert steps.position - before == tab.is_stepped


def test_the_wheel_steps_only_where_there_are_steps(stage: Stage, steps: Counting) -> None:
    for tab, moved in (("shift", 0), ("forward", 1)):
        stage.show_tab(tab)
        where = QPointF(100, 100)
        event = QWheelEvent(
            where,
            QPointF(stage.mapToGlobal(where)),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(stage, event)
        assert steps.position == moved
        assert event.isAccepted() == bool(moved)


def test_keys_of_a_stage_that_is_not_in_front_do_nothing(qtbot: QtBot, stage: Stage) -> None:
    stage.hide()
    qtbot.keyClick(stage, Qt.Key.Key_3, ALT)
    assert stage.tab.id == "forward"


def test_what_is_under_way_ends_with_the_stage(qtbot: QtBot, stage: Stage) -> None:
    stage.show_tab("shift")
    stage.show_tab("forward")
    qtbot.keyClick(stage, Qt.Key.Key_Space)
    assert stage.transport.is_playing
    stage.stop()
    assert not stage.transport.is_playing
    assert [view.stopped for view in stage.made] == [1, 1]


def test_tabs_are_named_in_the_language_of_the_moment(stage: Stage, translator: Translator) -> None:
    english = [stage.tabs.tabText(place) for place in range(3)]
    assert english == ["Forward", "Backward", "Shift test"]
    assert "Alt+1 … Alt+3" in stage.tabs.toolTip()
    translator.language = "ko"
    assert all(stage.tabs.tabText(place) != word for place, word in enumerate(english))
