"""The process that trains, as the app sees it: told what to do, and asked now and then what there is to tell.

Torch is loaded there and never here. The process starts when the worker is made, which takes two seconds that nobody
waits for, and lives as long as the app: a run that is started when it is ready shows its first batch at once.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.process import BaseProcess
from time import monotonic

from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.training.commands import Command, Device, Pause, Ready, Resume, Said, Start, Step, Stop
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.messages import Last, Message, Started, Stopped
from cnnstudio.training.post import Post
from cnnstudio.training.watch import NOTHING, Watch
from cnnstudio.training.worker_process import serve

_SILENCE = 20.0
"""Seconds without a word, in the middle of a run, after which the process is taken to hang."""


class Worker:
    """Trains one network at a time, in a process of its own; no call waits for it."""

    def __init__(self) -> None:
        self._run = 0
        self._is_writing = self._is_running = False
        self._is_over = True
        self._stopping: list[int] = []
        self._stopped_at = 0.0
        self._said: list[tuple[int, Message]] = []
        self.devices: tuple[Device, ...] = ()
        """What can compute here; none until the process is ready."""
        self._process, self._post = _open()

    @property
    def is_ready(self) -> bool:
        """Whether a run would start at once."""
        self._take_in()
        return bool(self.devices) and self.is_alive

    @property
    def is_alive(self) -> bool:
        """Whether the process is there."""
        return self._post.is_open

    @property
    def process_id(self) -> int | None:
        """The number that the system knows the process by."""
        return self._process.pid

    def start(
        self,
        spec: NetworkSpec,
        config: TrainingConfig,
        start: Network | None = None,
        watch: Watch = NOTHING,
        *,
        is_paused: bool = False,
    ) -> None:
        """Begin a run, in place of the one under way; a paused one waits before its first batch.

        A process that has died, hangs, or still writes the digits of the run before is replaced.
        """
        self._take_in()
        if not self._is_over:
            self._said = [(run, message) for run, message in self._said if run != self._run]
        if not self.is_alive or self._is_writing or self._is_silent:
            self._replace()
        self._run += 1
        self._is_over = False
        self._is_writing, self._is_running = config.written > 0, not is_paused
        self._post.send(Start(self._run, spec, config, start, watch, is_paused))

    def pause(self) -> None:
        """Stop after the batch under way, until told to go on."""
        self._tell(Pause(), is_running=False)

    def resume(self) -> None:
        """Go on."""
        self._tell(Resume(), is_running=True)

    def step(self, unit: str) -> None:
        """Go on for one "batch", or to the end of the "epoch", and pause."""
        self._tell(Step(unit), is_running=unit == "epoch")

    def stop(self) -> None:
        """End the run after the batch under way; what it says up to its last word, `Stopped`, is still heard."""
        self._take_in()
        if self._is_over:
            return
        self._is_over, self._stopped_at = True, monotonic()
        self._stopping.append(self._run)
        if self._is_writing:
            self._replace()
        self._tell(Stop(), is_running=False)

    def poll(self) -> tuple[Message, ...]:
        """Return what has been said since the last time, at once: by runs that were stopped, then by that under way.

        Each ends with Finished, Failed or Stopped, whatever becomes of the process after it was stopped.
        """
        self._take_in()
        said = tuple(message for _, message in self._said)
        self._said.clear()
        return said

    def close(self) -> None:
        """End the process; called before the app ends."""
        _end(self._process, self._post)

    @property
    def _is_silent(self) -> bool:
        """Whether nothing has come for long of what must come."""
        since = max(self._post.heard, self._stopped_at) if self._stopping else self._post.heard
        return (self._is_running or bool(self._stopping)) and monotonic() - since > _SILENCE

    def _tell(self, command: Command, *, is_running: bool) -> None:
        self._is_running = is_running
        self._post.send(command)

    def _take_in(self) -> None:
        is_alive = self.is_alive  # before the last letters are read, so that none comes after the last word
        for letter in self._post.received():
            match letter:
                case Ready(devices=devices):
                    self.devices = devices
                case Said(run=run, messages=messages) if run in (*self._stopping, self._run):
                    self._said += [(run, message) for message in messages]
                    self._note(run, messages)
                case _:
                    pass  # of a run that another took the place of
        if not is_alive:
            self._end_stopping()

    def _note(self, run: int, messages: tuple[Message, ...]) -> None:
        is_last = any(isinstance(message, Last) for message in messages)
        if is_last and run in self._stopping:
            self._stopping.remove(run)
        if run == self._run:
            if is_last or any(isinstance(message, Started) for message in messages):
                self._is_writing = False
            if is_last:
                self._is_running, self._is_over = False, True

    def _end_stopping(self) -> None:
        """Say the last word of those that can say it no more."""
        self._said += [(run, Stopped()) for run in self._stopping]
        self._stopping.clear()

    def _replace(self) -> None:
        self._is_writing = self._is_running = False
        self._end_stopping()
        _end(self._process, self._post)
        self._process, self._post = _open()


def _open() -> tuple[BaseProcess, Post]:
    """Start the process; it shares nothing with this one but the pipe."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), name="cnnstudio-training", daemon=True)
    process.start()
    theirs.close()  # so that the pipe ends when the process does
    return process, Post(ours)


def _end(process: BaseProcess, post: Post) -> None:
    """End a process at once, whatever it does: it has nothing to lose."""
    process.kill()
    process.join()
    post.close()
    process.close()
