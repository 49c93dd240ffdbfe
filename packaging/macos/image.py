"""Signs the app, makes the disk image, and has both looked at by Apple; each step is a list of commands."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from product import PRODUCT

ENTITLEMENTS = Path(__file__).with_name("entitlements.plist")
AD_HOC = "-"
"""The identity of nobody: Apple silicon runs nothing that is not signed, by whomever."""

_MAGIC = (b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""How programs and libraries begin: of 64 bits, of 32, and for several processors."""

Command = list[str]


@dataclass(frozen=True)
class Notary:
    """A key of App Store Connect, with which Apple takes an app for its check."""

    key: Path
    key_id: str
    issuer: str


def image_path(out: Path, version: str) -> Path:
    """Return where the disk image goes."""
    return out / f"{PRODUCT.command}-{version}-macos-arm64.dmg"


def programs_in(app: Path) -> Iterator[Path]:
    """Yield all programs and libraries in the app, those deepest inside first: they are signed in this order."""
    files = (path for path in app.rglob("*") if path.is_file() and not path.is_symlink())
    for path in sorted(files, key=lambda path: (-len(path.parts), path)):
        with path.open("rb") as file:
            if file.read(4) in _MAGIC:
                yield path


def signing_commands(app: Path, identity: str) -> list[Command]:
    """Return the commands that sign what is in the app, and then the app."""
    sign = ["codesign", "--force", "--sign", identity]
    if identity != AD_HOC:
        sign += ["--timestamp", "--options", "runtime"]
    entitled = [*sign, "--entitlements", str(ENTITLEMENTS)]
    main = app / "Contents" / "MacOS"
    inside = [[*(entitled if path.parent == main else sign), str(path)] for path in programs_in(app)]
    return [*inside, [*entitled, str(app)], ["codesign", "--verify", "--deep", "--strict", str(app)]]


def image_commands(app: Path, stage: Path, target: Path, identity: str = AD_HOC) -> list[Command]:
    """Return the commands that make the disk image: the app, beside it the folder into which one drags it."""
    commands = [
        ["ditto", str(app), str(stage / app.name)],
        ["ln", "-s", "/Applications", str(stage / "Applications")],
        ["hdiutil", "create", "-volname", PRODUCT.name, "-srcfolder", str(stage), "-fs", "HFS+", "-format", "ULMO"]
        + ["-ov", str(target)],
    ]
    if identity != AD_HOC:
        commands.append(["codesign", "--force", "--timestamp", "--sign", identity, str(target)])
    return commands


def notary_commands(image: Path, notary: Notary) -> list[Command]:
    """Return the commands that have the image checked, wait for it, and fasten the answer to it."""
    key = ["--key", str(notary.key), "--key-id", notary.key_id, "--issuer", notary.issuer]
    return [
        ["xcrun", "notarytool", "submit", str(image), *key, "--wait"],
        ["xcrun", "stapler", "staple", str(image)],
        ["spctl", "--assess", "--type", "open", "--context", "context:primary-signature", str(image)],
    ]


def run_commands(commands: Sequence[Command]) -> None:
    """Run commands one after the other; raises `subprocess.CalledProcessError` at the first that fails."""
    for command in commands:
        subprocess.run(command, check=True)
