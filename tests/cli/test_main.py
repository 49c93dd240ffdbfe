"""The command line opens the app or runs a command, and ends with a sentence and a status, never a traceback."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from cnnstudio import __version__
from cnnstudio.cli import main as module
from cnnstudio.cli.main import COMMANDS, main
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], str | None]]:
    """What the app was opened with; no window appears."""
    calls: list[tuple[list[str], str | None]] = []
    application = ModuleType("cnnstudio.app.application")

    def run(files: list[str], language: str | None) -> int:
        calls.append((files, language))
        return 0

    application.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cnnstudio.app.application", application)
    return calls


def failing_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command `selftest` fail."""
    command = ModuleType("cnnstudio.cli.selftest")

    def run(arguments: object) -> int:
        raise error

    command.run = run  # type: ignore[attr-defined]
    command.add_arguments = lambda parser, say: None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cnnstudio.cli.selftest", command)


def test_without_words_the_app_opens(opened: list[tuple[list[str], str | None]]) -> None:
    assert main([]) == 0
    assert opened == [([], None)]


def test_files_are_opened_in_the_app(tmp_path: Path, opened: list[tuple[list[str], str | None]]) -> None:
    paths = [str(tmp_path / name) for name in ("a.png", "b.png")]
    for path in paths:
        Path(path).touch()
    assert main([*paths, "--language", "ko"]) == 0
    assert opened == [(paths, "ko")]


def test_a_word_that_is_no_file_opens_nothing(
    opened: list[tuple[list[str], str | None]], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["perdict"])
    assert end.value.code == 2
    assert "perdict is neither a command nor a file" in capsys.readouterr().err
    assert not opened


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert not end.value.code
    said = capsys.readouterr().out
    assert said.startswith(f"usage: cnnstudio {command}")
    assert "--json" in said or command == "render"
    assert "--language" in said


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(f"  {command} " in said for command in COMMANDS)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.split() == ["cnnstudio", __version__]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
@pytest.mark.parametrize(("language", "sentence"), [("en", "There is no display here"), ("ko", "tour --out DIR")])
def test_without_a_display_that_is_said(
    language: str,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    opened: list[tuple[list[str], str | None]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["--language", language]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert "cnnstudio tour --out DIR" in said
    assert said.count("\n") == 1
    assert not opened


def test_what_the_user_can_mend_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing_with(UserError(text("The disk {name} is full.", name="C")), monkeypatch)
    assert main(["selftest"]) == 1
    captured = capsys.readouterr()
    assert captured.err == "cnnstudio: The disk C is full.\n"
    assert not captured.out


def test_a_library_that_qt_lacks_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    failing_with(ImportError("libEGL.so.1: cannot open shared object file", name="PySide6.QtGui"), monkeypatch)
    assert main(["selftest"]) == 1
    assert "libEGL.so.1" in capsys.readouterr().err


def test_a_mistake_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_with(ImportError("no such name", name="cnnstudio.core"), monkeypatch)
    with pytest.raises(ImportError):
        main(["selftest"])


def test_ctrl_c_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    failing_with(KeyboardInterrupt(), monkeypatch)
    assert main(["selftest"]) == 130
    assert not capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
def test_a_reader_that_goes_away_is_no_failure_to_talk_about() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "cnnstudio", "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_the_language_may_stand_before_or_after_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str | None] = []
    command = ModuleType("cnnstudio.cli.selftest")

    def run(arguments: argparse.Namespace) -> int:
        seen.append(arguments.language)
        return 0

    command.run = run  # type: ignore[attr-defined]
    command.add_arguments = lambda parser, say: None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cnnstudio.cli.selftest", command)
    for words in (["--language", "ko", "selftest"], ["selftest", "--language", "ko"], ["selftest"]):
        assert module.main(words) == 0
    assert seen == ["ko", "ko", None]


def test_as_a_module_it_is_the_same_command() -> None:
    done = subprocess.run([sys.executable, "-m", "cnnstudio", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["cnnstudio", __version__]


def test_help_speaks_korean(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["predict", "--help"], ["render", "draw", "--help"]):
        with pytest.raises(SystemExit) as end:
            main(["--language", "ko", *words])
        said = capsys.readouterr().out

        assert end.value.code == 0
        assert said.startswith("사용법: cnnstudio")
        assert "이 도움말을 보여 주고 끝냅니다" in said
        assert "show this help" not in said
