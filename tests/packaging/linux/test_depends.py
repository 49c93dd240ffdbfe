"""Which packages the app needs is found in its binaries."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from linux.depends import binaries, found_depends, record_depends, recorded_depends
from setup_error import SetupError

from tests.packaging.stub import LIBRARY, make_frozen

_NEEDS_DPKG = pytest.mark.skipif(shutil.which("dpkg-shlibdeps") is None, reason="needs dpkg-shlibdeps, of dpkg-dev")


def _names(depends: tuple[str, ...]) -> set[str]:
    return {line.split()[0] for line in depends}


@_NEEDS_DPKG
def test_what_is_linked_and_what_is_read_is_found(tmp_path: Path) -> None:
    frozen = make_frozen(tmp_path / "frozen")
    assert _names(found_depends(frozen)) >= {"libc6", "liblzma5", "zlib1g", "xkb-data", "fontconfig-config"}
    assert list(tmp_path.iterdir()) == [frozen]  # it leaves nothing beside it


@_NEEDS_DPKG
def test_a_library_that_comes_with_the_app_needs_no_package(tmp_path: Path) -> None:
    frozen = make_frozen(tmp_path / "frozen")
    own = frozen / "_internal" / "liblzma.so.5"
    shutil.copy(next(Path("/usr/lib").glob("*/liblzma.so.5")), own)
    assert "liblzma5" not in _names(found_depends(frozen))


@_NEEDS_DPKG
def test_a_library_that_nobody_has_is_told(tmp_path: Path) -> None:
    frozen = make_frozen(tmp_path / "frozen")
    library = frozen / LIBRARY
    library.write_bytes(library.read_bytes().replace(b"liblzma.so.5\0", b"libnone.so.5\0"))
    with pytest.raises(SetupError, match=r"libnone\.so\.5"):
        found_depends(frozen)


def test_only_binaries_are_looked_at(tmp_path: Path) -> None:
    frozen = make_frozen(tmp_path / "frozen")
    (frozen / LIBRARY).write_bytes(b"\x7fELF\x02")
    (frozen / "_internal" / "link.so").symlink_to(frozen / LIBRARY)
    assert binaries(frozen) == [frozen / LIBRARY]


def test_what_is_recorded_is_read_again(tmp_path: Path) -> None:
    record = tmp_path / "depends.txt"
    record_depends(("libc6 (>= 2.36)", "xkb-data"), record)
    assert recorded_depends(record) == ("libc6 (>= 2.36)", "xkb-data")


def test_the_project_has_a_record() -> None:
    assert {"libc6", "libgl1", "libxkbcommon0", "xkb-data", "fontconfig-config"} <= _names(recorded_depends())
