"""The libraries of a Linux system without which Qt does not load, and how Debian calls them.

Found with `readelf -d` on Qt's own libraries and platform plugins as the wheels of PySide6 6.8…6.11 ship them.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping

from setup_error import SetupError

DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""What Qt needs to draw, even without a display."""

X11_WINDOWS = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt needs to open a window on an X11 display."""

WAYLAND_WINDOWS = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""What Qt needs to open a window on a Wayland display."""


def wanted_libraries(variables: Mapping[str, str], *, windows: bool) -> dict[str, str]:
    """Return the libraries for drawing and, if windows are to be opened, for the display that is there."""
    if not windows or "QT_QPA_PLATFORM" in variables:
        return DRAWING
    if variables.get("DISPLAY"):
        return DRAWING | X11_WINDOWS
    return DRAWING | WAYLAND_WINDOWS


def missing_packages(libraries: Mapping[str, str], load: Callable[[str], object] = ctypes.CDLL) -> list[str]:
    """Return the Debian packages of the libraries that the system cannot load."""
    missing = []
    for library, package in libraries.items():
        try:
            load(library)
        except OSError:
            missing.append(package)
    return missing


def install_command(packages: Iterable[str]) -> list[str]:
    """Return the command that installs packages on Debian, Ubuntu and their kin."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def provide(packages: list[str], libraries: Mapping[str, str]) -> None:
    """Install packages where we may, else say what the user has to install.

    Parameters
    ----------
    packages
        Names of Debian packages that are missing; nothing happens where there are none.
    libraries
        Files that these packages hold, by which other distributions know them.

    Raises
    ------
    SetupError
        Where the packages are still missing afterwards.

    """
    if not packages:
        return
    if shutil.which("apt-get") is None:
        files = [library for library, package in libraries.items() if package in packages]
        files += [package for package in packages if package not in libraries.values()]
        raise SetupError(f"This system lacks {', '.join(files)}. Install the packages that hold them and start again.")
    if os.geteuid() != 0:
        line = " ".join(["sudo", "apt", "install", *packages])
        raise SetupError(f"This system lacks some packages. Install them with this line and start again:\n  {line}")
    command = install_command(packages)
    print(f"This system lacks some packages. Installing them:\n  {' '.join(command)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    if subprocess.run(command, env=quiet, check=False).returncode:
        raise SetupError(
            f"These packages could not be installed: {' '.join(packages)}. "
            "Is this machine online? Then start the same command again."
        )
