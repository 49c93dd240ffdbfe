"""A screen that nobody sees, on which real windows open: its pixels, its keyboard and the titles of its windows."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from proof.commands import ProofError, run

SIZE = (1280, 800)
_NUMBERS = range(90, 130)
_PATIENCE = 60.0
"""Seconds that a window may take to appear, or to show what was asked for."""


Pixels = NDArray[np.uint8]
"""A picture, (height, width, 3)."""


@dataclass(frozen=True)
class Display:
    """An X server without a screen.

    Attributes
    ----------
    name
        As in the variable DISPLAY.
    memory
        The file that holds its pixels.

    """

    name: str
    memory: Path

    def screenshot(self) -> Pixels:
        """Return what is on the screen, (height, width, 3)."""
        return read_xwd(self.memory.read_bytes())

    def settled(self) -> Pixels:
        """Return what is on the screen once nothing has moved for a second."""
        seen = [self.screenshot()]

        def is_still() -> bool:
            time.sleep(0.9)
            seen.append(self.screenshot())
            return bool((seen[-1] == seen[-2]).all())

        wait_until(is_still, "the picture on the screen to come to rest")
        return seen[-1]

    def type(self, keys: str) -> None:
        """Press keys, such as "ctrl+2", in the window that has the keyboard."""
        self._xdotool("key", "--clearmodifiers", keys)

    def focus(self, title: str) -> None:
        """Wait for a window with a title, and give it the keyboard, as a window manager would."""
        wait_until(lambda: bool(self._windows(title)), f"a window called {title}")
        self._xdotool("windowfocus", "--sync", self._windows(title)[0])

    def has_window(self, title: str) -> bool:
        """Whether a window with this title is open."""
        return bool(self._windows(title))

    def _windows(self, title: str) -> list[str]:
        command = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"]
        found = subprocess.run(command, env=self._variables(), capture_output=True, text=True, check=False)
        return found.stdout.split()

    def _xdotool(self, *words: str) -> None:
        run(["xdotool", *words], variables=self._variables(), timeout=_PATIENCE)

    def _variables(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.name, "LC_ALL": "C.UTF-8"}


@contextmanager
def open_display() -> Iterator[Display]:
    """Start an X server, and end it."""
    number = next(number for number in _NUMBERS if not Path(f"/tmp/.X{number}-lock").exists())
    with tempfile.TemporaryDirectory() as folder:
        screen = ["-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-fbdir", folder]
        command = ["Xvfb", f":{number}", *screen, "-nolisten", "tcp", "-ac", "-noreset"]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            memory = Path(folder) / "Xvfb_screen0"
            wait_until(lambda: server.poll() is not None or _has_header(memory), "the X server")
            if server.poll() is not None:
                raise ProofError(f"Xvfb ended by itself with status {server.returncode}.")
            yield Display(f":{number}", memory)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _has_header(memory: Path) -> bool:
    return memory.exists() and any(memory.read_bytes()[:100])


def wait_until(is_so: Callable[[], bool], what: str, patience: float = _PATIENCE) -> None:
    """Wait; raises `ProofError` where it takes too long."""
    end = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > end:
            raise ProofError(f"Waited {patience:.0f} s in vain for {what}.")
        time.sleep(0.1)


def read_xwd(data: bytes) -> Pixels:
    """Return the picture, (height, width, 3), of an X window dump with 32 bits a pixel.

    Its header is 25 big-endian numbers, then the window's name and a table of colours, 12 bytes each: see
    `X11/XWDFile.h`.
    """
    header = np.frombuffer(data, ">u4", 25)
    size, width, height, bits, line, colours = (int(header[place]) for place in (0, 4, 5, 11, 12, 19))
    if bits != 32:
        raise ProofError(f"The screen has {bits} bits a pixel, not 32.")
    start = size + 12 * colours
    rows = np.frombuffer(data, np.uint8, line * height, start).reshape(height, line)
    pixels = rows[:, : 4 * width].reshape(height, width, 4)
    is_big_endian = int(header[7]) == 1
    return pixels[:, :, 1:] if is_big_endian else pixels[:, :, 2::-1]
