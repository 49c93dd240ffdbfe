"""Writing a file so that it is never half there, with the version before kept beside it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text


def backup_path(path: Path) -> Path:
    """Return where the version before is kept; by its ending it can be opened like the file itself.

    >>> backup_path(Path("digits.safetensors")).name
    'digits.backup.safetensors'
    """
    return path.with_name(f"{path.stem}.backup{path.suffix}")


def save_with_backup(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; what stood there before becomes its backup, of which one is kept.

    Raises
    ------
    UserError
        If it cannot be written; then all files are as they were.

    """
    _save(path, content, has_backup=True)


def save_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, without a backup; raises `UserError` if it cannot be written."""
    _save(path, content, has_backup=False)


def check_writable(path: Path) -> None:
    """Raise `UserError` if a file could not be saved here: said before the work whose result it is to hold."""
    if path.is_dir():
        raise UserError(text("{name} is a folder. Name a file in it.", name=path.name or str(path)))
    unfinished = _unfinished(path)
    try:
        unfinished.open("wb").close()
        unfinished.unlink()
    except OSError as error:
        raise _unsaved(path, error) from error


def _save(path: Path, content: bytes, *, has_backup: bool) -> None:
    unfinished = _unfinished(path)
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if has_backup and path.exists():
            _keep(path, unfinished.with_suffix(".old"))
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise _unsaved(path, error) from error


def _unfinished(path: Path) -> Path:
    return path.with_name(path.name + ".part")  # one name, so that a program that was killed leaves one at most


def _unsaved(path: Path, error: OSError) -> UserError:
    reason = error.strerror or str(error)
    return UserError(text("{name} could not be saved: {reason}. Choose another folder.", name=path.name, reason=reason))


def _keep(path: Path, unfinished: Path) -> None:
    """Let the file's present content be its backup, too; at every moment there is a whole file and a whole backup."""
    unfinished.unlink(missing_ok=True)
    try:
        try:
            os.link(path, unfinished)
        except OSError:  # a USB stick's file system knows no links
            shutil.copyfile(path, unfinished)
        unfinished.replace(backup_path(path))
    finally:
        unfinished.unlink(missing_ok=True)
