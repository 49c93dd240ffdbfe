"""What commands say reaches whoever listens, and nobody is told about it when nobody does."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from cnnstudio.cli.output import complain, prepare_streams
from cnnstudio.core.texts import text


def test_a_complaint_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    complain(text("The disk {name} is full.", name="C"), "en")
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "cnnstudio: The disk C is full.\n")


def test_a_terminal_that_lacks_a_character_shows_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding="ascii", write_through=True))
    prepare_streams()
    print("97 % 합성곱")
    assert shown.getvalue() == b"97 % ???\n"


def test_a_program_without_streams_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    prepare_streams()


def test_output_can_be_closed_after_its_reader_has_gone() -> None:
    program = "from cnnstudio.cli.output import close_output; close_output(); print('more', flush=True)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
