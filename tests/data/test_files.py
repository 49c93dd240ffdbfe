"""A file is read, or a sentence names it and says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cnnstudio.core.errors import UserError
from cnnstudio.data.files import read_file


def test_the_content_comes_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a file").write_bytes(b"\0\1\2")
    assert read_file(tmp_path / "a file", megabytes=1) == b"\0\1\2"


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        read_file(tmp_path, megabytes=1)


@pytest.mark.parametrize("path", ["nowhere.png", "nowhere/near.png", "nul\0byte.png", "/dev/null", "x" * 5000, ""])
def test_what_is_no_file_is_told(path: str) -> None:
    with pytest.raises(UserError):
        read_file(Path(path), megabytes=1)


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "scan.tiff"
    with path.open("wb") as file:
        file.truncate(2_000_001)
    with pytest.raises(UserError, match=r"scan\.tiff is larger than 2 MB"):
        read_file(path, megabytes=2)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.png"
    path.write_bytes(b"secret")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UserError, match=r"secret\.png cannot be read: Permission denied"):
        read_file(path, megabytes=1)
