"""The self-test of a frozen app is run where nothing helps it, and believed only when it says that all is well."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from frozen import proof
from frozen.proof import bare_variables, run_self_test
from frozen.sizes import program
from setup_error import SetupError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")

_WELL = [{"check": "data", "passed": True, "detail": "60000"}]
_BAD = [*_WELL, {"check": "fonts", "passed": False, "detail": "no glyphs"}]


def make_app(folder: Path, script: str) -> Path:
    """Make an app that is a script of Python."""
    folder.mkdir()
    program(folder).write_text(f"#!{sys.executable}\nimport json, os, sys, time\n{script}\n")
    program(folder).chmod(0o755)
    return folder


def saying(checks: Sequence[dict[str, object]], *, status: int = 0) -> str:
    """Return a script that prints an outcome, as `cnnstudio selftest --json` does."""
    passed = all(check["passed"] for check in checks)
    return f"print({json.dumps({'passed': passed, 'checks': checks})!r}); sys.exit({status})"


def test_an_app_that_is_well_tells_what_it_checked(tmp_path: Path) -> None:
    assert run_self_test(make_app(tmp_path / "app", saying(_WELL))) == ["data: 60000"]


def test_each_failure_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"self-test of the frozen app failed:\n  fonts: no glyphs"):
        run_self_test(make_app(tmp_path / "app", saying(_BAD, status=1)))


def test_an_app_that_says_it_is_well_and_ends_with_a_failure_is_not_believed(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="failed"):
        run_self_test(make_app(tmp_path / "app", saying(_WELL, status=3)))


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("sys.exit('ImportError: libGL.so.1')", "does not start:\nImportError: libGL"),
        ("os.abort()", "does not start"),
        ("pass", "does not start:\nit ended with status 0"),
    ],
)
def test_an_app_that_does_not_start_says_why(tmp_path: Path, script: str, words: str) -> None:
    with pytest.raises(SetupError, match=words):
        run_self_test(make_app(tmp_path / "app", script))


def test_a_folder_without_the_program_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="does not start: No such file or directory"):
        run_self_test(tmp_path)


def test_an_app_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "_PATIENCE", 1)
    with pytest.raises(SetupError, match="had not ended after 1 s"):
        run_self_test(make_app(tmp_path / "app", "time.sleep(60)"))


def test_nothing_of_the_builders_session_reaches_the_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "LD_LIBRARY_PATH", "XDG_CONFIG_HOME", "DISPLAY", "QT_PLUGIN_PATH", "MPLCONFIGDIR"):
        monkeypatch.setenv(name, "/somewhere")
    variables = bare_variables(tmp_path)
    assert "/somewhere" not in variables.values()
    assert (variables["HOME"], variables["QT_QPA_PLATFORM"], variables["TMPDIR"]) == ("", "offscreen", str(tmp_path))
