"""What lies in a system, file by file, and what differs afterwards."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

BOOKKEEPING = (
    "proc/*",
    "dev/shm/*",
    "proof",
    "proof/*",
    "run/*",
    "var/cache/apt/*",
    "var/cache/debconf/*",
    "var/cache/ldconfig/*",
    "var/lib/apt/*",
    "var/lib/dpkg/available",
    "var/lib/dpkg/lock*",
    "var/lib/dpkg/status*",
    "var/log/*",
)
"""What the package manager notes of every installation, whatever is installed; and the proof's own files."""


def snapshot(folder: Path, ignored: Iterable[str] = BOOKKEEPING) -> dict[str, str]:
    """Return every path below a folder with what lies there: kind, rights, owner and contents."""
    patterns = tuple(ignored)
    return {place: _description(folder / place) for place in _places(folder, "", patterns)}


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return what was left, taken and changed, a line each, sorted by path."""
    lines = []
    for place in sorted({*before, *after}):
        if place not in before:
            lines.append(f"left behind: {place}")
        elif place not in after:
            lines.append(f"taken away: {place}")
        elif before[place] != after[place]:
            lines.append(f"changed: {place} ({before[place]} → {after[place]})")
    return lines


def _places(folder: Path, inside: str, ignored: tuple[str, ...]) -> Iterator[str]:
    with os.scandir(folder / inside) as entries:
        for entry in entries:
            place = f"{inside}/{entry.name}".lstrip("/")
            if any(fnmatch(place, pattern) for pattern in ignored):
                continue
            yield place
            if entry.is_dir(follow_symlinks=False):
                yield from _places(folder, place, ignored)


def _description(path: Path) -> str:
    facts = path.lstat()
    words = f"{stat.filemode(facts.st_mode)} {facts.st_uid}:{facts.st_gid}"
    if stat.S_ISLNK(facts.st_mode):
        return f"{words} to {path.readlink()}"
    if stat.S_ISREG(facts.st_mode):
        with path.open("rb") as file:
            return f"{words} {facts.st_size} {hashlib.file_digest(file, 'sha256').hexdigest()[:12]}"
    return words
