"""Takes out of the libraries where the Python lay that built them: a folder of the builder, and none of the student."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from frozen.stripping import is_library


def own_python(home: Path | None = None, prefix: str = sys.base_prefix) -> Path | None:
    """Return the folder of this Python where it lies in the builder's home; None for a Python of the system."""
    folder = Path(prefix)
    return folder if folder.is_relative_to(home or Path.home()) else None


def forget_folder(app: Path, folder: Path) -> int:
    """Empty every string in the libraries that begins with a folder's name; return how many libraries had any.

    They say where to look for libraries and modules, which the frozen app knows without them. Zeros take the place of
    all but the last part of the folder's name, so nothing moves, and what stands behind stays: linkers let one string
    be the end of another, and the version of Python is the end of a folder's name.
    """
    parent = f"{folder.parent}/".encode()
    last = rf"(?={re.escape(folder.name)}(?:[/:]|\0))".encode()
    name = re.compile(rb"(?<=\0)" + re.escape(parent) + last)
    changed = 0
    for path in sorted(app.rglob("*")):
        if not is_library(path):
            continue
        content = path.read_bytes()
        emptied = name.sub(bytes(len(parent)), content)
        if emptied != content:
            path.write_bytes(emptied)
            changed += 1
    return changed
