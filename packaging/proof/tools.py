"""What the proof itself needs of the machine: root, Debian 12, and some of Debian's programs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from system_libraries import install_command

from proof.commands import ProofError, run

SUITE = "bookworm"

_PROGRAMS = {
    "appstreamcli": "appstream",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "dpkg-shlibdeps": "dpkg-dev",
    "lintian": "lintian",
    "man": "man-db",
    "strip": "binutils",
    "update-mime-database": "shared-mime-info",
    "xdotool": "xdotool",
    "Xvfb": "xvfb",
    "zstd": "zstd",
}
"""Programs and the packages they are in."""


def obstacle(release: Path = Path("/etc/os-release")) -> str | None:
    """Return why there can be no proof on this machine, in a sentence; None where there can."""
    if not sys.platform.startswith("linux"):
        return "It is about Debian packages, and this is no Linux."
    if os.geteuid() != 0:
        return "It makes a system in a folder, which only root can."
    if not release.is_file() or f"VERSION_CODENAME={SUITE}" not in release.read_text(encoding="utf-8"):
        return f"The packages are made for Debian 12 ({SUITE}), and this is another system."
    if not can_mount():
        return "It mounts /proc in a folder, which is not allowed here."
    if missing_packages() and not _is_offered():
        return f"These packages cannot be had here: {' '.join(missing_packages())}."
    return None


def can_mount() -> bool:
    """Whether this process may have mounts and a network of its own, as it may not in some containers."""
    command = ["unshare", "--mount", "--net", "true"]
    return (
        shutil.which("unshare") is not None
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )


def missing_packages() -> list[str]:
    """Return the packages whose programs are not there."""
    places = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    return [package for program, package in _PROGRAMS.items() if shutil.which(program, path=places) is None]


def _is_offered() -> bool:
    subprocess.run(["apt-get", "update", "-qq"], capture_output=True, check=False)
    found = subprocess.run(["apt-cache", "show", *missing_packages()], capture_output=True, check=False)
    return found.returncode == 0


def provide(packages: Iterable[str]) -> None:
    """Install packages on this machine; raises `ProofError` where that fails."""
    wanted = list(packages)
    if not wanted:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wait = ["-o", "DPkg::Lock::Timeout=300"]
    run(["apt-get", *wait, "update", "-qq"], variables=quiet)
    apt, *rest = install_command(wanted)
    run([apt, *wait, *rest], variables=quiet, timeout=900)


def sources() -> list[str]:
    """Return the lines of `sources.list` by which this machine gets Debian itself.

    Raises
    ------
    ProofError
        Where it gets no Debian from anywhere.

    """
    form = (
        "$(ORIGIN)|deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(REPO_URI) $(RELEASE) $(COMPONENT)"
    )
    targets = run(["apt-get", "indextargets", "--format", form, "Created-By: Packages"]).splitlines()
    lines = [line.removeprefix("Debian|") for line in targets if line.startswith("Debian|") and line.endswith(" main")]
    if not lines:
        raise ProofError("No source of Debian's packages is known here. Run apt-get update.")
    return sorted(set(lines), key=lambda line: ("-" in line.split()[-2], line))
