"""The bar below the stage: start, pause, step, stop, and the way back to any moment of a run."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QWidget

from cnnstudio.core.texts import Translator
from cnnstudio.labs.training.bar_layout import least_width, place_bar
from cnnstudio.labs.training.bar_row import BarRow
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.moments import MomentSteps
from cnnstudio.widgets.notches import Notches
from cnnstudio.widgets.theme import Theme
from cnnstudio.widgets.transport_keys import action_for

_HEIGHT = 68


class TrainingBar(QFrame):
    """Leads the run under way; whoever has the keyboard hands keys and wheel over."""

    def __init__(
        self,
        model: TrainingModel,
        moments: MomentSteps,
        theme: Theme,
        translator: Translator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("training.transport")
        self.setProperty("role", "transport")
        self._model, self._moments, self._theme = model, moments, theme
        self._notches = Notches()
        self._made_room_for: tuple[object, ...] = ()
        self._least_width = 0
        self._row = BarRow(model, theme, translator, self, lambda unit: model.update(step_unit=unit))
        self._connect()
        model.subscribe(self._on_model)
        theme.subscribe(self._on_theme)
        translator.subscribe(self._on_language)
        self._on_theme()

    def _connect(self) -> None:
        row = self._row
        row.buttons["start"].clicked.connect(self.start_or_pause)
        row.buttons["step"].clicked.connect(lambda: self.step(self._model.params.step_unit))
        row.buttons["stop"].clicked.connect(self._model.stop)
        row.scrubber.valueChanged.connect(self._moments.go_to)

    # -- what is asked for

    def start_or_pause(self) -> None:
        """Start a run, pause the one under way, or let it go on."""
        run = self._model.active_run
        if run is None:
            self._model.start()
        elif run.state == "paused":
            self._model.resume()
        else:
            self._model.pause()

    def step(self, unit: str) -> None:
        """Learn one batch or epoch."""
        (self._model.step_epoch if unit == "epoch" else self._model.step_batch)()

    def stop(self) -> None:
        """Nothing goes on here by itself: what trains is ended by the lab."""

    def handle_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; return whether it asked for anything."""
        action, here = action_for(event), self._moments.position
        places = {"back": here - 1, "next": here + 1, "first": 0, "last": self._moments.count - 1}
        row = self._moments.row_length
        places |= {"back_row": here - row, "next_row": here + row}
        if action == "play" and not event.isAutoRepeat():
            self.start_or_pause()
        elif action in places:
            self._moments.go_to(places[action])
        elif action != "play":
            return False
        event.accept()
        return True

    def handle_wheel(self, event: QWheelEvent) -> bool:
        """Look at other moments; return whether it did."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        notches = self._notches.add(event)
        if notches:
            self._moments.go_to(self._moments.position - notches)
        event.accept()
        return True

    # -- following

    def _on_model(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        with QSignalBlocker(self._row.scrubber):
            self._row.show(self._moments.count, self._moments.position)
        self._make_room()

    def _on_theme(self) -> None:
        self.setFixedHeight(self._theme.chrome(_HEIGHT))
        self._row.restyle()
        self._on_language()

    def _on_language(self) -> None:
        self._row.retranslate()
        self._made_room_for = ()
        self._show()

    def _make_room(self) -> None:
        """Lay everything out, unless that was done for parts and a bar of these sizes."""
        if (self.size(), self._row.form) != self._made_room_for:
            sizes = self._row.sizes()
            self._least_width = least_width(sizes)
            self._row.put(place_bar(self.width(), self.height(), sizes))
            self._made_room_for = (self.size(), self._row.form)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least_width, self._theme.chrome(_HEIGHT))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a part has another size: other words, or the style sheet
            self._make_room()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._made_room_for = ()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.handle_key(event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.handle_wheel(event):
            super().wheelEvent(event)
