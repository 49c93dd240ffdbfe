"""Libraries lose what only debuggers read, and stay as they are where that would break them."""

from __future__ import annotations

import os
import shutil
import struct
import sys
import sysconfig
from pathlib import Path

import pytest
from frozen import stripping
from frozen.stripping import can_be_mapped, check_strip, strip_libraries
from setup_error import SetupError

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("strip") is None, reason="only on Linux with binutils"
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with symbols: Python's own, or the interpreter."""
    name = Path(sysconfig.get_config_var("LIBDIR") or "") / str(sysconfig.get_config_var("INSTSONAME"))
    source = name if name.is_file() else Path(sys.executable).resolve()
    return Path(shutil.copy(source, tmp_path / "library.so"))


def imitate_strip(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program called strip first on the path; its words are --strip-unneeded -o TARGET SOURCE."""
    program = folder / "bin" / "strip"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nimport sys\n_, _, target, source = sys.argv[1:]\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def test_a_stripped_library_says_by_how_much_it_shrank(library: Path) -> None:
    before, mode = library.stat().st_size, library.stat().st_mode
    saved = strip_libraries(library.parent)
    assert saved >= 0
    assert library.stat().st_size == before - saved
    assert library.stat().st_mode == mode
    assert can_be_mapped(library)
    assert list(library.parent.iterdir()) == [library]


def test_a_library_that_would_no_longer_load_stays_as_it_is(
    library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As strip does with libraries that patchelf has moved about: the first segment no longer begins at a page."""
    imitate_strip(
        tmp_path_factory.mktemp("tools"),
        monkeypatch,
        "import pathlib\npathlib.Path(target).write_bytes(pathlib.Path(source).read_bytes()[:-1])",
    )
    monkeypatch.setattr(stripping, "can_be_mapped", lambda _: False)
    content = library.read_bytes()
    assert strip_libraries(library.parent) == 0
    assert library.read_bytes() == content
    assert list(library.parent.iterdir()) == [library]


def test_segments_must_lie_at_their_place_within_a_page(library: Path) -> None:
    assert can_be_mapped(library)
    content = bytearray(library.read_bytes())
    (start,) = struct.unpack_from("<Q", content, 32)
    size, count = struct.unpack_from("<HH", content, 54)
    first = next(start + size * k for k in range(count) if struct.unpack_from("<I", content, start + size * k) == (1,))
    (offset,) = struct.unpack_from("<Q", content, first + 8)
    struct.pack_into("<Q", content, first + 8, offset + 8)
    library.write_bytes(content)
    assert not can_be_mapped(library)


def test_the_apps_own_program_with_its_archive_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "_internal").mkdir()
    program = Path(shutil.copy(Path(sys.executable).resolve(), tmp_path / "cnnstudio"))
    program.write_bytes(program.read_bytes() + b"archive")
    assert strip_libraries(tmp_path) == 0
    assert program.read_bytes().endswith(b"archive")


def test_texts_and_links_are_no_libraries(tmp_path: Path) -> None:
    (tmp_path / "notes.so").write_text("no library")
    (tmp_path / "link.so").symlink_to(sys.executable)
    assert strip_libraries(tmp_path) == 0


def test_a_strip_that_fails_says_what_to_do(
    library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    imitate_strip(tmp_path_factory.mktemp("tools"), monkeypatch, "sys.exit('no room')")
    with pytest.raises(SetupError, match=r"strip failed: no room Build with --no-strip"):
        strip_libraries(library.parent)


def test_a_system_without_strip_is_told_before_anything_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    check_strip()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SetupError, match=r"install binutils, or build with --no-strip"):
        check_strip()
