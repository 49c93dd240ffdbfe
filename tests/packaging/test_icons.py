"""The app's icons, made from its one drawing."""

from __future__ import annotations

from pathlib import Path

import icons
import pytest
from PIL import IcnsImagePlugin, IcoImagePlugin, Image, ImageChops

pytestmark = pytest.mark.usefixtures("qapp")


def test_each_size_for_windows_is_drawn_for_itself(tmp_path: Path) -> None:
    icons.write_ico(tmp_path / "made" / "cnnstudio.ico")
    with Image.open(tmp_path / "made" / "cnnstudio.ico") as icon:
        assert isinstance(icon, IcoImagePlugin.IcoImageFile)
        assert icon.ico.sizes() == {(size, size) for size in icons.WINDOWS_SIZES}
        for size in icons.WINDOWS_SIZES:
            kept = icon.ico.getimage((size, size)).convert("RGBA")
            assert ImageChops.difference(kept, icons.draw(size)).getbbox() is None, size


def test_the_icon_for_macos_has_the_margin_of_its_neighbours(tmp_path: Path) -> None:
    icons.write_icns(tmp_path / "cnnstudio.icns")
    with Image.open(tmp_path / "cnnstudio.icns") as icon:
        assert isinstance(icon, IcnsImagePlugin.IcnsImageFile)
        assert {(512, 512, 2), (128, 128, 1), (16, 16, 2)} <= set(icon.info["sizes"])
        icon.load()
        assert icon.size == (1024, 1024)
        assert icon.getchannel("A").getbbox() == (100, 100, 924, 924)


def test_the_picture_of_the_installer_is_the_drawing_on_its_own_ground(tmp_path: Path) -> None:
    icons.write_banner(tmp_path / "cnnstudio.bmp")
    with Image.open(tmp_path / "cnnstudio.bmp") as banner:
        assert banner.format == "BMP"
        ground = icons.draw(256).getpixel((128, 2))
        assert isinstance(ground, tuple)
        assert banner.getpixel((0, 0)) == ground[:3]
