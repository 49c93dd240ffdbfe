"""Two ends of a pipe, as two processes would have them."""

from __future__ import annotations

import time
from collections.abc import Callable
from multiprocessing import Pipe

import pytest

from cnnstudio.training.post import Post


def wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not until():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.002)


def test_letters_come_in_their_order() -> None:
    ours, theirs = (Post(connection) for connection in Pipe())
    for number in range(100):
        ours.send(number)
    came: list[object] = []
    wait(lambda: bool(came.extend(theirs.received())) or len(came) == 100)
    assert came == list(range(100))
    ours.close()
    wait(lambda: not theirs.is_open)
    theirs.close()


@pytest.mark.parametrize(
    "letter", [b"no letter", b"cnnstudio.training.messages\nUnheardOf\n.", b"cno_module\nNothing\n."]
)
def test_what_cannot_be_understood_ends_the_connection(letter: bytes) -> None:
    """As after an update of the app that is running: the process that is started then says what this one knows not."""
    connection, theirs = Pipe()
    ours = Post(connection)
    theirs.send_bytes(letter)
    wait(lambda: not ours.is_open)
    theirs.close()
    ours.close()
