"""A folder like that of the frozen app, made in no time."""

from __future__ import annotations

import marshal
import struct
import zlib
from collections.abc import Mapping
from importlib.util import MAGIC_NUMBER
from pathlib import Path

from frozen.sizes import program


def make_app(folder: Path, modules: Mapping[str, bytes] | None = None) -> Path:
    """Make a folder with a program that holds modules, and a file beside it."""
    app = folder / "cnnstudio"
    (app / "_internal").mkdir(parents=True)
    (app / "_internal" / "numbers.txt").write_text("1 2 3", encoding="utf-8")
    program(app).write_bytes(b"the loader" + archive(modules or {"cnnstudio.ops": b"code"}) + b"the end")
    return app


def archive(modules: Mapping[str, bytes]) -> bytes:
    """Return modules packed as PyInstaller packs them; one without code is a package that has only a folder."""
    place, packed, table = 12, [], []
    for name, code in modules.items():
        data = zlib.compress(code) if code else b""
        table.append((name, (0, place, len(data))))
        packed.append(data)
        place += len(data)
    return b"".join([b"PYZ\0", MAGIC_NUMBER, struct.pack(">I", place), *packed, marshal.dumps(table)])
