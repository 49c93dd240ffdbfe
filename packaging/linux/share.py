"""The files beside the program: menu entry, icons, component, file type and manual, in the folders of `share`."""

from __future__ import annotations

import gzip
from pathlib import Path

from product import PRODUCT

from linux import desktop, documents

ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_DRAWING = f"{PRODUCT.command}.svg"


def lay_out_share(share: Path, root: Path, version: str, program: str = PRODUCT.command) -> None:
    """Write them all.

    Parameters
    ----------
    share
        The folder that is to hold `applications`, `icons` and so on.
    root
        The project, with its icons.
    version
        Of the app.
    program
        What the menu starts.

    """
    written = {
        f"applications/{PRODUCT.identifier}.desktop": desktop.desktop_entry(program),
        f"metainfo/{PRODUCT.identifier}.metainfo.xml": desktop.metainfo(),
        f"mime/packages/{PRODUCT.identifier}.xml": desktop.mime_package(),
    }
    for name, content in written.items():
        _place(share / name).write_text(content, encoding="utf-8")
    write_compressed(share / f"man/man1/{PRODUCT.command}.1.gz", documents.manual_page(version))
    _draw_icons(share / "icons" / "hicolor", root / "resources" / "icons" / _DRAWING)


def write_compressed(path: Path, content: str) -> None:
    """Write a text compressed, without the time of writing: the same text gives the same file."""
    _place(path).write_bytes(gzip.compress(content.encode(), mtime=0))


def _draw_icons(theme: Path, drawing: Path) -> None:
    import icons  # late: it needs Pillow and Qt, which the rest does without

    _place(theme / "scalable" / "apps" / _DRAWING).write_bytes(drawing.read_bytes())
    for size in ICON_SIZES:
        icons.draw(size).save(_place(theme / f"{size}x{size}" / "apps" / f"{PRODUCT.command}.png"), optimize=True)


def _place(path: Path) -> Path:
    """Return the path, with its folder made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
