"""The installed app in a real window: Hangul is to be read in it, and keys change what it shows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from product import PRODUCT, ROOT

from cnnstudio.core.texts import Translator
from cnnstudio.labs import LABS
from proof.clean_root import STUDENT, CleanRoot
from proof.commands import ProofError, run
from proof.display import Display, Pixels, open_display, wait_until
from proof.words_on_screen import CERTAIN, likeness

FONTS = ROOT / "resources" / "fonts"
_SETTINGS = f"/home/{STUDENT}/.config/cnnstudio/settings.json"


def check_window(root: CleanRoot, pictures: Path) -> str:
    """Open the window in Korean as a student, without a network, press Ctrl + 2, and end with Ctrl + Q.

    Parameters
    ----------
    root
        Where the app is installed.
    pictures
        A folder for what was on the screen.

    """
    say = Translator("ko")
    first, second = (say(lab.title) for lab in LABS[:2])
    with open_display() as display, _sockets(root), _started(root, display) as app:
        display.focus(PRODUCT.title.ko)
        before = display.settled()
        _save(before, pictures / "window.png")
        certain = _expect(before, shown=first, hidden=second)
        display.type("ctrl+2")
        wait_until(lambda: bool((display.screenshot() != before).any()), "Ctrl + 2 to change the window")
        after = display.settled()
        _save(after, pictures / "window-after-key.png")
        _expect(after, shown=second, hidden=first)
        display.type("ctrl+q")
        wait_until(lambda: app.poll() is not None, "Ctrl + Q to end the app")
        if app.returncode:
            raise ProofError(f"The app ended with status {app.returncode}.")
    kept = json.loads((root.folder / _SETTINGS.lstrip("/")).read_text(encoding="utf-8"))["lab"]
    if kept != LABS[1].id:
        raise ProofError(f"The app keeps {kept} as its last lab, not {LABS[1].id}.")
    return f"“{first}” is read with {certain:.2f}, after Ctrl + 2 “{second}”; Ctrl + Q ends it"


def _expect(picture: Pixels, *, shown: str, hidden: str) -> float:
    """Raise where a word is not in the picture, or one is that should not be; return how certain the first is."""
    found, other = (likeness(picture, word, FONTS) for word in (shown, hidden))
    if found < CERTAIN or other >= CERTAIN:
        raise ProofError(f"On the screen, “{shown}” is found with {found:.2f} and “{hidden}” with {other:.2f}.")
    return found


@contextmanager
def _started(root: CleanRoot, display: Display) -> Iterator[subprocess.Popen[bytes]]:
    """Start the app, and end it whatever happens, with all that it started."""
    command = root.command(
        [PRODUCT.command, "--language", "ko"], user=STUDENT, network=False, DISPLAY=display.name, QT_QPA_PLATFORM="xcb"
    )
    app = subprocess.Popen(command, start_new_session=True)
    try:
        yield app
    finally:
        if app.poll() is None:
            os.killpg(app.pid, signal.SIGKILL)
        app.wait(timeout=20)


@contextmanager
def _sockets(root: CleanRoot) -> Iterator[None]:
    """Let the X server be found in the root."""
    place = root.folder / "tmp/.X11-unix"
    place.mkdir(exist_ok=True)
    run(["mount", "--bind", "/tmp/.X11-unix", place])
    try:
        yield
    finally:
        run(["umount", "--lazy", place])
        place.rmdir()


def _save(picture: Pixels, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(picture).save(path)
