"""What `cnnstudio train` says on its way: JSON for programs, or sentences and a progress line for people."""

from __future__ import annotations

import json
import sys
from typing import Any, Protocol

from cnnstudio.cli.progress import ProgressLine
from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.training.messages import (
    BatchDone,
    EpochDone,
    Failed,
    Finished,
    Message,
    Preparing,
    Started,
    message_json,
)


class Report(Protocol):
    """Where a run's messages go."""

    def message(self, message: Message) -> None:
        """Tell of a message, other than the last."""

    def finished(self, result: dict[str, Any]) -> None:
        """Tell how it ended."""


class JsonReport:
    """One JSON object a line on standard output."""

    def message(self, message: Message) -> None:
        """Print a message."""
        print(json.dumps(message_json(message)), flush=True)

    def finished(self, result: dict[str, Any]) -> None:
        """Print the last line."""
        print(json.dumps({"event": Finished.event, **result}), flush=True)


class TextReport:
    """Sentences and a progress line on standard error."""

    def __init__(self, say: Translator) -> None:
        self._line = ProgressLine(sys.stderr, say)

    def message(self, message: Message) -> None:
        """Say what a message means, where it means something to people."""
        match message:
            case Preparing(written=written) if written:
                self._line.say(text("Writing {count} digits …", count=grouped(written)))
            case Started():
                self._line.say(_start_sentence(message))
                self._line.start(message)
            case BatchDone():
                self._line.show(message)
            case EpochDone():
                self._line.say(_epoch_sentence(message))
            case Failed():
                self._line.say(message.reason)
            case _:
                pass

    def finished(self, result: dict[str, Any]) -> None:
        """Say how good the network is."""
        percent = f"{100 * result['test_accuracy']:.2f}"
        values = {"name": result["out"], "percent": percent, "seconds": f"{result['train_seconds']:.1f}"}
        self._line.say(
            text("Saved {name}. It reads {percent} % of the test digits, after {seconds} s of training.", **values)
        )


def _start_sentence(message: Started) -> Text:
    values: dict[str, object] = {"images": grouped(message.images), "device": message.device}
    if message.epochs == 1:
        return text("Training with {images} pictures, 1 epoch, on {device}.", **values)
    return text("Training with {images} pictures, {epochs} epochs, on {device}.", epochs=message.epochs, **values)


def _epoch_sentence(message: EpochDone) -> Text:
    values = {"epoch": message.epoch, "loss": f"{message.loss:.3f}"}
    if message.validation_accuracy is None:
        return text("Epoch {epoch}: loss {loss}.", **values)
    percent = f"{100 * message.validation_accuracy:.2f}"
    return text("Epoch {epoch}: loss {loss}, reads {percent} % of the digits kept back.", percent=percent, **values)
