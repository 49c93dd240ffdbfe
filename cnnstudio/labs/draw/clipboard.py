"""What the clipboard or a drop brings: a file, or a picture without one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.data.grid_text import parse_grid
from cnnstudio.labs.draw.opener import Opener


def open_mime(opener: Opener, data: QMimeData, name: str) -> None:
    """Open the first file, else the picture; `name` is what to call a picture that has none.

    Raises
    ------
    UserError
        Where there is neither.

    """
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    picture = data.imageData() if data.hasImage() else None
    if files:
        opener.open_file(Path(files[0]))
    elif isinstance(picture, QImage) and not picture.isNull():
        opener.open_bytes(_as_png(picture), name)
    elif _is_table(data.text()):
        raise UserError(
            text(
                "These are numbers, no picture. Own numbers takes tables: go to Convolve or Pool, choose it as the "
                "input, click the grid and paste."
            )
        )
    else:
        raise UserError(text("There is no picture to paste. Copy a picture or a picture file first."))


def _is_table(words: str) -> bool:
    try:
        parse_grid(words)
    except UserError:
        return False
    return True


def _as_png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub knows only bytes for the format
    return bytes(buffer.data().data())
