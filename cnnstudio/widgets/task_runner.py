"""Work that takes longer than a frame, done away from the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from cnnstudio.core.errors import UserError


class _Task(QRunnable):
    """One piece of work; its answer goes back through the runner's signal."""

    def __init__(self, runner: TaskRunner, run_id: int, work: Callable[[], Any]) -> None:
        super().__init__()
        self._runner, self._run_id, self._work = runner, run_id, work

    def run(self) -> None:
        try:
            answer, error = self._work(), None
        except Exception as caught:  # handed to the GUI thread, which knows what to say
            answer, error = None, caught
        with suppress(RuntimeError):  # the runner is gone, with the window that wanted the answer
            self._runner.answered.emit(self._run_id, answer, error)


class TaskRunner(QObject):
    """Runs one piece of work after another; only the answer to the newest is delivered.

    The work is a function of captured, frozen inputs and changes nothing; `done` and `failed` run in the GUI thread.
    """

    answered = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._run_id = 0
        self._done: Callable[[Any], None] | None = None
        self._failed: Callable[[Exception], None] | None = None
        self.answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._done is not None

    def start(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[UserError], None]) -> None:
        """Run `work`, then `done` with its answer or `failed` with the error the user is told of.

        Work not yet begun is dropped, and the answer of work under way is too.
        """
        self.drop()
        self._done, self._failed = done, lambda error: _deliver(error, failed)
        self._pool.start(_Task(self, self._run_id, work))

    def drop(self) -> None:
        """Deliver no answer to what is under way or not yet begun; a thread may still run to its end."""
        self._run_id += 1
        self._done = self._failed = None
        self._pool.clear()

    def stop(self) -> None:
        """Drop what is under way and wait until no thread runs."""
        self.drop()
        self._pool.waitForDone()

    @Slot(int, object, object)
    def _on_answered(self, run_id: int, answer: object, error: Exception | None) -> None:
        if run_id != self._run_id or self._done is None or self._failed is None:
            return
        done, failed = self._done, self._failed
        self._done = self._failed = None
        if error is None:
            done(answer)
        else:
            failed(error)


def _deliver(error: Exception, failed: Callable[[UserError], None]) -> None:
    """Pass on what the user can be told; anything else is a fault of ours and is raised where it is logged."""
    if not isinstance(error, UserError):
        raise error
    failed(error)
