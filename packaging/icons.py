"""Makes the app's icons for Windows and macOS from the one drawing, `resources/icons/cnnstudio.svg`.

python packaging/icons.py cnnstudio.ico cnnstudio.icns     # in an environment with PySide6 and Pillow
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PIL import Image

_DRAWING = Path(__file__).resolve().parents[1] / "resources" / "icons" / "cnnstudio.svg"

WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
"""What Windows shows from a list to large tiles, at 100, 125, 150 and 200 %."""

MAC_SIZES = (32, 64, 128, 256, 512, 1024)
"""What macOS shows in 16 to 512 points, on plain and on Retina displays."""

_BANNER = (328, 628)  # twice what Windows shows at 100 %
_BLUE = (29, 91, 208)  # of the drawing's ground

_MAC_SHARE = 824 / 1024  # of the canvas: the grid for macOS icons leaves a margin for their shadow


def write_ico(target: Path) -> None:
    """Write the icon for Windows: each size drawn for itself, not scaled from the largest."""
    pictures = [draw(size) for size in WINDOWS_SIZES]
    _save(pictures, target, "ICO")


def write_icns(target: Path) -> None:
    """Write the icon for macOS, with the margin that its other icons have."""
    pictures = [_with_margin(size) for size in MAC_SIZES]
    _save(pictures, target, "ICNS")


def write_banner(target: Path) -> None:
    """Write the picture at the left of the installer's last page: the drawing on its own ground."""
    banner = Image.new("RGB", _BANNER, _BLUE)
    icon = draw(256)
    banner.paste(icon, ((_BANNER[0] - icon.width) // 2, 60), icon)
    target.parent.mkdir(parents=True, exist_ok=True)
    banner.save(target, "BMP")


def draw(size: int) -> Image.Image:
    """Return the drawing in so many pixels, on nothing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(_DRAWING)).render(painter)
    painter.end()
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (size, size), bytes(plain.constBits()))


def _with_margin(size: int) -> Image.Image:
    inner = 2 * round(size * _MAC_SHARE / 2)
    canvas = Image.new("RGBA", (size, size))
    canvas.paste(draw(inner), ((size - inner) // 2, (size - inner) // 2))
    return canvas


def _save(pictures: list[Image.Image], target: Path, kind: str) -> None:
    """Write all sizes into one file; the largest leads, from which Pillow would else make the others."""
    target.parent.mkdir(parents=True, exist_ok=True)
    largest, others = pictures[-1], pictures[:-1]
    sizes = {"sizes": [picture.size for picture in pictures]} if kind == "ICO" else {}
    largest.save(target, format=kind, append_images=others, **sizes)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        {".ico": write_ico, ".icns": write_icns, ".bmp": write_banner}[path.suffix](path)
