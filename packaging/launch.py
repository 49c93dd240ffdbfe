"""From a bare machine to the running app or its tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import environment
import stages
import system_libraries
from setup_error import SetupError

__all__ = ["SetupError", "launch"]

WITHOUT_QT = ("predict", "train", "conv")
"""Commands that never load Qt."""


def launch(root: Path, arguments: list[str]) -> int:
    """Set up what is missing, then start the app, a command, the tests or the proof; return the exit status."""
    testing, proving = arguments[:1] == ["test"], arguments[:1] == ["proof"]
    windows = not testing and not proving and has_display(os.environ)
    provide_system(root, arguments, windows=windows)
    prepared = environment.prepare(root, "test" if testing else "app")
    if testing:
        return stages.run_pytest(prepared, arguments[1:]) if arguments[1:] else stages.run_stages(prepared)
    if proving:
        return hand_over([str(prepared.python), str(root / "packaging" / "prove.py"), *arguments[1:]])
    if not arguments and not windows:
        print(
            "There is no display here, so CNN Studio draws its tour: see the pictures in the folder tour.", flush=True
        )
        arguments = ["tour", "--out", "tour"]
    return hand_over([str(prepared.program("cnnstudio")), *arguments])


def has_display(variables: Mapping[str, str], system: str = sys.platform) -> bool:
    """Whether windows can be opened: always but on a Linux without X11 or Wayland."""
    if not system.startswith("linux"):
        return True
    return any(variables.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def provide_system(root: Path, arguments: list[str], *, windows: bool) -> None:
    """See to the packages of a Linux system that are missing."""
    if not sys.platform.startswith("linux"):
        return
    libraries = system_libraries.wanted_libraries(os.environ, windows=windows)
    if arguments[:1] and arguments[0] in WITHOUT_QT:
        libraries = {}
    packages = system_libraries.missing_packages(libraries)
    if environment.lacks_venv() and not environment.Environment(root).python.exists():
        packages.insert(0, f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    system_libraries.provide(packages, libraries)


def hand_over(command: list[str]) -> int:
    """Become the program, or wait for it on Windows, where a program cannot become another."""
    if os.name == "nt":
        return subprocess.run(command, check=False).returncode
    os.execv(command[0], command)
