"""Where the shipped data lies: from a source checkout, an installed wheel and a frozen app alike."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as `resource_path("fonts", "Pretendard-Regular.otf")`."""
    return _root().joinpath(*parts)


@cache
def _root() -> Path:
    """Return the folder of all shipped data; it does not move while the program runs."""
    package = Path(__file__).resolve().parents[1]
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [package / "resources", package.parent / "resources"]
    if frozen is not None:
        candidates.insert(0, Path(frozen) / "cnnstudio" / "resources")
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])
