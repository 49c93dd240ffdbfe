"""The kinds of file that runs are exported as: the ending of the name decides."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, Translator, text

EXPORT_KINDS: Mapping[str, Text] = MappingProxyType(
    {
        ".csv": text("Table, a line a batch"),
        ".png": text("Picture"),
        ".svg": text("Picture that stays sharp at any size"),
        ".pdf": text("Page to print"),
    }
)


def export_filters(say: Translator) -> str:
    """Return the kinds as a file dialog wants them."""
    return ";;".join(f"{say(label)} (*{ending})" for ending, label in EXPORT_KINDS.items())


def export_path(name: str, chosen: str) -> Path:
    """Return where to save: a name without an ending gets that of the kind that was `chosen` in the dialog.

    A number after a dot is no ending: "rate 0.1" becomes "rate 0.1.csv".

    Raises
    ------
    UserError
        Where the name ends in something else.

    """
    path = Path(name)
    if path.suffix.lower() in EXPORT_KINDS:
        return path
    if path.suffix[1:].isalpha():
        raise UserError(text("{name} must end in .csv, .png, .svg or .pdf.", name=path.name))
    ending = next((ending for ending in EXPORT_KINDS if chosen.endswith(f"(*{ending})")), ".csv")
    return path.with_name(path.name.rstrip(".") + ending)
