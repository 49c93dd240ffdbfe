"""Takes the symbols out of the libraries that only debuggers read: a sixth of the app."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

from setup_error import SetupError

_ELF_OF_64_BITS = b"\x7fELF\x02\x01"
_PAGE = 4096
_LOADED = 1
"""Type of the segments of a file that are mapped into memory."""


def check_strip() -> None:
    """Raise SetupError where the program `strip` is missing on Linux, the only system that needs it."""
    if sys.platform.startswith("linux") and shutil.which("strip") is None:
        raise SetupError("The program strip is missing. On Debian, install binutils, or build with --no-strip.")


def strip_libraries(folder: Path) -> int:
    """Strip every library below a folder, and return how many bytes that saved.

    Elsewhere than on Linux nothing is done: libraries of Windows have no such symbols inside, and those of macOS are
    signed.
    """
    if not sys.platform.startswith("linux"):
        return 0
    return sum(_strip(path) for path in sorted(folder.rglob("*")) if is_library(path))


def can_be_mapped(library: Path) -> bool:
    """Whether the segments of a library lie in the file as the loader wants them, each at its address within a page.

    Wheels carry libraries that were moved about by patchelf, and strip can put their segments where they do not fit.
    The headers are as in the manual page elf(5).
    """
    with library.open("rb") as file:
        header = file.read(64)
        (start,) = struct.unpack_from("<Q", header, 32)
        size, count = struct.unpack_from("<HH", header, 54)
        file.seek(start)
        table = file.read(size * count)
    segments = (struct.unpack_from("<IIQQ", table, size * number) for number in range(count))
    return all((offset - address) % _PAGE == 0 for kind, _, offset, address in segments if kind == _LOADED)


def _strip(library: Path) -> int:
    """Strip one library, or leave it as it is where that would break it; return the bytes saved."""
    stripped = library.with_name(f"{library.name}.stripped")
    command: list[str | Path] = ["strip", "--strip-unneeded", "-o", stripped, library]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        stripped.unlink(missing_ok=True)
        raise SetupError(f"strip failed: {done.stderr.strip()} Build with --no-strip to see whether all else works.")
    saved = library.stat().st_size - stripped.stat().st_size
    if saved <= 0 or not can_be_mapped(stripped):
        stripped.unlink()
        return 0
    shutil.copymode(library, stripped)
    os.replace(stripped, library)
    return saved


def is_library(path: Path) -> bool:
    """Whether a file is a library or program; not the app's own program, which carries an archive behind its end."""
    if path.is_symlink() or not path.is_file() or path.parent.joinpath("_internal").exists():
        return False
    with path.open("rb") as file:
        return file.read(len(_ELF_OF_64_BITS)) == _ELF_OF_64_BITS
