"""A build replaces the app only by one that is well, and says in a sentence what stands in its way."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import build
import pytest
from frozen import proof, sizes
from setup_error import SetupError

from tests.packaging.frozen_sample import make_app


class FakeEnvironment:
    """Stands in for the environment: nothing is installed."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder, self.python = root, folder, folder / "bin" / "python"

    def prepare(self, *, reuse: bool) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)

    def install_project(self, wheels: Path) -> None:
        pass


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the app goes; what takes minutes is replaced."""
    work = tmp_path / "work"
    monkeypatch.setattr(build, "WORK", work)
    monkeypatch.setattr(build, "CleanEnvironment", FakeEnvironment)
    monkeypatch.setattr(build, "write_licences", lambda _python, target: target.write_text("licences"))
    monkeypatch.setattr(build, "freeze", lambda _environment: freeze(work))
    monkeypatch.setattr(proof, "run_self_test", lambda _app: ["data: 60000"])
    return tmp_path / "dist"


def freeze(work: Path) -> Path:
    """Make what PyInstaller makes."""
    shutil.rmtree(work / "made", ignore_errors=True)
    record = work / "work" / "cnnstudio" / "dropped.json"
    record.parent.mkdir(parents=True, exist_ok=True)
    record.write_text('{"torch\'s own tests": 86208704}', encoding="utf-8")
    return make_app(work / "made")


def test_the_app_lies_where_it_was_asked_for(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["--out", str(out)]) == 0
    assert (out / "cnnstudio" / "THIRD_PARTY_LICENCES.txt").read_text() == "licences"
    assert not (build.WORK / "environment").exists()
    said = capsys.readouterr().out
    for words in ("86.2 MB  torch's own tests", "Installed size: 0.0 MB of at most 660.0 MB", "ok  data: 60000"):
        assert words in said


def test_the_environment_is_kept_where_that_is_asked_for(out: Path) -> None:
    assert build.main(["--out", str(out), "--keep-environment"]) == 0
    assert (build.WORK / "environment").exists()


def test_an_app_that_fails_its_self_test_replaces_nothing(
    out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build.main(["--out", str(out)])
    (out / "cnnstudio" / "older").touch()

    def fail(_app: Path) -> None:
        raise SetupError("The self-test of the frozen app failed:\n  fonts: no glyphs")

    monkeypatch.setattr(proof, "run_self_test", fail)
    assert build.main(["--out", str(out)]) == 1
    assert "fonts: no glyphs" in capsys.readouterr().err
    assert (out / "cnnstudio" / "older").exists()


def test_what_must_not_be_shipped_ends_the_build(
    out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def freeze_with_more(_environment: object) -> Path:
        app = freeze(build.WORK)
        (app / "_internal" / "libgtk-3.so.0").write_text(f"made in {build.ROOT}")
        return app

    monkeypatch.setattr(build, "freeze", freeze_with_more)
    assert build.main(["--out", str(out), "--no-strip"]) == 1
    said = capsys.readouterr().err
    assert "libgtk-3.so.0 is denied by" in said
    assert f"libgtk-3.so.0 names the folder {build.ROOT}" in said
    assert not out.exists()


def test_an_app_that_is_too_large_ends_the_build(
    out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sizes, "LIMIT", 10)
    assert build.main(["--out", str(out)]) == 1
    assert "larger than it may be" in capsys.readouterr().err


class Usage(NamedTuple):
    """As `shutil.disk_usage` returns it."""

    total: int
    used: int
    free: int


def nothing_free(_folder: Path) -> Usage:
    return Usage(10**12, 10**12 - 10**9, 10**9)


def full_disk(_environment: object) -> Path:
    raise OSError(errno.ENOSPC, "No space left on device", "build/frozen/made")


def no_strip(_name: str) -> None:
    return None


@pytest.mark.parametrize(
    ("place", "name", "stands_in", "sentence"),
    [
        (shutil, "disk_usage", nothing_free, "The build needs 4000.0 MB, and"),
        (build, "freeze", full_disk, "build/frozen/made could not be written: No space left on device."),
        (shutil, "which", no_strip, "The program strip is missing."),
    ],
)
def test_what_stands_in_the_way_is_said_in_a_sentence(
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: Any,
    name: str,
    stands_in: Callable[..., Any],
    sentence: str,
) -> None:
    monkeypatch.setattr(place, name, stands_in)
    assert build.main(["--out", str(out)]) == 1
    assert sentence in capsys.readouterr().err


def test_an_old_python_is_refused_before_it_meets_what_it_cannot_read() -> None:
    program = (
        f"import runpy, sys; sys.version_info = (3, 10, 4); runpy.run_path({build.__file__!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        "The build needs Python 3.11 or newer; this is 3.10.4. Start build.py with a newer Python.\n"
    )


def test_pyinstallers_last_words_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "WORK", tmp_path)
    environment = FakeEnvironment(tmp_path, tmp_path)
    environment.python = Path(sys.executable)
    monkeypatch.setattr(build, "SPEC", tmp_path / "missing.spec")
    with pytest.raises(SetupError, match=r"PyInstaller failed. The last lines of .*pyinstaller\.log:\n"):
        build.freeze(environment)  # type: ignore[arg-type]
