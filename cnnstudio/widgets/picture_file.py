"""Saves a widget as it stands as PNG, SVG or PDF, or copies it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint, QSaveFile, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text

RATIO = 2
"""Pixels a PNG has for one pixel on the screen, so that it is sharp in print."""


def save_picture(widget: QWidget, path: Path) -> None:
    """Save a widget as it stands; the ending of the file's name says how.

    Raises
    ------
    UserError
        Where the ending is unknown or the file cannot be written; a file of that name stays as it was.

    """
    writers = {".png": _write_png, ".svg": _write_svg, ".pdf": _write_pdf}
    write = writers.get(path.suffix.lower())
    if write is None:
        raise UserError(text("{name} must end in .png, .svg or .pdf.", name=path.name))
    with replacing(path) as file:
        write(widget, file)


def copy_picture(widget: QWidget) -> None:
    """Put a widget as it stands on the clipboard, to be pasted into a text or a slide."""
    QGuiApplication.clipboard().setImage(picture_of(widget))


def picture_of(widget: QWidget, ratio: float = RATIO) -> QImage:
    """Return a widget as it stands, `ratio` pixels for one on the screen."""
    picture = QImage((QSizeF(widget.size()) * ratio).toSize(), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    widget.render(picture)
    return picture


@contextmanager
def replacing(path: Path) -> Iterator[QSaveFile]:
    """Open a file to be written; it takes the place of one of its name only when all of it is written.

    Raises
    ------
    UserError
        Where it cannot be written.

    """
    file = QSaveFile(os.fspath(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise not_saved(path, file.errorString())
    try:
        yield file
    except BaseException:
        file.cancelWriting()
        file.commit()  # deletes what was written
        raise
    if not file.commit():
        raise not_saved(path, file.errorString())


def not_saved(path: Path, reason: str) -> UserError:
    """Return what the user is told where a file cannot be written."""
    return UserError(text("{name} could not be saved: {reason}. Choose another folder.", name=path.name, reason=reason))


def _write_png(widget: QWidget, file: QSaveFile) -> None:
    picture_of(widget).save(file, "PNG")  # type: ignore[call-overload]  # the stub knows only bytes for the format


def _write_svg(widget: QWidget, file: QSaveFile) -> None:
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(file)
    generator.setSize(widget.size())
    generator.setViewBox(widget.rect())
    _render(widget, QPainter(generator))


def _write_pdf(widget: QWidget, file: QSaveFile) -> None:
    writer = QPdfWriter(file)
    points = QSizeF(widget.size()) * 0.75  # 96 screen pixels an inch, 72 points an inch
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(96)
    _render(widget, QPainter(writer))


def _render(widget: QWidget, painter: QPainter) -> None:
    widget.render(painter, QPoint())
    painter.end()
