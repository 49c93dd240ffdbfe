"""The parts of a transport in a row: what they say, and how they look."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cnnstudio.core.numbers import grouped
from cnnstudio.core.steps import Steps
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.widgets.icons import set_icon
from cnnstudio.widgets.step_player import STEPS_PER_SECOND
from cnnstudio.widgets.still_label import StillLabel
from cnnstudio.widgets.theme import Theme
from cnnstudio.widgets.transport_parts import Scrubber, StepButton, StepChoice

_LABELS = {
    "first": text("First"),
    "back": text("Back"),
    "next": text("Next"),
    "play": text("Play"),
    "last": text("Last"),
}
_PAUSE = text("Pause")

_NAMES = {
    "first": (text("First step"), "Home"),
    "back": (text("Step back"), "←"),
    "next": (text("Next step"), "→"),
    "last": (text("Last step"), "End"),
    "scrubber": (text("Position"), "← →"),
}

_ICONS = {"first": "first", "back": "step-back", "next": "step-forward", "last": "last"}

_SPEEDS = {0.5: "½ ×", 1.0: "1 ×", 2.0: "2 ×", 4.0: "4 ×", 8.0: "8 ×", 16.0: "16 ×"}

GAP = 8

_QT_MOST = 16777215
"""What Qt means by no maximum."""


class TransportRow:
    """First, Back, Next, Play, Last, the position in words, the scrubber, unit and speed, laid out in a bar.

    Attributes
    ----------
    parts, buttons
        By name, in their order from left to right.
    unit
        The list that stands for itself only where there is a choice.
    give_way
        What is hidden where the bar is short, in this order; the keys do it all the same.
    lose_words
        Which buttons then keep only their icons, in this order.

    """

    give_way: ClassVar[tuple[frozenset[str], ...]] = (
        frozenset({"first", "last"}),
        frozenset({"speed"}),
        frozenset({"unit"}),
        frozenset({"position"}),
    )
    lose_words: ClassVar[tuple[str, ...]] = ("play", "back", "next")

    def __init__(self, lab_id: str, theme: Theme, translator: Translator, bar: QWidget) -> None:
        self._theme, self._translator = theme, translator
        self._is_playing = False
        self._form = (0, 0, "")
        self._next = _LABELS["next"]
        self.buttons = {name: StepButton("primary" if name == "next" else "button", bar) for name in _LABELS}
        self.position, self.scrubber = StillLabel(bar), Scrubber(theme, bar)
        self.unit, self.speed = StepChoice(bar), StepChoice(bar)
        others = {"position": self.position, "scrubber": self.scrubber, "unit": self.unit, "speed": self.speed}
        self.parts: dict[str, QWidget] = {**self.buttons, **others}
        self.layout = QHBoxLayout(bar)
        self.layout.setSpacing(GAP)
        for name, part in self.parts.items():
            part.setObjectName(f"{lab_id}.{name}")
            self.layout.addWidget(part, 1 if part is self.scrubber else 0)
        for speed, words in _SPEEDS.items():
            self.speed.addItem(words, speed)
        self.speed.setCurrentIndex(self.speed.findData(1.0))
        self.position.setContentsMargins(GAP, 0, GAP, 0)

    # -- what they say

    def show_steps(self, steps: Steps) -> bool:
        """Show where the steps stand; return whether a part may have become wider or narrower."""
        count, position = steps.count, steps.position
        if self.scrubber.maximum() != max(0, count - 1):
            self.scrubber.setRange(0, max(0, count - 1))
        self.scrubber.setPageStep(max(1, steps.row_length))
        self.scrubber.setValue(position)
        self.position.setText(self._translator(steps.words()) if count else "")
        if self.unit.currentData() != steps.unit:
            self.unit.setCurrentIndex(self.unit.findData(steps.unit))
        self._enable(is_first=position <= 0, is_last=position >= count - 1, is_playable=count > 1)
        self.describe(steps)
        form = (len(grouped(position + 1)), len(grouped(count)), steps.unit)
        is_new = form != self._form
        self._form = form
        return is_new

    def describe(self, steps: Steps) -> None:
        """Write names for screen readers and tooltips: name, key, and the value of the moment."""
        now = {"here": grouped(steps.position + 1), "count": grouped(steps.count)}
        names = {**_NAMES, "play": (_PAUSE if self._is_playing else _LABELS["play"], "Space")}
        for name, (label, key) in names.items():
            part = self.parts[name]
            part.setAccessibleName(self._translator(label))
            part.setToolTip(
                self._translator(text("{name} ({key}). Now {here} of {count}.", name=label, key=key, **now))
            )
        tip = text(
            "Speed (+ −). Steps a second: {rate:g}; at 1 ×: {normal:g}.",
            rate=STEPS_PER_SECOND * self.speed.currentData(),
            normal=STEPS_PER_SECOND,
        )
        self.speed.setToolTip(self._translator(tip))

    def show_playing(self, is_playing: bool) -> None:
        """Make the button for playing one for pausing, or back."""
        self._is_playing = is_playing
        set_icon(self.buttons["play"], "pause" if is_playing else "play", self._theme)
        self.buttons["play"].setText(self._translator(_PAUSE if is_playing else _LABELS["play"]))

    def call_next(self, words: Text | None) -> None:
        """Write something else on the button that goes on."""
        self._next = words or _LABELS["next"]
        self.buttons["next"].setText(self._translator(self._next))

    def retranslate(self, steps: Steps) -> None:
        """Write what does not change from step to step."""
        for name, label in _LABELS.items():
            self.buttons[name].setText(self._translator(self._next if name == "next" else label))
        self.buttons["play"].set_words((self._translator(_LABELS["play"]), self._translator(_PAUSE)))
        self.show_playing(self._is_playing)
        self.unit.clear()
        for unit, words in steps.units.items():
            self.unit.addItem(self._translator(words), unit)
        for part, meaning in ((self.speed, text("Speed")), (self.unit, text("What one step is"))):
            part.setAccessibleName(self._translator(meaning))
        self.unit.setToolTip(self._translator(text("What one step is")))
        self._form = (0, 0, "")

    def restyle(self) -> None:
        """Take over the theme's colours and sizes."""
        margin = self._theme.chrome(20)
        self.layout.setContentsMargins(margin, 0, margin, 0)
        for name, icon in _ICONS.items():
            # The one filled button has an icon in the colour of what is written on it.
            color = self._theme.palette.on_accent if name == "next" else None
            set_icon(self.buttons[name], icon, self._theme, color=color)
        self.show_playing(self._is_playing)

    def _enable(self, *, is_first: bool, is_last: bool, is_playable: bool) -> None:
        states = {"first": not is_first, "back": not is_first, "next": not is_last, "last": not is_last}
        for name, enabled in {**states, "play": is_playable, "scrubber": is_playable}.items():
            part = self.parts[name]
            if not enabled and part.hasFocus():
                # Qt would hand the keyboard to the next button, which Space would then press.
                self.scrubber.setFocus()
            part.setEnabled(enabled)

    def reserve_position(self) -> None:
        """Keep room for the figures that later positions have more, so that the bar is not laid out at each step."""
        position, (here, most, _) = self.position, self._form
        position.setMinimumSize(0, 0)
        position.setMaximumSize(_QT_MOST, _QT_MOST)
        figure = position.fontMetrics().horizontalAdvance("0") + 1
        position.setFixedSize(position.sizeHint() + QSize((most - here) * figure, 0))
