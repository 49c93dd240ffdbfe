"""The parts of the bar below the stage: start, step, stop, the slider over the moments, and how far it is."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStyle, QWidget

from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training.bar_words import GO_ON, PAUSE, START, STEP, main_action, position_words
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import set_icon
from cnnstudio.widgets.still_label import StillLabel
from cnnstudio.widgets.theme import Theme
from cnnstudio.widgets.transport_parts import Scrubber, StepButton, StepChoice
from cnnstudio.widgets.transport_row import GAP

_LONGEST = 9_999_999
_MAIN_ICONS = {START: "play", PAUSE: "pause", GO_ON: "play"}
_FEW_TICKS = 60
_LEAST = 140
"""Width of a slider whose ticks can be told apart, pixels at 100 %."""


class MomentSlider(Scrubber):
    """A slider with a tick for each moment."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("training.rewind")

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(2 * _LEAST), self.knob + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.chrome(_LEAST), self.knob + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.palette.outline)
        middle, reach, room = self.height() // 2, self.knob // 3, self.width() - self.knob
        if 0 < self.maximum() < _FEW_TICKS and self.isEnabled():
            for moment in range(self.maximum() + 1):
                x = self.knob // 2 + QStyle.sliderPositionFromValue(0, self.maximum(), moment, room)
                painter.drawLine(x, middle - reach, x, middle + reach)
        painter.end()
        super().paintEvent(event)


class BarRow:
    """Start or pause, step and what a step is, stop, the slider, and how far it is in words."""

    give_way: ClassVar[tuple[frozenset[str], ...]] = (
        frozenset({"rewind_label"}),
        frozenset({"unit"}),
        frozenset({"position"}),
    )
    lose_words: ClassVar[tuple[str, ...]] = ("stop", "step", "start")

    def __init__(self, model: TrainingModel, theme: Theme, translator: Translator, bar: QWidget) -> None:
        self._model, self._theme, self._translator, self._bar = model, theme, translator, bar
        self._captions = Captions(translator)
        self._shown: tuple[object, ...] = ()
        self.buttons = {
            "start": StepButton("primary", bar),
            "step": StepButton("button", bar),
            "stop": StepButton("button", bar),
        }
        self.unit, self.position = StepChoice(bar), StillLabel(bar)
        self.scrubber: Scrubber = MomentSlider(theme, bar)
        self._label = QLabel(bar)
        self.parts: dict[str, QWidget] = {
            "start": self.buttons["start"],
            "step": self.buttons["step"],
            "unit": self.unit,
            "stop": self.buttons["stop"],
            "rewind_label": self._label,
            "scrubber": self.scrubber,
            "position": self.position,
        }
        self.layout = QHBoxLayout(bar)
        self.layout.setSpacing(GAP)
        for part in self.parts.values():
            self.layout.addWidget(part, 1 if part is self.scrubber else 0)
        self._describe()

    def _describe(self) -> None:
        captions = self._captions
        captions.describe(
            self.buttons["start"], "training.start", START, tip=text("Start training, pause it, go on"), key="Space"
        )
        tip = text("Learn one batch, or one epoch, and pause")
        captions.describe(self.buttons["step"], "training.step", text("Step"), tip=tip, key="B: batch, E: epoch")
        tip = text("End this run; it is kept as far as it came")
        captions.describe(self.buttons["stop"], "training.stop", text("Stop"), tip=tip, key="S")
        captions.bind(self.buttons["stop"].setText, text("Stop"))
        captions.describe(self.unit, "training.unit", text("What one step is"))
        captions.bind(self._label.setText, text("Rewind"))
        tip = text("Look back at an earlier moment of the run; training goes on meanwhile")
        captions.describe(self.scrubber, "training.rewind", text("Rewind"), tip=tip, key="← →")
        self.position.setObjectName("training.position")
        self.position.setContentsMargins(GAP, 0, GAP, 0)

    # -- what they say

    def show(self, moments: int, place: int) -> None:
        """Show how things stand; what stays the same is left alone, for this comes many times a second."""
        words = self._translator(position_words(self._model))
        if words != self.position.text():
            self.position.setText(words)
        if self.scrubber.maximum() != max(0, moments - 1):
            self.scrubber.setRange(0, max(0, moments - 1))
        self.scrubber.setValue(place)
        self._show_states(moments)

    def _show_states(self, moments: int) -> None:
        model, action, unit = self._model, main_action(self._model), self._model.params.step_unit
        is_active = model.active_run is not None
        can_go = is_active or model.can_start
        shown = action, unit, is_active, can_go, moments > 1
        if shown == self._shown:
            return
        self._shown = shown
        self._show_action()
        self.buttons["step"].setText(self._translator(STEP[unit]))
        if self.unit.currentData() != unit:
            self.unit.setCurrentIndex(self.unit.findData(unit))
        states = {"start": can_go, "step": can_go, "stop": is_active, "scrubber": moments > 1}
        for name, enabled in states.items():
            if not enabled and self.parts[name].hasFocus():
                self._bar.setFocus()  # else Qt would hand the keyboard to the next button
            self.parts[name].setEnabled(enabled)

    def _show_action(self) -> None:
        action, button = main_action(self._model), self.buttons["start"]
        button.setText(self._translator(action))
        button.setAccessibleName(self._translator(action))
        set_icon(button, _MAIN_ICONS[action], self._theme, color=self._theme.palette.on_accent)

    def retranslate(self) -> None:
        """Write what does not change with the run."""
        self._shown = ()
        self.unit.clear()
        for unit, words in {"batch": text("by batch"), "epoch": text("by epoch")}.items():
            self.unit.addItem(self._translator(words), unit)
        actions = tuple(map(self._translator, (START, PAUSE, GO_ON)))
        self.buttons["start"].set_words(actions)
        self.buttons["step"].set_words(tuple(map(self._translator, STEP.values())))
        self.reserve_position()

    def reserve_position(self) -> None:
        """Keep room for the usual words, so that the bar is not laid out at each batch."""
        values = {"here": grouped(88_888), "count": grouped(88_888), "time": text("{seconds} s", seconds=88)}
        longest = self._translator(text("Batch <b>{here}</b> of {count}, {time} left", **values))
        before = self.position.text()
        self.position.setMinimumSize(0, 0)
        self.position.setMaximumSize(_LONGEST, _LONGEST)
        self.position.setText(longest)
        self.position.setFixedSize(self.position.sizeHint())
        self.position.setText(before)

    def restyle(self) -> None:
        """Take over the theme's colours and sizes."""
        margin = self._theme.chrome(20)
        self.layout.setContentsMargins(margin, 0, margin, 0)
        set_icon(self.buttons["step"], "step-forward", self._theme)
        set_icon(self.buttons["stop"], "stop", self._theme)
        self._show_action()
