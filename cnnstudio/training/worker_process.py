"""What goes on in the process that trains: it loads torch once, then does what it is told.

Torch is imported only when `serve` runs, so that the app can name this module without loading it.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from time import monotonic
from typing import NoReturn

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.data.mnist import MnistSplit, load_mnist
from cnnstudio.training.commands import Command, Device, Pause, Ready, Resume, Said, Start, Step, Stop
from cnnstudio.training.messages import (
    BatchAhead,
    BatchDetails,
    BatchDone,
    Checkpoint,
    Failed,
    Message,
    Preparing,
    Reading,
    Stopped,
)
from cnnstudio.training.watch import NOTHING

_SECONDS_A_LETTER = 1 / 30
"""Batches that are learned in this time are told together: the app looks no more often."""


def serve(connection: Connection) -> None:
    """Do what the other end of the connection says, until it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl + C is for the app, which then ends this process
    try:
        parts = load_mnist("train"), load_mnist("test")
        connection.send(Ready(_warm_up(parts)))
        _serve(connection, parts)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # the app is gone
    finally:
        connection.close()


def _serve(connection: Connection, parts: tuple[MnistSplit, MnistSplit]) -> NoReturn:
    command: Command | None = None
    while True:
        command = command or connection.recv()
        # What else comes here was meant for a run that has ended.
        command = _Run(connection, command).go_through(parts) if isinstance(command, Start) else None


class _Run:
    """A run between the trainer, which says what it does, and the app, which says when to wait."""

    def __init__(self, connection: Connection, start: Start) -> None:
        self._connection, self._start = connection, start
        self._waits, self._waits_at_epoch = start.is_paused, False
        self._later: list[Command] = []
        self._unsent: list[Message] = []
        self._sent = -1.0
        self._has_batch = False
        self._shown = self._kept = (0, 0)

    def go_through(self, parts: tuple[MnistSplit, MnistSplit]) -> Command | None:
        """Train to the end, or until told to do something else, which is returned."""
        try:
            for message in _messages(self._start, parts):
                if isinstance(message, BatchAhead):
                    listen = self._listen_for_end if isinstance(message, Reading) else self._listen
                    if other := listen(message):
                        return other
                else:
                    self._tell(message)
        except UserError as error:
            self._tell(Failed(error.message))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise
        except Exception as error:  # whatever it is, the app goes on, and so does this process
            name = f"{type(error).__name__}: {error}"[:300]
            self._tell(Failed(text("Training ended with an error: {name}. Try fewer pictures a batch.", name=name)))
        self._send()
        return None

    def _listen(self, ahead: BatchAhead) -> Command | None:
        """Hear what is to be done before a batch, and wait if need be; return what ends the run."""
        if ahead.batch == 1 and self._waits_at_epoch and ahead.epoch > 1:
            self._waits, self._waits_at_epoch = True, False
        while self._waits or self._later or self._connection.poll():
            if self._waits:
                self._show_moment(ahead)
                self._send()
            command: Command = self._later.pop(0) if self._later else self._connection.recv()
            match command:
                case Pause():
                    self._waits, self._waits_at_epoch = True, False
                case Resume():
                    self._waits, self._waits_at_epoch = False, False
                case Step(unit="batch"):
                    self._waits = True
                    return None
                case Step():
                    self._waits, self._waits_at_epoch = False, True
                    return None
                case _:
                    return self._end(ahead, command)
        return None

    def _listen_for_end(self, ahead: BatchAhead) -> Command | None:
        """Return what ends the run while pictures are read; all else is done before the batch."""
        self._send()
        while self._connection.poll():
            command: Command = self._connection.recv()
            if isinstance(command, Stop | Start):
                return self._end(ahead, command)
            self._later.append(command)
        return None

    def _end(self, ahead: BatchAhead, command: Command) -> Command:
        """Say the last word of a run that is to stop, after its weights."""
        if isinstance(command, Stop):
            self._show_moment(ahead)
            self._tell(Stopped())
        return command

    def _show_moment(self, ahead: BatchAhead) -> None:
        """Where a run waits or stops, its weights can be looked at: those after a single step, too."""
        if ahead.checkpoint is not None and self._shown != (ahead.epoch, ahead.batch):
            self._shown = ahead.epoch, ahead.batch
            checkpoint = ahead.checkpoint()
            if (checkpoint.epoch, checkpoint.batch) != self._kept:
                self._tell(checkpoint)

    def _tell(self, message: Message) -> None:
        """Send a message; batches are gathered for a moment, but not the first."""
        self._unsent.append(message)
        if isinstance(message, Checkpoint):
            self._kept = message.epoch, message.batch
        is_first = isinstance(message, BatchDone) and not self._has_batch
        self._has_batch = self._has_batch or is_first
        can_wait = isinstance(message, BatchDone | BatchDetails) and not is_first
        if not can_wait or monotonic() - self._sent > _SECONDS_A_LETTER:
            self._send()

    def _send(self) -> None:
        if self._unsent:
            self._connection.send(Said(self._start.run, tuple(self._unsent)))
            self._unsent.clear()
        self._sent = monotonic()


def _messages(start: Start, parts: tuple[MnistSplit, MnistSplit]) -> Iterator[Message]:
    from cnnstudio.training.pictures import choose_pictures
    from cnnstudio.training.settings import check_config
    from cnnstudio.training.trainer import train

    check_config(start.config)
    yield Preparing(start.config.written)
    yield from train(start.spec, start.config, choose_pictures(start.config, *parts), start.start, start.watch)


def _warm_up(parts: tuple[MnistSplit, MnistSplit]) -> tuple[Device, ...]:
    """Load torch and train for a moment, so that the first run starts at once; return what can compute here."""
    from cnnstudio.training.devices import find_devices
    from cnnstudio.training.experiments import experiment

    blink = experiment("blink")
    config = replace(blink.config, train_size=2 * blink.config.batch_size, validation_size=0)
    for _ in _messages(Start(0, blink.spec, config, None, NOTHING, is_paused=False), parts):
        pass
    return find_devices()
