"""What a Debian package says of itself: control file, copyright, changelog and manual page."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterable
from pathlib import Path

from product import PRODUCT, ROOT, Release

from cnnstudio.cli.main import COMMANDS
from cnnstudio.core.texts import Translator

_OTHERS = f"/usr/share/doc/{PRODUCT.command}/THIRD_PARTY_LICENCES.txt"


def control(version: str, depends: Iterable[str], kilobytes: int) -> str:
    """Return the control file of the binary package."""
    fields = {
        "Package": PRODUCT.command,
        "Version": version,
        "Section": "education",
        "Priority": "optional",
        "Architecture": "amd64",
        "Maintainer": maintainer(),
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join(depends),
        "Description": _described(),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def maintainer() -> str:
    """Return the maintainer with the address."""
    return f"{PRODUCT.maintainer} <{PRODUCT.email}>"


def _described() -> str:
    """Return the short and the long description; each line of the long one begins with a space."""
    summary = PRODUCT.summary.en
    paragraphs = (textwrap.indent(textwrap.fill(words.en, 78), " ") for words in PRODUCT.description)
    return "\n".join([summary[0].lower() + summary[1:], "\n .\n".join(paragraphs)])


def copyright_notice(root: Path = ROOT) -> str:
    """Return the copyright file, in Debian's machine-readable form."""
    licence = (root / "LICENSE").read_text(encoding="utf-8").split("\n\n", 2)[2]
    return (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        f"Upstream-Name: {PRODUCT.name}\n"
        f"Upstream-Contact: {maintainer()}\n"
        "Comment:\n"
        " This package also holds works of others, each under its own licence: Python, Qt, PySide6,\n"
        " PyTorch, NumPy, matplotlib and what they need. They are listed, with their licences, in\n"
        f" {_OTHERS}\n"
        " Qt, PySide6 and shiboken6 are used under the GNU Lesser General Public License, version 3;\n"
        " on Debian systems its text is in /usr/share/common-licenses/LGPL-3\n"
        "\n"
        "Files: *\n"
        f"Copyright: {PRODUCT.copyright}\n"
        f"License: {PRODUCT.licence}\n"
        f"{_continued(licence)}\n"
    )


def _continued(content: str) -> str:
    """Return a text as the continuation of a field: indented, and empty lines marked by a dot."""
    return "\n".join(f" {line}" if line.strip() else " ." for line in content.strip().splitlines())


def changelog(version: str) -> str:
    """Return the changelog; a version that is not released yet is at its head with the newest release's notes."""
    newest = PRODUCT.releases[0]
    releases = [Release(version, newest.date, newest.notes)] if version != newest.version else []
    return "\n".join(_entry(release) for release in (*releases, *PRODUCT.releases))


def _entry(release: Release) -> str:
    notes = "\n".join(
        textwrap.fill(words.en, 78, initial_indent="  * ", subsequent_indent="    ") for words in release.notes
    )
    date = datetime.datetime.fromisoformat(f"{release.date}T12:00:00+00:00")
    head = f"{PRODUCT.command} ({release.version}) stable; urgency=medium"
    return f"{head}\n\n{notes}\n\n -- {maintainer()}  {date:%a, %d %b %Y %H:%M:%S %z}\n"


def manual_page(version: str) -> str:
    """Return the page that `man cnnstudio` shows."""
    say = Translator("en")
    command = PRODUCT.command
    lines = [
        f'.TH {command.upper()} 1 "{PRODUCT.releases[0].date}" "{PRODUCT.name} {version}" "User Commands"',
        ".SH NAME",
        f"{command} \\- {_roff(PRODUCT.summary.en[0].lower() + PRODUCT.summary.en[1:])}",
        ".SH SYNOPSIS",
        f".B {command}\n[\\fB\\-\\-language\\fR \\fIen\\fR|\\fIko\\fR] [\\fIFILE\\fR ...]\n.br",
        f".B {command}\n\\fICOMMAND\\fR [\\fIOPTION\\fR ...]",
        ".SH DESCRIPTION",
        "\n.PP\n".join(_roff(words.en) for words in PRODUCT.description),
        ".PP",
        "Without a command the window opens, with the pictures of digits and the saved networks "
        "(\\fI.safetensors\\fR) that are named.",
        ".SH COMMANDS",
        *(f".TP\n.B {name}\n{_roff(say(purpose))}" for name, purpose in COMMANDS.items()),
        ".PP",
        f"\\fB{command}\\fR \\fICOMMAND\\fR \\fB\\-\\-help\\fR tells what a command takes.",
        ".SH OPTIONS",
        ".TP\n\\fB\\-\\-language\\fR \\fIen\\fR|\\fIko\\fR\nlanguage of what is shown and said",
        ".TP\n.B \\-\\-version\nshow the version and end",
        ".SH FILES",
        f".TP\n.I ~/.config/{command}/\nsettings",
        ".SH EXIT STATUS",
        "0 on success, 1 where something failed and was told, 2 where the command line cannot be followed.",
    ]
    return "\n".join(lines) + "\n"


def _roff(sentence: str) -> str:
    """Return a sentence with what roff would take as its own marked as text."""
    escaped = sentence.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
