"""What must never be in an installer, and whether it is in a frozen app."""

from __future__ import annotations

import mmap
import zipfile
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path, PurePath

from frozen.archive import read_modules
from frozen.sizes import program

DENIED_FILES = (
    "*/torch/test/*",
    "*/torch/include/*",
    "*torchbind_test*",
    "*/sample_data/*",
    "*/tests/*",
    "*gtk-3*",
    "*gtk-4*",
    "*gtk3*",
    "*gtk4*",
    "*qml*",
    "*qtquick*",
    "*qt6quick*",
    "*virtualkeyboard*",
    "*eglfs*",
    "*linuxfb*",
    "*qvnc*",
    "*nvidia*",
    "*libcuda*",
    "*libcudnn*",
    "*libcublas*",
    "*torch_cuda*",
    "*/libgl.so*",
    "*/libegl.so*",
    "*pytest*",
    "*hypothesis*",
    "*/pip/*",
    "*/setuptools/*",
    "*/__pycache__/*",
    "*.a",
    "*.h",
    "*.lib",
    "*.o",
    "*.pdb",
    "*.orig",
    "*.stripped",
    "*/direct_url.json",
)
"""Patterns of places, in small letters; `*` also stands for slashes."""

DENIED_MODULES = ("_pytest", "hypothesis", "mypy", "nvidia", "pip", "pytest", "setuptools", "sympy", "tests", "tkinter")
"""Packages that must not be among the packed modules."""


def denied(app: Path, build_folders: Sequence[Path]) -> list[str]:
    """Return a line for each thing in the app's folder that must not be there.

    Parameters
    ----------
    app
        The folder of the frozen app.
    build_folders
        Folders of the machine that built it: their names must be in no file.

    """
    return [*_denied_files(app), *_denied_modules(app), *_named_folders(app, build_folders)]


def _denied_files(app: Path) -> Iterator[str]:
    for path in sorted(app.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        place = f"/{path.relative_to(app).as_posix()}"
        pattern = next((pattern for pattern in DENIED_FILES if fnmatch(place.lower(), pattern)), None)
        if pattern is not None:
            yield f"{place[1:]} is denied by {pattern}"
        elif path.is_symlink() and not path.exists():
            yield f"{place[1:]} is a link to nothing"
        elif path.is_symlink() and not path.resolve().is_relative_to(app.resolve()):
            yield f"{place[1:]} is a link out of the app"


def _denied_modules(app: Path) -> Iterator[str]:
    for name, _ in read_modules(program(app)):
        if name.split(".")[0] in DENIED_MODULES:
            yield f"the module {name} is packed into the program"


def _named_folders(app: Path, folders: Sequence[Path]) -> Iterator[str]:
    """Find the names of folders in files, in the modules of the program, and in those of Python's own library."""
    needles = {needle: folder for folder in folders for needle in _spellings(folder)}
    for name, content in _contents(app):
        for needle, folder in needles.items():
            if content.find(needle) >= 0:
                yield f"{name} names the folder {folder}"


def _contents(app: Path) -> Iterator[tuple[str, bytes | mmap.mmap]]:
    for path in sorted(app.rglob("*")):
        if path.is_symlink() or not path.is_file() or not path.stat().st_size:
            continue
        place = path.relative_to(app).as_posix()
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield place, content
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as packed:
                yield from ((f"{place}: {name}", packed.read(name)) for name in packed.namelist())
    yield from read_modules(program(app))


def _spellings(folder: PurePath) -> Iterator[bytes]:
    """Yield the bytes by which a folder may be named, on Windows too."""
    for name in {str(folder), folder.as_posix(), str(folder).replace("\\", "\\\\")}:
        yield name.encode()
        if "\\" in name:
            yield name.encode("utf-16-le")
