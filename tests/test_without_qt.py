"""The environment without Qt is one: what imports Qt fails in it, what does not passes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_TESTS = """
from importlib import import_module
import pytest

@pytest.mark.parametrize("name", ["PySide6", "PySide6.QtCore", "shiboken6", "pytestqt", "cnnstudio.widgets.bars"])
def test_refused(name):
    with pytest.raises(ModuleNotFoundError, match="No module named '(PySide6|shiboken6|pytestqt)"):
        import_module(name)

def test_allowed():
    import_module("numpy")
    import_module("cnnstudio.core.texts")
"""


def test_qt_cannot_be_imported(tmp_path: Path) -> None:
    tests = tmp_path / "test_imports.py"
    tests.write_text(_TESTS, encoding="utf-8")
    options = ["-q", "-p", "tests.without_qt", "-p", "no:pytest-qt", "-c", str(_ROOT / "pyproject.toml")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tests)], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    assert "6 passed" in done.stdout
