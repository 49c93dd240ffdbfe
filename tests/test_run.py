"""`run.py` says in a plain sentence what is in the way, and hands on what it is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import launch
import pytest
from setup_error import SetupError

import run


def test_an_old_python_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert run.main([]) == 1
    assert capsys.readouterr().out == (
        "CNN Studio needs Python 3.11 or newer; this is 3.9.2. Start run.py with a newer Python.\n"
    )


@pytest.mark.parametrize(
    ("obstacle", "status", "sentence"),
    [(SetupError("The disk is full."), 1, "The disk is full."), (KeyboardInterrupt(), 130, "Stopped.")],
)
def test_an_obstacle_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    obstacle: BaseException,
    status: int,
    sentence: str,
) -> None:
    def fail(root: Path, arguments: list[str]) -> int:
        raise obstacle

    monkeypatch.setattr(launch, "launch", fail)
    assert run.main([]) == status
    assert capsys.readouterr().err.strip().startswith(sentence)


def test_it_needs_the_standard_library_only() -> None:
    """The files that run before anything is installed import nothing that would have to be."""
    root = str(Path(run.__file__).parent)
    program = f"import sys; sys.path[:0] = [{root!r}, {root + '/packaging'!r}]; import run, launch, stages"
    assert subprocess.run([sys.executable, "-I", "-S", "-c", program], check=False).returncode == 0
