"""The stage of a lab: a row of tabs, one view at a time, and the transport below where a view has steps.

A lab with a single view has no tabs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from cnnstudio.core.steps import Steps
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.stage.tab import Tab
from cnnstudio.widgets.theme import Theme
from cnnstudio.widgets.transport import Transport


class StageView(Protocol):
    """What the stage asks of each view, which is a widget with a signal `changed`."""

    def headline(self) -> Text:
        """Return the sentence above the stage."""
        ...

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        ...

    def focus(self) -> None:
        """Give the keyboard to the view."""
        ...


class StageBar(Protocol):
    """What the stage asks of the bar below its views, which is a widget."""

    def handle_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; return whether it asked for anything."""
        ...

    def handle_wheel(self, event: QWheelEvent) -> bool:
        """Do what the wheel asks for; return whether it asked for anything."""
        ...

    def stop(self) -> None:
        """End what goes on by itself."""
        ...

    def setVisible(self, visible: bool, /) -> None:
        """Show it, or not."""
        ...


class TabbedStage(QWidget):
    """Tabs, view and transport; a view is made when it is first shown.

    A lab may have another bar than the transport below its views.

    Signals
    -------
    said
        A `Text` for the line above the stage, in place of the usual one.
    failed
        A `UserError` to show.
    changed
        What the view says is no longer what it said.
    tab_shown
        The id of the tab that was brought to the front.
    """

    said = Signal(object)
    failed = Signal(object)
    changed = Signal()
    tab_shown = Signal(str)

    def __init__(
        self,
        lab_id: str,
        entries: tuple[Tab, ...],
        make_view: Callable[[Tab], QWidget],
        steps: Steps,
        theme: Theme,
        translator: Translator,
        bar: StageBar | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("stage")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a click on the bar leaves a field, whose number then counts
        self._lab_id, self._entries, self._make_view = lab_id, entries, make_view
        self._captions = Captions(translator)
        self._views: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self.tabs = QTabBar()
        self._add_tabs()
        self.bar = bar or Transport(steps, theme, translator, lab_id)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(cast(QWidget, self.bar))
        self.tabs.setVisible(len(entries) > 1)
        self._put_on_stage(entries[0])
        self.tabs.currentChanged.connect(self._on_tab)

    def _add_tabs(self) -> None:
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tip = text("Different views of the same calculation")
        keys = f"Alt+1 … Alt+{len(self._entries)}"
        self._captions.describe(self.tabs, f"{self._lab_id}.tabs", text("Views"), tip=tip, key=keys)
        for place, tab in enumerate(self._entries):
            self.tabs.addTab("")
            self._captions.bind(partial(self.tabs.setTabText, place), tab.label)
            key = QKeySequence(QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key(Qt.Key.Key_1 + place)))
            shortcut = QShortcut(key, self, context=Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(partial(self._show_place, place))

    @property
    def transport(self) -> Transport:
        """The bar, where it is the usual one."""
        return cast(Transport, self.bar)

    @property
    def tab(self) -> Tab:
        """The tab in front."""
        return self._entries[self.tabs.currentIndex()]

    @property
    def current(self) -> StageView:
        """The view on the stage."""
        return cast(StageView, self._stack.currentWidget())

    @property
    def picture(self) -> QWidget:
        """What is saved as the picture of the lab: the view, without tabs and transport."""
        return self._stack.currentWidget() or self

    @property
    def is_stepped(self) -> bool:
        """Whether the view on the stage has steps."""
        return self.tab.is_stepped

    def show_tab(self, name: str) -> None:
        """Bring a view onto the stage."""
        self.tabs.setCurrentIndex([tab.id for tab in self._entries].index(name))

    def focus(self) -> None:
        """Give the keyboard to the stage."""
        self.current.focus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus()

    def stop(self) -> None:
        """End what is under way."""
        self.bar.stop()
        for view in self._views.values():
            stop: Callable[[], None] | None = getattr(view, "stop", None)
            if stop is not None:
                stop()

    def _show_place(self, place: int) -> None:
        if self.isVisible():
            self.tabs.setCurrentIndex(place)

    def _on_tab(self, _place: int) -> None:
        self._put_on_stage(self.tab)
        self.tab_shown.emit(self.tab.id)
        self.current.focus()
        self.changed.emit()

    def _put_on_stage(self, tab: Tab) -> None:
        if tab.view_id not in self._views:
            view = self._views[tab.view_id] = self._make_view(tab)
            view.changed.connect(self.changed)  # type: ignore[attr-defined]  # a signal of each view
            self._stack.addWidget(view)
        self._stack.setCurrentWidget(self._views[tab.view_id])
        self.bar.setVisible(tab.is_stepped)

    def handle_key(self, event: QKeyEvent) -> bool:
        """Step by a key, where the view has steps; return whether it did."""
        return self.is_stepped and self.bar.handle_key(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.handle_key(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not (self.is_stepped and self.bar.handle_wheel(event)):
            super().wheelEvent(event)
