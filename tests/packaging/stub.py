"""A frozen app in place of the real one: a few files, and a program that answers as the app does."""

from __future__ import annotations

import shutil
from pathlib import Path

VERSION = "1.2.3"
LIBRARY = "_internal/libstub.so.1"

_PROGRAM = f"""#!/bin/sh
case "$1" in
--version) echo cnnstudio {VERSION} ;;
predict) echo '{{"predictions": [{{"digit": 3}}]}}' ;;
*) echo "ok    stub" ;;
esac
"""


def make_frozen(folder: Path, program: str = _PROGRAM) -> Path:
    """Return a frozen app; its library is a real one where this system has one."""
    for name, content in {"cnnstudio": program, "THIRD_PARTY_LICENCES.txt": "others", LIBRARY: ""}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        path.chmod(0o755)
    real = shutil.which("dpkg-deb")
    if real is not None:
        shutil.copy(real, folder / LIBRARY)  # something with dependencies
    return folder
