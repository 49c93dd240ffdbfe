"""Missing libraries become one line to type, or are installed where we may."""

from __future__ import annotations

import os
import shutil
import subprocess
from types import SimpleNamespace

import pytest
import system_libraries
from setup_error import SetupError
from system_libraries import DRAWING, WAYLAND_WINDOWS, X11_WINDOWS, missing_packages, provide, wanted_libraries


@pytest.mark.parametrize(
    ("variables", "windows", "expected"),
    [
        ({}, False, DRAWING),
        ({"DISPLAY": ":0"}, False, DRAWING),
        ({"DISPLAY": ":0"}, True, DRAWING | X11_WINDOWS),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, True, DRAWING | X11_WINDOWS),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True, DRAWING | WAYLAND_WINDOWS),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, True, DRAWING),
    ],
)
def test_only_what_the_display_needs_is_asked_for(
    variables: dict[str, str], windows: bool, expected: dict[str, str]
) -> None:
    assert wanted_libraries(variables, windows=windows) == expected


def test_what_cannot_be_loaded_is_missing() -> None:
    def load(library: str) -> None:
        if library in ("libGL.so.1", "libxcb-cursor.so.0"):
            raise OSError(f"{library}: cannot open shared object file")

    assert missing_packages(DRAWING | X11_WINDOWS, load) == ["libgl1", "libxcb-cursor0"]


def test_nothing_is_done_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("nothing to install"))
    provide([], DRAWING)


def test_the_user_of_a_debian_is_told_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SetupError, match=r"sudo apt install python3.11-venv libgl1$"):
        provide(["python3.11-venv", "libgl1"], DRAWING)


def test_other_systems_are_told_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(SetupError, match=r"lacks libGL.so.1, libEGL.so.1, python3.11-venv\. Install"):
        provide(["python3.11-venv", "libgl1", "libegl1"], {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"})


@pytest.mark.parametrize("status", [0, 100])
def test_root_installs_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], status: int
) -> None:
    commands: list[list[str]] = []

    def run(command: list[str], **options: object) -> SimpleNamespace:
        commands.append(command)
        return SimpleNamespace(returncode=status if "install" in command else 0)

    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(subprocess, "run", run)
    if status:
        with pytest.raises(SetupError, match="could not be installed: libgl1. Is this machine online"):
            provide(["libgl1"], DRAWING)
    else:
        provide(["libgl1"], DRAWING)
    install = system_libraries.install_command(["libgl1"])
    assert commands == [["apt-get", "update", "-qq"], install]
    assert " ".join(install) in capsys.readouterr().out
