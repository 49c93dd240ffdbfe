"""The environment is made once, kept while it fits, and made anew when it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import environment
import pytest
from environment import Environment, installation_problem, prepare
from setup_error import SetupError


class FakePython:
    """Stands in for `venv` and `pip`, and counts how often each was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made = 0
        self.installed: list[str] = []
        self.failure: Exception | None = None
        self.has_pip = True
        monkeypatch.setattr(environment, "_create", self._create)
        monkeypatch.setattr(environment, "_install", self._install)
        monkeypatch.setattr(environment, "_has_pip", lambda python: self.has_pip)

    def _create(self, made: Environment) -> None:
        self.made += 1
        made.python.parent.mkdir(parents=True, exist_ok=True)
        made.python.unlink(missing_ok=True)
        made.python.symlink_to(sys.executable)
        version = ".".join(map(str, sys.version_info[:3]))
        (made.folder / "pyvenv.cfg").write_text(f"home = /usr/bin\nversion = {version}\n", encoding="utf-8")

    def _install(self, made: Environment, what: str) -> None:
        if self.failure:
            raise self.failure
        self.installed.append(what)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return folder


@pytest.fixture
def python(monkeypatch: pytest.MonkeyPatch) -> FakePython:
    return FakePython(monkeypatch)


def test_a_second_start_finds_everything_in_place(project: Path, python: FakePython) -> None:
    for _ in range(2):
        assert prepare(project, "app") == Environment(project)
    assert (python.made, python.installed) == (1, ["."])


def test_tests_add_their_tools_to_the_same_environment(project: Path, python: FakePython) -> None:
    for purpose in ("app", "test", "app", "test"):
        prepare(project, purpose)
    assert (python.made, python.installed) == (1, [".", ".[dev]"])


def test_a_changed_project_file_installs_again(project: Path, python: FakePython) -> None:
    prepare(project, "app")
    (project / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    prepare(project, "app")
    assert (python.made, python.installed) == (1, [".", "."])


def test_an_installation_that_was_cut_off_is_done_again(project: Path, python: FakePython) -> None:
    python.failure = SetupError("Is this machine online?")
    with pytest.raises(SetupError, match="online"):
        prepare(project, "app")
    python.failure = None
    prepare(project, "app")
    assert (python.made, python.installed) == (1, ["."])


@pytest.mark.parametrize("purpose", ["app", "test"])
def test_a_moved_folder_is_made_anew(project: Path, python: FakePython, purpose: str) -> None:
    prepare(project, purpose)
    moved = project.rename(project.with_name("moved"))
    assert not Environment(moved).is_usable()
    prepare(moved, purpose)
    assert python.made == 2


def test_an_environment_of_another_python_is_made_anew(project: Path, python: FakePython) -> None:
    prepare(project, "app")
    made = Environment(project)
    made.stamp.unlink()
    (made.folder / "pyvenv.cfg").write_text("version = 3.10.1\n", encoding="utf-8")
    prepare(project, "app")
    assert python.made == 2


def test_an_environment_whose_python_was_removed_is_made_anew(project: Path, python: FakePython) -> None:
    prepare(project, "app")
    made = Environment(project)
    made.stamp.unlink()
    made.python.unlink()
    made.python.symlink_to(project / "gone")
    prepare(project, "app")
    assert python.made == 2


def test_an_environment_without_pip_is_made_anew(project: Path, python: FakePython) -> None:
    prepare(project, "app")
    Environment(project).stamp.unlink()
    python.has_pip = False
    prepare(project, "app")
    assert python.made == 2


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', '{"place": 3}', "\0"])
def test_a_damaged_stamp_is_no_stamp(project: Path, python: FakePython, content: str) -> None:
    prepare(project, "app")
    Environment(project).stamp.write_text(content, encoding="utf-8")
    prepare(project, "app")
    assert python.installed == [".", "."]


def test_a_disk_that_cannot_be_written_is_told(project: Path, python: FakePython) -> None:
    python.failure = PermissionError(13, "Permission denied")
    with pytest.raises(SetupError, match=r"\.venv could not be written: Permission denied\."):
        prepare(project, "app")


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("WARNING: Retrying … NewConnectionError\nERROR: No matching distribution found for numpy", "online"),
        ("ERROR: No matching distribution found for torch==2.13.0", "another Python"),
        ("OSError: [Errno 13] Permission denied: '.venv'", "could not be written"),
        ("something new", "delete the folder .venv"),
    ],
)
def test_what_pip_reports_becomes_a_sentence(output: str, sentence: str) -> None:
    assert sentence in installation_problem(output)


def test_pip_tells_what_it_fetches_and_why_it_fails(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A real process in place of pip, which a missing network stops."""
    words = "print('Collecting numpy'); print('  noise'); print('Max retries exceeded'); raise SystemExit(1)"
    started = subprocess.Popen

    def popen(command: list[str], **options: Any) -> subprocess.Popen[str]:
        return started([sys.executable, "-c", words], **options)

    monkeypatch.setattr(subprocess, "Popen", popen)
    Environment(project).folder.mkdir()
    with pytest.raises(SetupError, match=r"Is this machine online(.|\n)*install\.log"):
        environment._install(Environment(project), ".")
    shown = capsys.readouterr().out
    assert "Collecting numpy" in shown
    assert "noise" not in shown
    assert "noise" in (project / ".venv" / "install.log").read_text(encoding="utf-8")


def test_it_lies_where_windows_wants_it(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    monkeypatch.setattr(os, "name", "nt")
    assert Environment(project).program("cnnstudio") == project / ".venv" / "Scripts" / "cnnstudio.exe"
