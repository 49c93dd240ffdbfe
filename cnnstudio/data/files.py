"""Reading a file that the user named, and saying plainly why it cannot be."""

from __future__ import annotations

from pathlib import Path

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text


def check_file(path: Path, megabytes: int) -> None:
    """Look whether there is a file of at most so many megabytes.

    Raises
    ------
    UserError
        If there is no such file, it is a folder, too large, or cannot be looked at.

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
    except OSError as error:
        raise _unreadable(path, error) from error


def read_file(path: Path, megabytes: int) -> bytes:
    """Return the content of a file of at most so many megabytes.

    Raises
    ------
    UserError
        If there is no such file, it is a folder, too large, or cannot be read.

    """
    check_file(path, megabytes)
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> UserError:
    reason = error.strerror or str(error)
    return UserError(text("{name} cannot be read: {reason}.", name=path.name or str(path), reason=reason))
