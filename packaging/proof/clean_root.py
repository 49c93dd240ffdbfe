"""A Debian in a folder that has nothing but what every Debian has, made once and unpacked for each use."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from proof import tools
from proof.commands import ProofError, run

STUDENT = "student"
_NUMBER = 1000
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_KEPT_SECONDS = 7 * 24 * 3600
"""How old a base system may be that is used again; then Debian has newer packages."""


def make_base(archive: Path, folder: Path) -> None:
    """Make the base system and pack it; nothing is done where a fresh one is packed already."""
    if archive.is_file() and time.time() - archive.stat().st_mtime < _KEPT_SECONDS:
        return
    sources = tools.sources()
    mirror = sources[0].split()[2]
    run(["debootstrap", "--variant=minbase", tools.SUITE, folder, mirror], timeout=900)
    (folder / "etc/apt/sources.list").write_text("".join(f"{line}\n" for line in sources), encoding="utf-8")
    # As containers do: no services are started in a folder.
    policy = folder / "usr/sbin/policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    policy.chmod(0o755)
    run(["chroot", folder, "useradd", "--create-home", "--uid", str(_NUMBER), STUDENT])
    archive.parent.mkdir(parents=True, exist_ok=True)
    unfinished = archive.with_suffix(".unfinished")
    run(["tar", "--create", f"--file={unfinished}", "--numeric-owner", f"--directory={folder}", "."])
    unfinished.rename(archive)
    remove(folder)


@dataclass(frozen=True)
class CleanRoot:
    """The system in `folder`."""

    folder: Path

    def run(
        self,
        command: Sequence[str | Path],
        *,
        user: str = "root",
        network: bool = False,
        timeout: float = 600,
        **more: str,
    ) -> str:
        """Return what a program prints that runs in it; by default without a network. `more` are variables."""
        return run(self.command(command, user=user, network=network, **more), timeout=timeout)

    def command(self, command: Sequence[str | Path], *, user: str, network: bool, **more: str) -> list[str]:
        """Return the command that runs a program in it."""
        home = "/root" if user == "root" else f"/home/{user}"
        variables = {"PATH": _PATH, "HOME": home, "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", **more}
        outside = [] if network else ["unshare", "--net"]
        who = [] if user == "root" else [f"--userspec={_NUMBER}:{_NUMBER}", "--groups="]
        inside = [
            "env",
            "--ignore-environment",
            f"--chdir={home}",
            *(f"{name}={value}" for name, value in variables.items()),
        ]
        return [*outside, "chroot", *who, str(self.folder), *inside, *map(str, command)]

    def install(self, *packages: str) -> str:
        """Install packages, or files of packages, with what they depend on and nothing more."""
        return self.run(
            ["apt-get", "install", "--yes", "--no-install-recommends", *packages], network=True, timeout=900
        )

    def place(self, path: Path, place: str) -> str:
        """Copy a file into it; return the place."""
        target = self.folder / place.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
        return place

    def has(self, place: str) -> bool:
        """Whether something lies there, be it a link to nothing."""
        path = self.folder / place.lstrip("/")
        return path.exists() or path.is_symlink()


@contextmanager
def clean_root(archive: Path, folder: Path, packages: Path) -> Iterator[CleanRoot]:
    """Unpack the base system into a folder, and remove it in the end.

    Parameters
    ----------
    archive
        The packed base system.
    folder
        Where it goes.
    packages
        A folder that keeps the packages that were downloaded for the next root.

    """
    with ExitStack() as stack:
        folder.mkdir(parents=True)
        stack.callback(remove, folder)
        run(["tar", "--extract", f"--file={archive}", "--numeric-owner", f"--directory={folder}"])
        shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
        packages.mkdir(parents=True, exist_ok=True)
        mounts: tuple[list[str | Path], ...] = (
            ["--types", "proc", "proc", folder / "proc"],
            ["--types", "tmpfs", "tmpfs", folder / "dev/shm"],
            ["--bind", packages, folder / "var/cache/apt/archives"],
        )
        for words in mounts:
            run(["mount", *words])
            stack.callback(run, ["umount", "--lazy", words[-1]])
        root = CleanRoot(folder)
        root.run(["apt-get", "update", "-qq"], network=True)
        yield root


def remove(folder: Path) -> None:
    """Remove the folder of a system; what is mounted in it is never entered."""
    subprocess.run(["rm", "--recursive", "--force", "--one-file-system", str(folder)], check=False)
    if folder.exists():
        raise ProofError(f"{folder} could not be removed.")
