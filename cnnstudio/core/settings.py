"""What the app remembers from one start to the next, and where on the disk."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from cnnstudio.core.texts import LANGUAGES

THEMES = ("system", "light", "dark")
ZOOM_RANGE = (100, 200)
"""Smallest and largest zoom, per cent."""
PEN_WIDTHS = (2, 12)
"""Thinnest and thickest pen on the drawing sheet, per cent of its side."""
MOST_RECENT_FILES = 8

_FORMAT = "cnnstudio-settings-1"
_LARGEST = 1_000_000  # bytes; a larger file is none of ours


@dataclass(frozen=True)
class Settings:
    """What the user chose; a value that cannot be is refused with a `ValueError`.

    Attributes
    ----------
    language
        A key of `LANGUAGES`, or None for the language of the system.
    theme
        One of `THEMES`.
    zoom
        Size of type and controls, 100…200 per cent.
    window_geometry
        Place and size of the window as Qt wrote them, in base64; None before the first close.
    lab
        Id of the lab shown last.
    recent_files
        Paths of the pictures opened last, newest first, at most eight.
    pen_width
        Of the drawing sheet, 2…12 per cent of its side.

    """

    language: str | None = None
    theme: str = "system"
    zoom: int = 100
    window_geometry: str | None = None
    lab: str = "draw"
    recent_files: tuple[str, ...] = ()
    pen_width: int = 5

    def __post_init__(self) -> None:
        """Refuse what cannot be, whether it comes from a file or from the app."""
        _require(self.language is None or self.language in LANGUAGES, "language", self.language)
        _require(self.theme in THEMES, "theme", self.theme)
        _require(_is_whole(self.zoom, ZOOM_RANGE), "zoom", self.zoom)
        _require(self.window_geometry is None or isinstance(self.window_geometry, str), "geometry", "")
        _require(isinstance(self.lab, str), "lab", self.lab)
        _require(len(self.recent_files) <= MOST_RECENT_FILES, "number of recent files", len(self.recent_files))
        _require(all(isinstance(name, str) for name in self.recent_files), "recent files", self.recent_files)
        _require(_is_whole(self.pen_width, PEN_WIDTHS), "pen width", self.pen_width)

    def changed(self, **changes: Any) -> Settings:
        """Return settings in which some values are others."""
        return replace(self, **changes)


def settings_path() -> Path:
    """Return where the settings of this user lie."""
    import platformdirs

    return platformdirs.user_config_path("cnnstudio", appauthor=False) / "settings.json"


def runs_path() -> Path:
    """Return the folder in which the training runs of this user are kept."""
    import platformdirs

    return platformdirs.user_data_path("cnnstudio", appauthor=False) / "runs"


def log_path() -> Path:
    """Return where faults of the app are written down for this user."""
    import platformdirs

    return platformdirs.user_log_path("cnnstudio", appauthor=False) / "cnnstudio.log"


def load_settings(path: Path) -> Settings:
    """Read the settings; the defaults where there are none or the file is none of ours.

    A file that is damaged, foreign or of a newer version is kept beside as `<name>.broken`, so that nothing is
    lost when the app saves its own.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError:
        return Settings()
    try:
        return _parsed(content)
    except (ValueError, TypeError, RecursionError):
        with suppress(OSError):
            path.replace(path.with_name(path.name + ".broken"))
        return Settings()


def save_settings(settings: Settings, path: Path) -> bool:
    """Write the settings and say whether they were kept; the file is replaced whole or not at all.

    A disk that is full or read-only is no reason to disturb a lesson: the answer is False, and the app goes on.
    """
    content = json.dumps({"format": _FORMAT, **asdict(settings)}, indent=1).encode("ascii")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace_whole(path, content)
    except OSError:
        return False
    return True


def _parsed(content: bytes) -> Settings:
    """Return the settings in a file's bytes; a value that is not there is the default."""
    entries = json.loads(content.decode("ascii")) if len(content) <= _LARGEST else None
    if not isinstance(entries, dict) or entries.get("format") != _FORMAT:
        raise ValueError("not a settings file of this version")
    known = {name: entries[name] for name in Settings.__dataclass_fields__ if name in entries}
    recent = known.pop("recent_files", [])
    if not isinstance(recent, list):
        raise TypeError("recent files are not a list")
    return Settings().changed(recent_files=tuple(recent), **known)


def _replace_whole(path: Path, content: bytes) -> None:
    """Write beside the file first and flush to the disk, so that a crash leaves the old file or the new one."""
    descriptor, unfinished = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(path)
    except OSError:
        Path(unfinished).unlink(missing_ok=True)
        raise


def _is_whole(value: object, limits: tuple[int, int]) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and limits[0] <= value <= limits[1]


def _require(holds: bool, name: str, value: object) -> None:
    if not holds:
        raise ValueError(f"{name} cannot be {value!r}")
