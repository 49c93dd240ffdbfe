"""How large the frozen app is, and where that comes from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

LIMIT = 660_000_000
"""Bytes that the installed app may take."""


def program(app: Path) -> Path:
    """Return the program in the folder of the app."""
    return app / ("cnnstudio.exe" if os.name == "nt" else "cnnstudio")


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files below a folder; links count nothing."""
    files = path.rglob("*") if path.is_dir() else (path,)
    return sum(file.lstat().st_size for file in files if file.is_file() and not file.is_symlink())


def largest_parts(app: Path, count: int = 8) -> dict[str, int]:
    """Return the largest folders and files of the app with their bytes."""
    inner = app / "_internal"
    parts = [*app.iterdir(), *(inner.iterdir() if inner.is_dir() else ())]
    sizes = {part.name: size_of(part) for part in parts if part != inner}
    return dict(sorted(sizes.items(), key=lambda item: -item[1])[:count])


def table(title: str, sizes: Mapping[str, int]) -> str:
    """Return lines of names and megabytes, the largest first."""
    rows = sorted(sizes.items(), key=lambda item: -item[1])
    return "\n".join([title, *(f"  {megabytes(size):>9}  {name}" for name, size in rows)])


def megabytes(size: int) -> str:
    """Return a size in words.

    >>> megabytes(606_400_000)
    '606.4 MB'
    """
    return f"{size / 1e6:.1f} MB"
