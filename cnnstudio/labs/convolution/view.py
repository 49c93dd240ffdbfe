"""The stage of the lab: a row of tabs, one view of the convolution at a time, and the transport below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import cast

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.convolution.kernels import with_filters
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.sentences import TOO_MANY_TO_STEP_BACK
from cnnstudio.labs.convolution.step_view import StepView
from cnnstudio.labs.convolution.stepping import ConvolutionSteps
from cnnstudio.labs.convolution.tabs import TABS, ConvolutionStage, Tab
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.theme import Theme
from cnnstudio.widgets.transport import Transport

_BANK = 4
"""Filters of the first pipeline: vertical, horizontal and the two diagonals."""


class ConvolutionView(QWidget):
    """Tabs, view and transport.

    Signals
    -------
    said
        A `Text` for the line above the stage, in place of the usual one.
    failed
        A `UserError` to show.
    changed
        What the view says is no longer what it said.
    """

    said = Signal(object)
    failed = Signal(object)
    changed = Signal()

    def __init__(
        self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self._model, self._theme, self._translator = model, theme, translator
        self._captions = Captions(translator)
        self.steps = ConvolutionSteps(model)
        self.step_view = StepView(model, theme, translator)
        self.transport = Transport(self.steps, theme, translator, "convolution")
        self._bank_offered = False
        self._views: dict[str, QWidget] = {"StepView": self.step_view}
        self._stack = QStackedWidget()
        self._stack.addWidget(self.step_view)
        self.tabs = QTabBar()
        self._add_tabs()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(self.transport)
        self.step_view.changed.connect(self.changed)
        self.step_view.refused.connect(self.said)
        self.tabs.currentChanged.connect(self._on_tab)
        model.subscribe(self._on_changed)

    def _add_tabs(self) -> None:
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tip = text("Different views of the same convolution")
        self._captions.describe(self.tabs, "convolution.tabs", text("Views"), tip=tip, key=f"Alt+1 … Alt+{len(TABS)}")
        for place, tab in enumerate(TABS):
            self.tabs.addTab("")
            self._captions.bind(partial(self.tabs.setTabText, place), tab.label)
            keys = QKeySequence(QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key(Qt.Key.Key_1 + place)))
            shortcut = QShortcut(keys, self, context=Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda place=place: self._show_tab(place))

    @property
    def current(self) -> ConvolutionStage:
        """The view on the stage."""
        return cast(ConvolutionStage, self._stack.currentWidget())

    @property
    def picture(self) -> QWidget:
        """What is saved as the picture of the lab."""
        return self._stack.currentWidget() or self

    @property
    def is_stepped(self) -> bool:
        """Whether the window moves in the view on the stage."""
        return TABS[self.tabs.currentIndex()].is_stepped

    def show_tab(self, name: str) -> None:
        """Bring a view onto the stage."""
        self._show_tab([tab.id for tab in TABS].index(name))

    def focus(self) -> None:
        """Give the keyboard to the stage."""
        self.current.focus()

    def stop(self) -> None:
        """End what is under way."""
        self.transport.stop()
        for view in self._views.values():
            stop: Callable[[], None] | None = getattr(view, "stop", None)
            if stop is not None:
                stop()

    def _show_tab(self, place: int) -> None:
        if self.isVisible():
            self.tabs.setCurrentIndex(place)

    def _on_tab(self, place: int) -> None:
        tab = TABS[place]
        if tab.id == "pipeline":
            self._offer_bank()
        self._stack.setCurrentWidget(self._view(tab))
        self.transport.setVisible(tab.is_stepped)
        if tab.class_name == "StepView":
            self._turn(tab.id == "backward")
        self.current.focus()
        self.changed.emit()

    def _offer_bank(self) -> None:
        """Let the first pipeline show what several filters find; how many there are stays the learner's choice."""
        params = self._model.params
        if not self._bank_offered and len(params.weight) == 1 and params.source == "specimen":
            self._model.put(with_filters(params, _BANK))
        self._bank_offered = True

    def _turn(self, backward: bool) -> None:
        """Step gradients or sums from now on."""
        if backward == self._model.params.backward:
            return
        self._model.update(backward=backward, terms=None)
        if backward and not self._model.params.backward:
            self.said.emit(TOO_MANY_TO_STEP_BACK)
            self.tabs.setCurrentIndex(0)

    def _view(self, tab: Tab) -> QWidget:
        if tab.class_name not in self._views:
            module = import_module(f"cnnstudio.labs.convolution.{tab.module}")
            view = getattr(module, tab.class_name)(self._model, self._theme, self._translator, self)
            view.changed.connect(self.changed)
            self._views[tab.class_name] = view
            self._stack.addWidget(view)
        return self._views[tab.class_name]

    def _on_changed(self) -> None:
        here = TABS[self.tabs.currentIndex()]
        if here.class_name == "StepView" and (here.id == "backward") != self._model.params.backward:
            self.tabs.setCurrentIndex(int(self._model.params.backward))

    def handle_key(self, event: QKeyEvent) -> bool:
        """Step by a key, where the view has steps; return whether it did."""
        return self.is_stepped and self.transport.handle_key(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.handle_key(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not (self.is_stepped and self.transport.handle_wheel(event)):
            super().wheelEvent(event)
