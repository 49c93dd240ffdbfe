"""A Windows of its own in a folder, by wine, without a display."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from setup_error import SetupError

_PATIENCE = 120  # seconds for one program


@dataclass(frozen=True)
class Wine:
    """A Windows.

    Attributes
    ----------
    prefix
        The folder in which it lies.
    extra
        Environment variables for its programs.

    """

    prefix: Path
    extra: Mapping[str, str] = field(default_factory=dict)

    def start(self) -> None:
        """Make it, as Windows 10."""
        self._check(["wineboot", "--init"])
        self.become("win10")

    def become(self, version: str) -> None:
        """Say that it is another Windows, such as "win7"."""
        self._check(["wine", "winecfg", "-v", version])
        self.wait()

    def run(self, *words: str | Path) -> int:
        """Run a program to its end, and all that it started; return its exit status."""
        status = self.run_beside(*words)
        self.wait()
        return status

    def run_beside(self, *words: str | Path) -> int:
        """Run a program to its end while others run; return its exit status."""
        return self._do(["wine", *map(str, words)])

    def begin(self, *words: str | Path) -> None:
        """Start a program and do not wait for it."""
        command = ["wine", *map(str, words)]
        subprocess.Popen(command, env=self._variables(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait(self) -> None:
        """Wait until no program runs any more."""
        self._do(["wineserver", "--wait"])

    def stop(self) -> None:
        """End all that runs."""
        self._do(["wineserver", "--kill"])
        self.wait()

    @property
    def drive(self) -> Path:
        """Its C: drive."""
        return self.prefix / "drive_c"

    @property
    def home(self) -> Path:
        """The user's folder."""
        return next(path for path in sorted((self.drive / "users").iterdir()) if path.name != "Public")

    def place(self, path: Path) -> str:
        """Return what a file on its drive is called there."""
        return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")

    def registry(self, key: str = "HKEY_CURRENT_USER\\Software") -> dict[str, dict[str, str]]:
        """Return the values of all keys below a key, as the registry writes them into a file."""
        target = self.drive / "exported.reg"
        self._check(["wine", "reg", "export", key, self.place(target), "/y"])
        self.wait()
        content = target.read_text(encoding="utf-16")
        target.unlink()
        return parse_registry(content)

    def _check(self, command: list[str]) -> None:
        if self._do(command):
            raise SetupError(f"{' '.join(command)} failed in wine; {self._log} says more.")

    def _do(self, command: list[str]) -> int:
        """Run a command, its words going to a file: Wine's services outlive it, and would hold a pipe open."""
        with self._log.open("ab") as log:
            try:
                done = subprocess.run(
                    command, env=self._variables(), stdout=log, stderr=log, timeout=_PATIENCE, check=False
                )
            except subprocess.TimeoutExpired as error:
                raise SetupError(f"{' '.join(command)} had not ended in wine after {_PATIENCE} s.") from error
        return done.returncode

    @property
    def _log(self) -> Path:
        return self.prefix.with_suffix(".log")

    def _variables(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        quiet = {
            "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            # No questions about .NET and a browser, no menu entries in the desktop of this machine.
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
        }
        return kept | quiet | dict(self.extra)


def parse_registry(content: str) -> dict[str, dict[str, str]]:
    """Return keys with their values from what `reg export` writes; the unnamed value is called "@"."""
    keys: dict[str, dict[str, str]] = {}
    values: dict[str, str] = {}
    for line in content.replace("\\\r\n", "").replace("\\\n", "").splitlines():
        if line.startswith("["):
            values = keys.setdefault(line.strip("[]"), {})
        elif "=" in line:
            name, value = line.split('"=', 1) if line.startswith('"') else line.split("=", 1)
            if value.startswith('"'):
                value = value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
            values[name.removeprefix('"')] = value
    return keys
