"""Compiles the installer for Windows out of a frozen folder, with NSIS, on Windows and on Linux alike."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from product import PRODUCT
from setup_error import SetupError

SOURCES = Path(__file__).resolve().parent
SCRIPT = SOURCES / "installer.nsi"
PROGRAMS = (f"{PRODUCT.name}.exe", f"{PRODUCT.command}.exe")
"""The window and the same for the command line: what a frozen folder for Windows must hold."""

TARGET = "amd64-unicode"
"""Debian's NSIS makes installers of 64 bits; the one from the project's own site does not."""


@dataclass(frozen=True)
class Build:
    """What an installer is made of.

    Attributes
    ----------
    frozen
        The folder with the app.
    out
        The folder for the installer.
    version
        Of the app.
    icon
        An .ico file; beside it, a .bmp of the same name, the picture of the last page.
    sign
        A command that signs the program whose path follows it, or "" to sign nothing.
    is_quick
        Compress fast: a larger installer, for tests.

    """

    frozen: Path
    out: Path
    version: str
    icon: Path
    sign: str = ""
    is_quick: bool = False

    @property
    def target(self) -> Path:
        """The installer."""
        return self.out / f"{PRODUCT.command}-{self.version}-windows-x86_64-setup.exe"


def make_installer(build: Build) -> Path:
    """Return the installer made of a frozen folder.

    Raises
    ------
    SetupError
        If NSIS or one of the app's programs is missing, or the script does not compile.

    """
    makensis = shutil.which("makensis")
    if makensis is None:
        raise SetupError("There is no makensis here. Install the package nsis and start the same command again.")
    missing = [name for name in PROGRAMS if not (build.frozen / name).is_file()]
    if missing:
        raise SetupError(f"{build.frozen} holds no {', no '.join(missing)}. Was it built on Windows?")
    build.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="nsis-") as folder:
        work = Path(folder)
        (work / "product.nsh").write_text("\n".join(definition_lines(definitions(build))) + "\n", encoding="utf-8")
        (work / "payload.nsh").write_text("\n".join(removal_lines(build.frozen)) + "\n", encoding="utf-8")
        options = ["-V2", "-WX", "-INPUTCHARSET", "UTF8", f"-XTarget {TARGET}"]
        command = [makensis, *options, str(SCRIPT)]
        command.insert(-1, f"-X!addincludedir {work}")
        made = subprocess.run(command, cwd=work, capture_output=True, text=True, errors="replace", check=False)
    if made.returncode:
        raise SetupError(f"The installer could not be compiled:\n{made.stdout}{made.stderr}")
    return build.target


def definitions(build: Build) -> dict[str, str]:
    """Return what the script calls by names in capitals."""
    files = [path for path in build.frozen.rglob("*") if path.is_file()]
    named = {
        "NAME": PRODUCT.name,
        "COMMAND": PRODUCT.command,
        "IDENTIFIER": PRODUCT.identifier,
        "VERSION": build.version,
        "FOUR_NUMBERS": four_numbers(build.version),
        "PUBLISHER": PRODUCT.maintainer,
        "COPYRIGHT": f"© {PRODUCT.copyright}",
        "SUMMARY_EN": PRODUCT.summary.en,
        "SUMMARY_KO": PRODUCT.summary.ko,
        "FILE_KIND_EN": PRODUCT.model_file.words.en,
        "FILE_KIND_KO": PRODUCT.model_file.words.ko,
        "ENDING": PRODUCT.model_file.ending,
        "SIZE_KB": str(sum(path.stat().st_size for path in files) // 1024),
        "APP": build.frozen.resolve().as_posix(),
        "ICON": build.icon.resolve().as_posix(),
        "BANNER": build.icon.with_suffix(".bmp").resolve().as_posix(),
        "SOURCES": SOURCES.as_posix(),
        "OUT": build.target.resolve().as_posix(),
    }
    return named | ({"SIGN": build.sign} if build.sign else {}) | ({"QUICK": "yes"} if build.is_quick else {})


def definition_lines(named: Mapping[str, str]) -> Iterator[str]:
    """Yield the definitions as NSIS reads them."""
    for name, value in named.items():
        yield f'!define {name} "{quoted(value)}"'


def removal_lines(frozen: Path) -> Iterator[str]:
    """Yield a macro that deletes every file of the folder by its name, and then the folders that are empty."""
    paths = sorted(frozen.rglob("*"), reverse=True)
    yield "!macro RemovePayload"
    for path in paths:
        place = quoted(str(path.relative_to(frozen)).replace("/", "\\"))
        yield f'  RMDir "$INSTDIR\\{place}"' if path.is_dir() else f'  Delete "$INSTDIR\\{place}"'
    yield "!macroend"


def quoted(value: str) -> str:
    """Return a text as it stands between NSIS's quotation marks."""
    return value.replace("$", "$$").replace('"', '$\\"')


def four_numbers(version: str) -> str:
    """Return the version as Windows keeps it in programs: 0.2.0rc1 is 0.2.0.0."""
    numbers = re.findall(r"\d+", re.split(r"[^\d.]", version, maxsplit=1)[0])
    return ".".join([*numbers, "0", "0", "0", "0"][:4])
