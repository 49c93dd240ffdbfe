"""Saves what a lab shows as PNG, SVG or PDF."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint, QSaveFile, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text

_RATIO = 2
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
    file = QSaveFile(os.fspath(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise _not_saved(path, file)
    write(widget, file)
    if not file.commit():
        raise _not_saved(path, file)


def _not_saved(path: Path, file: QSaveFile) -> UserError:
    reason = file.errorString()
    return UserError(text("{name} could not be saved: {reason}. Choose another folder.", name=path.name, reason=reason))


def _write_png(widget: QWidget, file: QSaveFile) -> None:
    picture = QImage(widget.size() * _RATIO, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(_RATIO)
    widget.render(picture)
    picture.save(file, "PNG")  # type: ignore[call-overload]  # the stub knows only bytes for the format


def _write_svg(widget: QWidget, file: QSaveFile) -> None:
    generator = QSvgGenerator()
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
