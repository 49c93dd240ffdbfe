"""The packages on a clean system: installed, used, upgraded and removed without a trace."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

from linux.deb import make_deb
from product import PRODUCT, ROOT

from proof.clean_root import STUDENT, CleanRoot
from proof.commands import ProofError
from proof.leftovers import differences, snapshot

SAMPLE = ROOT / "resources" / "samples" / "photo-3.jpg"
_DIGIT = 3
_OLDER = "0.0.1~older"
_DESKTOP = (
    "fontconfig",
    "desktop-file-utils",
    "gtk-update-icon-cache",
    "hicolor-icon-theme",
    "libglib2.0-bin",
    "shared-mime-info",
    "zstd",
)
"""What a desktop has, so that its lists of programs, icons and file types are rewritten as packages come and go."""


@dataclass(frozen=True)
class Packages:
    """What is to be proven.

    Attributes
    ----------
    deb, archive
        The packages.
    version
        That they hold.

    """

    deb: Path
    archive: Path
    version: str


def check_first_digit(root: CleanRoot, packages: Packages) -> str:
    """Install the package where there is not even Python, and read a digit, with no step in between."""
    if any(root.has(f"/usr/bin/{name}") for name in ("python3", "python3.11", "python")):
        raise ProofError("The clean system has a Python.")
    deb = root.place(packages.deb, "/proof/cnnstudio.deb")
    picture = root.place(SAMPLE, f"/proof/{SAMPLE.name}")
    start = time.monotonic()
    root.install(deb)
    installed = time.monotonic()
    said = root.run(["cnnstudio", "predict", "--json", picture], user=STUDENT)
    expect_digit(said)
    if root.has("/usr/bin/python3"):
        raise ProofError("With the app, a Python was installed.")
    seconds = time.monotonic() - installed
    return f"installed in {installed - start:.0f} s, then a {_DIGIT} was read in {seconds:.1f} s, without a Python"


def expect_digit(said: str) -> None:
    """Raise where `predict --json` did not read the sample."""
    try:
        digit = json.loads(said)["predictions"][0]["digit"]
    except (ValueError, LookupError, TypeError) as error:
        raise ProofError(f"This is no answer: {said}") from error
    if digit != _DIGIT:
        raise ProofError(f"The {_DIGIT} of the sample was read as {digit}.")


def check_self_test(root: CleanRoot) -> str:
    """Run the self-test as a student, offscreen and without a network."""
    said = root.run([PRODUCT.command, "selftest"], user=STUDENT, QT_QPA_PLATFORM="offscreen")
    return f"{said.count('ok  ')} checks"


def make_older(folder: Path) -> Path:
    """Return a package of an older version, with a program that only says so and a file that is no more."""
    frozen = folder / "older"
    (frozen / "_internal").mkdir(parents=True)
    program = frozen / PRODUCT.command
    program.write_text(f"#!/bin/sh\necho {PRODUCT.command} {_OLDER}\n", encoding="utf-8")
    program.chmod(0o755)
    (frozen / "_internal" / "of-old").write_text("no more", encoding="utf-8")
    return make_deb(frozen, folder, _OLDER, compression="quick")


def check_upgrade_and_purge(root: CleanRoot, packages: Packages, older: Path) -> str:
    """Upgrade from an older version, use the app as root too, purge it, and find everything as it was."""
    _prepare(root, packages.deb)
    before = snapshot(root.folder)
    root.install(root.place(older, "/proof/older.deb"))
    _expect_version(root, _OLDER)
    root.install(root.place(packages.deb, "/proof/cnnstudio.deb"))
    _expect_version(root, packages.version)
    if root.has(f"/usr/lib/{PRODUCT.command}/_internal/of-old"):
        raise ProofError("A file of the older version is still there after the upgrade.")
    _expect_file_type(root)
    root.run([PRODUCT.command, "selftest"], QT_QPA_PLATFORM="offscreen", HOME="/proof/home")
    root.run(["apt-get", "purge", "--yes", PRODUCT.command])
    expect_same(before, snapshot(root.folder))
    known = root.run(["dpkg-query", "--show", "--showformat=${Package}\n"])
    if PRODUCT.command in known.split():
        raise ProofError("dpkg still knows the package after it was purged.")
    return f"{_OLDER} → {packages.version}, and all {len(before)} files are as before"


def _prepare(root: CleanRoot, deb: Path) -> None:
    """Install all that the package depends on, and what a desktop has, but not the package."""
    control = root.place(deb, "/proof/cnnstudio.deb")
    depends = root.run(["dpkg-deb", "--field", control, "Depends"]).strip()
    root.run(["apt-get", "satisfy", "--yes", "--no-install-recommends", depends], network=True, timeout=900)
    root.install(*_DESKTOP)
    (root.folder / "proof/home").mkdir(exist_ok=True)


def _expect_version(root: CleanRoot, version: str) -> None:
    said = root.run([PRODUCT.command, "--version"]).strip()
    if said != f"{PRODUCT.command} {version}":
        raise ProofError(f"{said} is installed, not version {version}.")


def _expect_file_type(root: CleanRoot) -> None:
    """Raise where the desktop does not know a saved network, or would not open it with the app."""
    sample = root.place(ROOT / "resources/models/recogniser.safetensors", "/proof/mine.safetensors")
    kind = root.run(["gio", "info", "--attributes=standard::content-type", sample])
    opener = root.run(["gio", "mime", PRODUCT.model_file.mime])
    if PRODUCT.model_file.mime not in kind or PRODUCT.identifier not in opener:
        raise ProofError(f"A saved network is not opened with the app:\n{kind}\n{opener}")


def check_portable(root: CleanRoot, packages: Packages) -> str:
    """Install the archive as a student, use it, remove it, and find the home as it was."""
    _prepare(root, packages.deb)
    before = snapshot(root.folder)
    picture = root.place(SAMPLE, f"/proof/{SAMPLE.name}")
    archive = root.place(packages.archive, "/proof/cnnstudio.tar.zst")
    unpacked = root.folder / "proof" / "unpacked"
    unpacked.mkdir(mode=0o777)
    unpacked.chmod(0o777)
    root.run(["tar", "--zstd", "--extract", f"--file={archive}", "--directory=/proof/unpacked"], user=STUDENT)
    installer = f"/proof/unpacked/{next(unpacked.iterdir()).name}/install.sh"
    program = f"/home/{STUDENT}/.local/bin/{PRODUCT.command}"
    for _ in ("at first", "over itself"):
        said = root.run([installer, "--user"], user=STUDENT)
        if "lacks" in said:
            raise ProofError(said)
    expect_digit(root.run([program, "predict", "--json", picture], user=STUDENT))
    root.run([program, "selftest"], user=STUDENT, QT_QPA_PLATFORM="offscreen")
    root.run([f"/home/{STUDENT}/.local/lib/{PRODUCT.command}/uninstall.sh", "--settings"], user=STUDENT)
    expect_same(before, snapshot(root.folder))
    return "installed twice, used and removed by a student; everything is as before"


def expect_same(before: dict[str, str], after: dict[str, str]) -> None:
    """Raise where anything differs, with the first lines of what does."""
    lines = differences(before, after)
    if lines:
        more = [f"… and {len(lines) - 20} more"] if len(lines) > 20 else []
        raise ProofError("\n".join([f"{len(lines)} files are not as before:", *lines[:20], *more]))
