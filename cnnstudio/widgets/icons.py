"""The app's line icons, drawn in a colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from cnnstudio.core.resources import resource_path
from cnnstudio.widgets.theme import Theme

_SHARPNESS = 2
"""Pixels drawn for each pixel on an ordinary screen."""

_GAP = 6
"""Pixels between an icon and the words beside it."""


def icon_pixmap(name: str, color: str, size: int, gap: int = 0) -> QPixmap:
    """Return `resources/icons/<name>.svg` as a picture of `size` pixels in one colour, with room to its right."""
    drawing = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)
    pixmap = QPixmap((size + gap) * _SHARPNESS, size * _SHARPNESS)
    pixmap.setDevicePixelRatio(_SHARPNESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def set_icon(
    button: QAbstractButton,
    name: str,
    theme: Theme,
    size: int = 20,
    *,
    beside_words: bool = True,
    color: str | None = None,
) -> None:
    """Give a button an icon in the theme's text colour, or another; the style greys it where it is disabled."""
    pixels, gap = theme.scaled(size), _GAP if beside_words else 0
    icon = QIcon(icon_pixmap(name, color or theme.palette.text, pixels, gap))
    if color is not None:  # the style would grey a light icon to one that cannot be seen
        icon.addPixmap(icon_pixmap(name, theme.palette.text_third, pixels, gap), QIcon.Mode.Disabled)
    button.setIcon(icon)
    button.setIconSize(QSize(pixels + gap, pixels))
