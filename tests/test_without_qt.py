"""The environment without Qt is one: what imports Qt fails in it, what does not passes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("statement", "status"),
    [
        ("import numpy", 0),
        ("import PySide6", 2),
        ("from PySide6.QtCore import QObject", 2),
        ("import shiboken6", 2),
        ("import pytestqt", 2),
        ("import cnnstudio.widgets.number_grid", 2),
    ],
)
def test_qt_cannot_be_imported(tmp_path: Path, statement: str, status: int) -> None:
    test = tmp_path / "test_import.py"
    test.write_text(f"{statement}\n\n\ndef test_nothing() -> None:\n    pass\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.without_qt", "-p", "no:pytest-qt"]
    done = subprocess.run(
        [*command, "--rootdir", str(_ROOT), "-c", str(_ROOT / "pyproject.toml"), str(test)],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout
    assert ("ModuleNotFoundError" in done.stdout) == bool(status)
