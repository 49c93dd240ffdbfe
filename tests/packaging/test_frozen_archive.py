"""The modules inside the frozen app's program can be read, by the same version of Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from frozen.archive import read_modules
from frozen.sizes import program

from tests.packaging.frozen_sample import make_app


def test_the_modules_are_those_that_were_packed(tmp_path: Path) -> None:
    modules = {"cnnstudio": b"", "cnnstudio.ops": b"a = 1", "torch": b"x" * 1000}
    assert dict(read_modules(program(make_app(tmp_path, modules)))) == modules


def test_a_program_without_modules_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "cnnstudio"
    other.write_bytes(b"PYZ\0 of another Python")
    with pytest.raises(ValueError, match="cnnstudio holds no modules of this Python"):
        list(read_modules(other))
