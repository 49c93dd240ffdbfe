"""Everything that is checked before a change is accepted, here and in continuous integration alike."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from environment import Environment

_QT_FREE = ("core", "ops", "data", "nets", "training", "plots")
"""Folders under `tests/` whose packages never import Qt."""


@dataclass(frozen=True)
class Stage:
    """One check: what it is called and the command that makes it."""

    name: str
    command: tuple[str, ...]


def stages(environment: Environment) -> tuple[Stage, ...]:
    """Return all checks, the quick ones first; the whole test suite is last, so that its summary ends the log."""
    python = str(environment.python)
    ruff = str(environment.program("ruff"))
    pytest = (python, "-m", "pytest", "-n", "auto")  # as many at a time as there are cores
    without_qt = ("-q", "-p", "tests.without_qt", "-p", "no:pytest-qt")
    return (
        Stage("lint", (ruff, "check", ".")),
        Stage("format", (ruff, "format", "--check", ".")),
        Stage("types", (python, "-m", "mypy")),
        Stage("import directions", (str(environment.program("lint-imports")), "--no-logo")),
        Stage("translations", (python, "packaging/translations.py", "check")),
        Stage("tests without Qt", (*pytest, *without_qt, *qt_free_tests(environment.root))),
        Stage("proof of the packages", (python, "packaging/prove.py")),
        Stage("all tests", (*pytest, "--cov", "--cov-report=term")),
    )


def qt_free_tests(root: Path) -> list[str]:
    """Return the test folders and files that must pass where Qt is not installed."""
    folders = [root / "tests" / name for name in _QT_FREE]
    models = sorted((root / "tests" / "labs").glob("*/test_*model.py"))
    return [path.relative_to(root).as_posix() for path in (*folders, *models) if path.exists()]


def run_stages(environment: Environment) -> int:
    """Run every check, say which failed, and return 0 if none did."""
    failed = []
    for stage in stages(environment):
        print(f"\n=== {stage.name}: {' '.join(_short(stage, environment))}", flush=True)
        start = time.monotonic()
        if subprocess.run(stage.command, cwd=environment.root, check=False).returncode:
            failed.append(stage.name)
            print(f"=== {stage.name} FAILED after {time.monotonic() - start:.0f} s", flush=True)
    if failed:
        print(f"\nFAILED: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def run_pytest(environment: Environment, arguments: list[str]) -> int:
    """Run only the tests asked for."""
    return subprocess.run(
        [environment.python, "-m", "pytest", *arguments], cwd=environment.root, check=False
    ).returncode


def _short(stage: Stage, environment: Environment) -> list[str]:
    """Return the command as one would type it in the environment."""
    return [part.removeprefix(str(environment.python.parent) + os.sep) for part in stage.command]
