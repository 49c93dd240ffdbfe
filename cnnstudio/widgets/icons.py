"""The app's line icons, drawn in a colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cnnstudio.core.resources import resource_path
from cnnstudio.widgets.theme import Theme


def icon_pixmap(name: str, color: str, size: int, device_ratio: float = 1.0) -> QPixmap:
    """Return `resources/icons/<name>.svg` as a picture of `size` pixels in one colour."""
    drawing = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)
    pixmap = QPixmap(round(size * device_ratio), round(size * device_ratio))
    pixmap.setDevicePixelRatio(device_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon(name: str, theme: Theme, size: int = 20) -> QIcon:
    """Return an icon in the theme's text colour, greyed where its button is disabled."""
    pixels = theme.scaled(size)
    result = QIcon()
    result.addPixmap(icon_pixmap(name, theme.palette.text, pixels, 2.0), QIcon.Mode.Normal)
    result.addPixmap(icon_pixmap(name, theme.palette.text_third, pixels, 2.0), QIcon.Mode.Disabled)
    return result
