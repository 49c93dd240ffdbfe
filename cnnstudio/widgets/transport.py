"""The bar below a stage: step forward and back, play, scrub; one widget for all labs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QWidget

from cnnstudio.core.steps import Steps
from cnnstudio.core.texts import Text, Translator
from cnnstudio.widgets.notches import Notches
from cnnstudio.widgets.step_player import StepPlayer
from cnnstudio.widgets.theme import Theme
from cnnstudio.widgets.transport_keys import action_for
from cnnstudio.widgets.transport_room import least_width, make_room, sizes_of
from cnnstudio.widgets.transport_row import TransportRow

_HEIGHT = 68


class Transport(QFrame):
    """Buttons, position in words, scrubber, unit and speed over the steps of a lab.

    Whoever has the keyboard hands keys and wheel over with `handle_key` and `handle_wheel`. Playing ends at the last
    step, when the learner steps by hand, and when the bar is hidden.
    """

    def __init__(
        self, steps: Steps, theme: Theme, translator: Translator, lab_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{lab_id}.transport")
        self.setProperty("role", "transport")
        self._steps, self._theme = steps, theme
        self._notches = Notches()
        self._made_room_for: tuple[int, ...] = ()
        self._row = TransportRow(lab_id, theme, translator, self)
        self.player = StepPlayer(steps, self)
        self._actions = self._make_actions()
        self._connect()
        steps.subscribe(self._on_steps)
        theme.subscribe(self._on_theme)
        translator.subscribe(self._on_language)
        self._on_theme()

    @property
    def is_playing(self) -> bool:
        """Whether it plays."""
        return self.player.is_playing

    def call_next(self, words: Text | None) -> None:
        """Let the button that goes on say what the next step does; None for the usual word."""
        self._row.call_next(words)

    def stop(self) -> None:
        """Stay at the step that is shown."""
        self.player.stop()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; return whether it asked for anything."""
        action = action_for(event)
        if action is None:
            return False
        # Held down, the arrows go on stepping; playing does not flicker.
        if not (action == "play" and event.isAutoRepeat()):
            self._actions[action]()
        event.accept()
        return True

    def handle_wheel(self, event: QWheelEvent) -> bool:
        """Step by the notches of the wheel, forward when it is turned towards the user; not with Ctrl held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        notches = self._notches.add(event)
        if notches:
            self._step(-notches)
        event.accept()
        return True

    def minimumSizeHint(self) -> QSize:
        return QSize(least_width(self._row, self._theme), self._theme.chrome(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()

    def event(self, event: QEvent) -> bool:
        # A part has another size: other words, or the style sheet, which comes after the theme.
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._make_room()

    def hideEvent(self, event: QHideEvent) -> None:
        self.player.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.handle_key(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.handle_wheel(event):
            super().wheelEvent(event)

    # -- what is asked for

    def _make_actions(self) -> dict[str, Callable[[], None]]:
        return {
            "first": lambda: self._go_to(0),
            "back": lambda: self._step(-1),
            "next": lambda: self._step(1),
            "last": lambda: self._go_to(self._steps.count - 1),
            "back_row": lambda: self._step(-self._steps.row_length),
            "next_row": lambda: self._step(self._steps.row_length),
            "play": self._play_or_pause,
            "faster": lambda: self._change_speed(1),
            "slower": lambda: self._change_speed(-1),
        }

    def _connect(self) -> None:
        for name, button in self._row.buttons.items():
            button.clicked.connect(self._actions[name])
        self._row.scrubber.valueChanged.connect(self._go_to)
        self._row.unit.activated.connect(self._on_unit)
        self._row.speed.currentIndexChanged.connect(self._on_speed)
        self.player.changed.connect(self._on_player)

    def _go_to(self, position: int) -> None:
        """Show a step that the learner chose."""
        self.player.stop()
        if self._steps.count:
            self._steps.go_to(min(max(position, 0), self._steps.count - 1))

    def _step(self, number: int) -> None:
        self._go_to(self._steps.position + number)

    def _play_or_pause(self) -> None:
        if self.player.is_playing:
            self.player.stop()
        elif self._steps.count > 1:
            self.player.start()

    def _change_speed(self, places: int) -> None:
        speed = self._row.speed
        speed.setCurrentIndex(min(max(speed.currentIndex() + places, 0), speed.count() - 1))

    def _on_unit(self, place: int) -> None:
        self.player.stop()
        self._steps.use_unit(self._row.unit.itemData(place))

    def _on_speed(self, place: int) -> None:
        self.player.set_speed(self._row.speed.itemData(place))
        self._row.describe(self._steps)

    # -- following

    def _on_steps(self) -> None:
        if self.player.is_playing and self._steps.count < 2:
            self.player.stop()
        with QSignalBlocker(self._row.scrubber):
            is_reshaped = self._row.show_steps(self._steps)
        if is_reshaped:
            self._made_room_for = ()
            self._make_room()

    def _make_room(self) -> None:
        """Choose what is shown, unless that was done for parts and a bar of these sizes."""
        sizes = (self.width(), *sizes_of(self._row))
        if sizes != self._made_room_for:
            self._row.reserve_position()
            make_room(self._row, self.width())
            self._made_room_for = (self.width(), *sizes_of(self._row))

    def _on_player(self) -> None:
        self._row.show_playing(self.player.is_playing)
        self._row.describe(self._steps)

    def _on_theme(self) -> None:
        self.setFixedHeight(self._theme.chrome(_HEIGHT))
        self._row.restyle()
        self._on_language()

    def _on_language(self) -> None:
        self._row.retranslate(self._steps)
        self._on_steps()
