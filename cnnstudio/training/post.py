"""Letters between two processes, neither of which waits for the other."""

from __future__ import annotations

from collections import deque
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from time import monotonic


class Post:
    """One end of a pipe: a thread takes what comes, and another sends what is to go.

    Without them a process that sends much would wait for one that sends much to it, for ever.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._came: deque[object] = deque()
        self._to_go: SimpleQueue[object] = SimpleQueue()
        self.is_open = True
        """Whether there is still someone at the other end."""
        self.heard = monotonic()
        """When something came last."""
        self._threads = [Thread(target=work, daemon=True) for work in (self._receive, self._send)]
        for thread in self._threads:
            thread.start()

    def send(self, letter: object) -> None:
        """Send something, soon."""
        self._to_go.put(letter)

    def received(self) -> list[object]:
        """Return what has come since the last time."""
        return [self._came.popleft() for _ in range(len(self._came))]

    def close(self) -> None:
        """End both threads; the other end must have ended before."""
        self.is_open = False
        self._to_go.put(None)
        for thread in self._threads:
            thread.join(1.0)
        self._connection.close()

    def _receive(self) -> None:
        try:
            while True:
                self._came.append(self._connection.recv())
                self.heard = monotonic()
        except Exception:  # the other process ended, perhaps in mid-word, or says what only a newer version understands
            self.is_open = False

    def _send(self) -> None:
        try:
            while (letter := self._to_go.get()) is not None:
                self._connection.send(letter)
        except (BrokenPipeError, OSError):
            self.is_open = False
