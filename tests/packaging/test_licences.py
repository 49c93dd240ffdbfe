"""The file that names what the installers ship of others."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import licences
import pytest
from setup_error import SetupError


def test_dependencies_are_followed_from_one_to_the_next() -> None:
    found = licences.dependencies("cnnstudio")
    assert {"torch", "numpy", "matplotlib", "safetensors", "pillow"} <= found
    assert "sympy" in found, "torch needs it"
    assert not found & {"cnnstudio", "pytest", "ruff", "mypy"}


def test_the_file_holds_every_work_and_the_terms_of_qt(tmp_path: Path) -> None:
    target = tmp_path / "packages" / "THIRD_PARTY_LICENCES.txt"
    licences.write_licences(Path(sys.executable), target)
    written = target.read_text(encoding="utf-8")
    for name in ("Python 3", "PySide6", "shiboken6", "torch 2.13.0", "numpy", "matplotlib", "Pretendard", "MNIST"):
        assert name in written.split(licences._RULE)[0], name
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in written
    assert re.search(r"PySide6\S* \S+: GPL-3.0\nshiboken6 \S+: GPL-3.0\n=+\n\nGNU GENERAL PUBLIC LICENSE", written)
    assert "Redistribution and use in source and binary forms" in written
    assert str(Path(sys.prefix)) not in written, "nothing of the machine that built it"


def test_one_text_for_several_works_is_written_once() -> None:
    first = licences.Work("first 1.0", "MIT", (("LICENSE", "Do what you like."),))
    second = licences.Work("second 2.0", "MIT", (("COPYING", "Do what you like."),))
    written = licences.compose([first, second])
    assert written.count("Do what you like.") == 1
    assert "first 1.0: LICENSE\nsecond 2.0: COPYING\n" in written


def test_a_work_without_a_text_is_an_error() -> None:
    with pytest.raises(SetupError, match=r"found for silent 1\.0"):
        licences.compose([licences.Work("silent 1.0", "MIT", ())])


def test_libraries_of_the_system_come_with_their_terms(tmp_path: Path) -> None:
    (tmp_path / "libffi8").mkdir()
    (tmp_path / "libffi8" / "copyright").write_text("Permission is granted", encoding="utf-8")
    (work,) = licences._of_the_system(tmp_path)
    assert work == licences.Work("libffi8 (Debian)", "see its text", (("copyright", "Permission is granted"),))


def test_an_environment_without_the_app_cannot_be_described(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="could not be written"):
        licences.write_licences(Path("/usr/bin/false"), tmp_path / "licences.txt")
