"""Reading a file that the user named, and saying plainly why it cannot be."""

from __future__ import annotations

from pathlib import Path

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text


def read_file(path: Path, megabytes: int) -> bytes:
    """Return the content of a file of at most so many megabytes.

    Raises
    ------
    UserError
        If there is no such file, it is a folder, too large, or cannot be read.

    """
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise UserError(text("{name} is a folder. Choose a file in it.", name=name))
        # A pipe or a device may never end.
        if not path.is_file():
            raise UserError(text("There is no file {name}. Check where it is and how it is spelt.", name=path))
        if path.stat().st_size > megabytes * 1_000_000:
            raise UserError(text("{name} is larger than {count} MB and is not opened.", name=name, count=megabytes))
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(text("{name} cannot be read: {reason}.", name=name, reason=reason)) from error
