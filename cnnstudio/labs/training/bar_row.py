"""The parts of the bar below the stage: start, step, stop, the slider over the moments, and how far it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training import bar_words as words
from cnnstudio.labs.training.bar_layout import BarPlaces, BarSizes
from cnnstudio.labs.training.bar_words import GO_ON, PAUSE, START, STEP, main_action
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.moment_slider import MomentSlider
from cnnstudio.labs.training.step_unit import StepUnit
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import set_icon
from cnnstudio.widgets.still_label import StillLabel
from cnnstudio.widgets.theme import BODY, CAPTION, Theme, interface_font
from cnnstudio.widgets.transport_parts import Scrubber, StepButton

_MAIN_ICONS = {START: "play", PAUSE: "pause", GO_ON: "play"}
_BESIDE, _ALONE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly


class BarRow:
    """Start or pause, step and what a step is, stop, the slider, and how far it is in words."""

    def __init__(
        self,
        model: TrainingModel,
        theme: Theme,
        translator: Translator,
        bar: QWidget,
        use_unit: Callable[[str], object],
    ) -> None:
        self._model, self._theme, self._translator, self._bar = model, theme, translator, bar
        self._captions = Captions(translator)
        self._shown: tuple[object, ...] = ()
        self._is_short = False
        self.buttons = {"start": StepButton("primary", bar), "step": StepButton("button", bar)}
        self._unit = StepUnit(self._captions, bar, use_unit)
        self.buttons["stop"] = StepButton("button", bar)
        self._label, self.position = QLabel(bar), StillLabel(bar)
        self.scrubber: Scrubber = MomentSlider(theme, bar)
        self.parts: dict[str, QWidget] = {
            **self.buttons,
            "unit": self._unit.choice,
            "unit_menu": self._unit.button,
            "rewind_label": self._label,
            "scrubber": self.scrubber,
            "position": self.position,
        }
        self._describe()

    def _describe(self) -> None:
        captions = self._captions
        captions.describe(
            self.buttons["start"], "training.start", START, tip=text("Start training, pause it, go on"), key="Space"
        )
        tip = text("Learn one batch (B) or one epoch (E), and pause")
        captions.describe(self.buttons["step"], "training.step", text("Step"), tip=tip)
        tip = text("End this run; it is kept as far as it came")
        captions.describe(self.buttons["stop"], "training.stop", text("Stop"), tip=tip, key="S")
        captions.bind(self.buttons["stop"].setText, text("Stop"))
        captions.bind(self._label.setText, text("Rewind"))
        self._label.setObjectName("training.rewind_label")
        tip = text("Look back at an earlier moment of the run; training goes on meanwhile")
        captions.describe(self.scrubber, "training.rewind", text("Rewind"), tip=tip, key="← →")
        self.position.setObjectName("training.position")

    # -- what they say

    def show(self, moments: int, place: int) -> None:
        """Show how things stand; what stays the same is left alone, for this comes many times a second."""
        self._show_position()
        if self.scrubber.maximum() != max(0, moments - 1):
            self.scrubber.setRange(0, max(0, moments - 1))
        self.scrubber.setValue(place)
        self._show_states(moments)

    def _show_position(self) -> None:
        said = self._translator(words.position_words(self._model))
        if said != self.position.accessibleName():
            self.position.setAccessibleName(said)
            self.position.setToolTip(said)
        self.position.setText(words.short_position(self._model) if self._is_short else said)

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
        self._unit.show(unit)
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
        self._unit.retranslate(self._translator)
        self.buttons["start"].set_words(tuple(map(self._translator, (START, PAUSE, GO_ON))))
        self.buttons["step"].set_words(tuple(map(self._translator, STEP.values())))

    def restyle(self) -> None:
        """Take over the theme's colours and sizes."""
        set_icon(self.buttons["step"], "step-forward", self._theme)
        set_icon(self.buttons["stop"], "stop", self._theme)
        self._unit.restyle(self._theme)
        self._show_action()

    # -- layout

    @property
    def form(self) -> tuple[object, ...]:
        """From what the sizes follow; it is asked for often."""
        button, choice, run = self.buttons["step"], self._unit.choice, self._model.run
        style = button.toolButtonStyle()
        digits = len(str(run.total_batches)) if run else 0
        return style, button.sizeHint().width(), choice.sizeHint().width(), digits, self._translator.language

    def sizes(self) -> BarSizes:
        """Return what all parts need."""
        theme, body = self._theme, self._theme.scaled(BODY)
        worded, wordless = (self._widths(style) for style in (_BESIDE, _ALONE))
        choices = {"unit": self._unit.choice.sizeHint().width(), "unit_menu": worded.pop("unit_menu")}
        said = self._translator
        longest = max(_width(said(long), body) for long in words.longest_positions(self._model))
        short = _width(words.longest_short_position(self._model), body)
        label = _width(said(text("Rewind")), body)
        slider = self.scrubber.minimumSizeHint()
        heights = self.buttons["step"].sizeHint().height(), self._unit.choice.sizeHint().height()
        caption = theme.scaled(CAPTION)
        least = slider.width(), slider.height()
        return BarSizes(
            worded, wordless, choices, label, longest, short, least, heights, body, caption, theme.chrome(20)
        )

    @property
    def _styled(self) -> dict[str, StepButton]:
        """The buttons that have words where there is room for them."""
        return {**self.buttons, "unit_menu": self._unit.button}

    def _widths(self, style: Qt.ToolButtonStyle) -> dict[str, int]:
        widths = {}
        for name, button in self._styled.items():
            before = button.toolButtonStyle()
            button.setToolButtonStyle(style)
            widths[name] = button.sizeHint().width()
            button.setToolButtonStyle(before)
        return widths

    def put(self, places: BarPlaces) -> None:
        """Put each part into its place."""
        for name, button in self._styled.items():
            button.setToolButtonStyle(_ALONE if name in places.wordless else _BESIDE)
        for label in (self._label, self.position):
            label.setStyleSheet(f"font-size: {places.pixels}px")
        self.position.align(Qt.AlignmentFlag.AlignRight if places.is_folded else Qt.AlignmentFlag.AlignLeft)
        if places.is_short != self._is_short:
            self._is_short = places.is_short
            self._show_position()
        for name, part in self.parts.items():
            place = places.parts[name]
            part.setVisible(not place.isEmpty())
            if not place.isEmpty():
                part.setGeometry(place)


def _width(said: str, pixels: int) -> int:
    """Return the width of words with bold ones among them."""
    label = QLabel(said)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setFont(interface_font(pixels))
    return label.sizeHint().width() + 1
