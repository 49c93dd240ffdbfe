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


def test_letters_come_in_their_order_and_the_end_of_the_other_is_noticed() -> None:
    connection, theirs = Pipe()
    ours = Post(connection)
    for number in range(100):
        ours.send(number)
        theirs.send(-number)
    assert [theirs.recv() for _ in range(100)] == list(range(100))
    theirs.close()
    wait(lambda: not ours.is_open)
    assert ours.received() == [-number for number in range(100)]
    ours.close()


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
