"""What is proven, in which order, and where it happens."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType

import windows.prove
from frozen.deny_list import denied
from frozen.origins import own_python
from frozen.proof import run_self_test
from linux import archive, deb
from product import ROOT, version

from proof import installed, package_checks, window
from proof.clean_root import CleanRoot, clean_root, make_base, remove
from proof.commands import ProofError
from proof.installed import Packages
from proof.steps import Step

_FROZEN, _PACKAGES, _BASE, _FIRST = "frozen app", "packages", "base system", "first digit"


class Plan:
    """The proof in a folder of its own; used as a context, after which only what serves the next proof is left.

    Parameters
    ----------
    work
        The folder.
    frozen
        A frozen app that is there already; else one is made.
    is_for_release
        Whether packages are made small, which takes long.

    """

    def __init__(self, work: Path, frozen: Path | None = None, *, is_for_release: bool = False) -> None:
        self._work, self._scratch = work, work / "scratch"
        self._given = frozen
        self._is_for_release = is_for_release
        self._roots = ExitStack()

    def __enter__(self) -> Plan:
        remove(self._scratch)  # of a proof that was cut off
        self._scratch.mkdir(parents=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._roots.close()
        remove(self._scratch)

    def steps(self) -> tuple[Step, ...]:
        """Return all steps."""
        share = self._scratch / "share"
        return (
            Step(_FROZEN, self._freeze),
            Step("self-test of the frozen app", lambda: f"{len(run_self_test(self._frozen))} checks", (_FROZEN,)),
            Step("nothing denied in it", self._check_contents, (_FROZEN,)),
            Step(_PACKAGES, self._pack, (_FROZEN,)),
            Step("dependencies", lambda: package_checks.check_depends(self._frozen), (_FROZEN,)),
            Step("lintian", lambda: package_checks.check_with_lintian(self._packages.deb), (_PACKAGES,)),
            Step("component", lambda: package_checks.check_component(share), (_PACKAGES,)),
            Step("menu entry", lambda: package_checks.check_menu_entry(share), (_PACKAGES,)),
            Step("file type", lambda: package_checks.check_file_type(share, _NETWORK), (_PACKAGES,)),
            Step("manual page", lambda: package_checks.check_manual(share), (_PACKAGES,)),
            Step(_BASE, self._make_base),
            Step(_FIRST, lambda: installed.check_first_digit(self._clean, self._packages), (_PACKAGES, _BASE)),
            Step("self-test of the installed app", lambda: installed.check_self_test(self._clean), (_FIRST,)),
            Step("real window", lambda: window.check_window(self._clean, self._work / "pictures"), (_FIRST,)),
            Step("upgrade and purge", self._upgrade, (_PACKAGES, _BASE)),
            Step("portable archive", self._portable, (_PACKAGES, _BASE)),
            Step("installer for Windows", lambda: windows.prove.prove(self._scratch / "windows")),
        )

    @cached_property
    def _frozen(self) -> Path:
        return self._given or self._scratch / "dist" / "cnnstudio"

    @cached_property
    def _packages(self) -> Packages:
        compression, number = "release" if self._is_for_release else "quick", version()
        made = deb.make_deb(self._frozen, self._scratch, number, compression=compression)
        portable = archive.make_archive(self._frozen, self._scratch, number, compression=compression)
        return Packages(made, portable, number)

    @cached_property
    def _clean(self) -> CleanRoot:
        """The system on which the app is the first thing that is installed."""
        return self._root("first")

    @cached_property
    def _used(self) -> CleanRoot:
        """The system on which the packages come and go."""
        return self._root("second")

    def _root(self, name: str) -> CleanRoot:
        folder = self._scratch / name
        return self._roots.enter_context(clean_root(self._archive, folder, self._work / "downloaded"))

    @property
    def _archive(self) -> Path:
        return self._work / "base.tar"

    def _freeze(self) -> str:
        if self._given is None:
            command = [sys.executable, str(ROOT / "packaging" / "build.py"), "--out", str(self._scratch / "dist")]
            if subprocess.run(command, check=False).returncode:
                raise ProofError("The app could not be frozen; the reason is above.")
        if not self._frozen.is_dir():
            raise ProofError(f"There is no folder {self._frozen}.")
        return str(self._frozen)

    def _check_contents(self) -> str:
        found = denied(self._frozen, [folder for folder in (ROOT, own_python()) if folder is not None])
        if found:
            raise ProofError("\n".join(["These must not be in the app:", *found]))
        return "no tests, GTK, Qml, nvidia or folder of the builder"

    def _pack(self) -> str:
        made = self._packages
        subprocess.run(["dpkg-deb", "--extract", made.deb, self._scratch / "unpacked"], check=True)
        (self._scratch / "unpacked/usr/share").rename(self._scratch / "share")
        remove(self._scratch / "unpacked")
        limit = package_checks.DEB_LIMIT if self._is_for_release else None
        return package_checks.check_sizes(made.deb, self._frozen, limit)

    def _make_base(self) -> str:
        make_base(self._archive, self._scratch / "base")
        return f"Debian without anything, {self._archive.stat().st_size / 1e6:.0f} MB"

    def _upgrade(self) -> str:
        older = installed.make_older(self._scratch)
        return installed.check_upgrade_and_purge(self._used, self._packages, older)

    def _portable(self) -> str:
        return installed.check_portable(self._used, self._packages)


_NETWORK = ROOT / "resources" / "models" / "recogniser.safetensors"
