"""The shipped data is found in a source checkout, an installed wheel and a frozen app."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cnnstudio.core import resources
from cnnstudio.core.resources import resource_path

_PROGRAM = "from cnnstudio.core.resources import resource_path; print(resource_path('icons', 'cnnstudio.svg'))"


def _place_package(folder: Path) -> Path:
    """Copy what finds the data into `folder`, as an installation does."""
    core = folder / "cnnstudio" / "core"
    core.mkdir(parents=True)
    for package in (core.parent, core):
        (package / "__init__.py").touch()
    shutil.copy(resources.__file__, core)
    return core.parent


def _place_icon(folder: Path) -> Path:
    icon = folder / "icons" / "cnnstudio.svg"
    icon.parent.mkdir(parents=True)
    icon.write_text("<svg/>", encoding="utf-8")
    return icon


def _found_from(folder: Path, prelude: str = "") -> Path:
    """Return what a fresh interpreter finds that has only `folder` on its path."""
    program = f"import sys; sys.path.insert(0, {str(folder)!r}); {prelude}{_PROGRAM}"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True)
    return Path(done.stdout.strip())


def test_in_a_source_checkout(tmp_path: Path) -> None:
    _place_package(tmp_path)
    icon = _place_icon(tmp_path / "resources")
    assert _found_from(tmp_path) == icon


def test_in_an_installed_wheel(tmp_path: Path) -> None:
    """Beside site-packages another project may have a folder of the same name; ours lies in the package."""
    package = _place_package(tmp_path)
    icon = _place_icon(package / "resources")
    _place_icon(tmp_path / "resources")
    assert _found_from(tmp_path) == icon


def test_in_a_frozen_app(tmp_path: Path) -> None:
    """The code lies in an archive, the data where the frozen app unpacked it."""
    _place_package(tmp_path / "archive")
    icon = _place_icon(tmp_path / "unpacked" / "cnnstudio" / "resources")
    assert _found_from(tmp_path / "archive", f"sys._MEIPASS = {str(tmp_path / 'unpacked')!r}; ") == icon


@pytest.mark.parametrize(
    "parts",
    [
        ("fonts", "Pretendard-Regular.otf"),
        ("fonts", "Pretendard-SemiBold.otf"),
        ("fonts", "LICENSE.txt"),
        ("icons", "cnnstudio.svg"),
        ("icons", "cnnstudio.png"),
        ("i18n", "ko", "LC_MESSAGES", "cnnstudio.mo"),
        ("mnist", "train-images-idx3-ubyte.xz"),
    ],
)
def test_what_the_app_needs_is_there(parts: tuple[str, ...]) -> None:
    assert resource_path(*parts).is_file()


def test_every_icon_takes_the_colour_of_the_theme() -> None:
    drawn_as_they_are = {"cnnstudio", "checked-dark", "checked-light", "down-dark", "down-light"}
    icons = {path.stem: path.read_text(encoding="utf-8") for path in resource_path("icons").glob("*.svg")}
    assert {name for name, drawing in icons.items() if "currentColor" not in drawing} == drawn_as_they_are
