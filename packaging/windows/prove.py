"""Proves the installer for Windows without Windows: made around a stub of the app, and run in wine."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import system_libraries

from windows import steps
from windows.stage import Stage, prepare

_PACKAGES = {"makensis": "nsis", "wine": "wine", "wineserver": "wine", "localedef": "libc-bin"}

_STEPS: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("an old Windows is refused", steps.refuse_old_windows),
    ("it is installed, started and registered", steps.install),
    ("it is not touched while it runs", steps.wait_for_the_running_app),
    ("a newer version takes its place", steps.upgrade),
    ("it is removed with all that it brought, and nothing else", steps.remove),
    ("another program keeps its files", steps.leave_files_to_others),
    ("it speaks Korean", steps.speak_korean),
)


def prove(work_folder: Path) -> str:
    """Install, upgrade and remove in a folder of our own; return what is proved, or that it cannot be done here.

    Raises
    ------
    SetupError
        If the installer cannot be made, or does something else than it should.

    """
    missing = missing_tools()
    if missing:
        names = ", ".join(sorted(missing))
        return f"Left out: the installer for Windows is proved with {names}, which cannot be had here."
    stage = prepare(work_folder)
    try:
        for words, step in _STEPS:
            begun = time.monotonic()
            step(stage)
            print(f"  {words} ({time.monotonic() - begun:.0f} s)", flush=True)
    finally:
        stage.wine.stop()
    return "installed, upgraded and removed in wine, around a stub of the app"


def missing_tools() -> set[str]:
    """Return the tools that are not there, after an attempt to install them where we may."""
    packages = {_PACKAGES[name] for name in _PACKAGES if shutil.which(name) is None}
    if packages and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = system_libraries.install_command(sorted(packages))
        subprocess.run(command, env=quiet, capture_output=True, check=False)
    return {_PACKAGES[name] for name in _PACKAGES if shutil.which(name) is None}
