"""What is started, and what is checked before."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import environment
import launch
import pytest
import stages
import system_libraries


class Recorded:
    """What the launcher asked for, in place of doing it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, packages: Sequence[str] = ()) -> None:
        self.purpose = ""
        self.command: list[str] = []
        self.provided: list[str] = []
        self.libraries: set[str] = set()
        monkeypatch.setattr(environment, "prepare", self._prepare)
        monkeypatch.setattr(launch, "hand_over", self._run)
        monkeypatch.setattr(stages, "run_stages", lambda _: self._run(["all stages"]))
        monkeypatch.setattr(stages, "run_pytest", lambda _, arguments: self._run(["pytest", *arguments]))
        monkeypatch.setattr(system_libraries, "missing_packages", lambda _: list(packages))
        monkeypatch.setattr(system_libraries, "provide", self._provide)

    def _prepare(self, root: Path, purpose: str) -> environment.Environment:
        self.purpose = purpose
        return environment.Environment(root)

    def _run(self, command: list[str]) -> int:
        self.command = command
        return 0

    def _provide(self, packages: list[str], libraries: dict[str, str]) -> None:
        self.provided, self.libraries = packages, set(libraries)


@pytest.fixture(autouse=True)
def linux_without_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_the_app_is_started_with_the_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    recorded = Recorded(monkeypatch)
    assert launch.launch(tmp_path, ["photo.png"]) == 0
    assert recorded.purpose == "app"
    assert recorded.command == [str(environment.Environment(tmp_path).program("cnnstudio")), "photo.png"]
    assert "libxcb-cursor.so.0" in recorded.libraries


def test_without_a_display_it_draws_the_tour_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded = Recorded(monkeypatch)
    launch.launch(tmp_path, [])
    assert recorded.command[1:] == ["tour", "--out", "tour"]
    assert capsys.readouterr().out.startswith("There is no display here")
    assert recorded.libraries == set(system_libraries.DRAWING)


def test_a_command_without_windows_needs_no_library_of_qt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    recorded = Recorded(monkeypatch)
    launch.launch(tmp_path, ["predict", "photo.png"])
    assert recorded.libraries == set()
    assert recorded.command[1:] == ["predict", "photo.png"]


@pytest.mark.parametrize(
    ("arguments", "command"),
    [(["test"], ["all stages"]), (["test", "tests/ops", "-k", "conv"], ["pytest", "tests/ops", "-k", "conv"])],
)
def test_tests_are_all_checks_or_the_ones_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], command: list[str]
) -> None:
    recorded = Recorded(monkeypatch)
    launch.launch(tmp_path, arguments)
    assert (recorded.purpose, recorded.command) == ("test", command)


def test_the_proof_runs_in_the_environment_of_the_app_and_opens_no_window_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    recorded = Recorded(monkeypatch)
    launch.launch(tmp_path, ["proof", "--release"])
    assert recorded.purpose == "app"
    assert recorded.libraries == set(system_libraries.DRAWING)
    program = tmp_path / "packaging" / "prove.py"
    assert recorded.command == [str(environment.Environment(tmp_path).python), str(program), "--release"]


def test_debians_python_gets_its_missing_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "lacks_venv", lambda: True)
    recorded = Recorded(monkeypatch, ["libegl1"])
    launch.launch(tmp_path, ["test"])
    assert recorded.provided == [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv", "libegl1"]


@pytest.mark.parametrize(
    ("variables", "system", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "vnc"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_where_windows_can_open(variables: dict[str, str], system: str, expected: bool) -> None:
    assert launch.has_display(variables, system) is expected


@pytest.mark.skipif(os.name == "nt", reason="Windows waits instead")
def test_the_app_takes_the_place_of_the_launcher(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr(os, "execv", lambda *command: started.append(command))
    launch.hand_over(["/bin/echo", "hello"])
    assert started == [("/bin/echo", ["/bin/echo", "hello"])]
