"""The window with its training lab, and what trains in it: it says what a test wants it to."""

from __future__ import annotations

from typing import TypeVar, cast

from PySide6.QtWidgets import QWidget

from cnnstudio.app.main_window import MainWindow
from cnnstudio.labs import LABS
from cnnstudio.labs.training.lab import TrainingLab
from cnnstudio.training.messages import Message
from cnnstudio.widgets.still_label import StillLabel
from tests.labs.training.fake_trainer import FakeTrainer, epoch_of, finished, started

Part = TypeVar("Part", bound=QWidget)


class WindowWithFake:
    """The window with its training lab, and the trainer behind it."""

    def __init__(self, window: MainWindow) -> None:
        window.show_lab([entry.id for entry in LABS].index("training"))
        self.window = window
        self.lab = cast(TrainingLab, window.current_lab)
        self.model = self.lab.model
        self.trainer = cast(FakeTrainer, self.lab.trainer)
        self.model.choose_experiment("blink")
        self.model.configure(learning_rate=0.15, batch_size=48)  # whatever the preset has by now

    def part(self, kind: type[Part], name: str) -> Part:
        found = self.window.findChild(kind, f"training.{name}")
        assert found is not None, name
        return found

    def say(self, *messages: Message) -> None:
        self.trainer.said += messages
        self.lab.pump.tick()

    def run_through(self) -> None:
        """Start a run and let it pass."""
        self.model.start()
        spec = self.model.params.spec
        self.say(started(), *epoch_of(spec, 1), *epoch_of(spec, 2), finished(spec))

    @property
    def words(self) -> str:
        return self.part(StillLabel, "position").text()
