"""Reads the modules that PyInstaller packed into the frozen app's program, without PyInstaller.

Such an archive begins with `PYZ` and a zero, the magic number of the Python that wrote it, and the place of its table
of contents: a marshalled list of names, each with a kind, a place and a length. The modules are compressed one by one.
"""

from __future__ import annotations

import marshal
import struct
import zlib
from collections.abc import Iterator
from importlib.util import MAGIC_NUMBER
from pathlib import Path

_BEGINNING = b"PYZ\0" + MAGIC_NUMBER


def read_modules(program: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the code of each module; a package of which there is no module has no code.

    Raises
    ------
    ValueError
        Where the program holds no archive, or one written by another version of Python.

    """
    content = program.read_bytes()
    begin = content.rfind(_BEGINNING)
    if begin < 0:
        raise ValueError(f"{program.name} holds no modules of this Python")
    (table,) = struct.unpack_from(">I", content, begin + len(_BEGINNING))
    for name, (_, place, length) in marshal.loads(content[begin + table :]):
        packed = content[begin + place : begin + place + length]
        yield name, zlib.decompress(packed) if packed else b""
