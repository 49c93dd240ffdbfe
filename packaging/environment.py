"""The folder `.venv` with everything the app or its tests need, made once and kept while it fits."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from setup_error import SetupError

_STAMP = "cnnstudio.json"
_REQUIREMENTS = {"app": ".", "test": ".[dev]"}


@dataclass(frozen=True)
class Environment:
    """A virtual environment of the project in `root`."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """Return the path of a program in it."""
        if os.name == "nt":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    @property
    def stamp(self) -> Path:
        """What was installed into it; written last, so an installation that was cut off leaves none."""
        return self.folder / _STAMP

    def is_ready(self, purpose: str) -> bool:
        """Whether it was made here, by this Python, and holds what the project file of today asks for."""
        installed = self._stamped()
        return installed.get("place") == place(self.root) and installed.get(purpose) == requirements(self.root)

    def is_usable(self) -> bool:
        """Whether packages can be installed into it as it is: made by this Python, in this folder, and with pip."""
        known = self._stamped().get("place", place(self.root))
        if known != place(self.root) or not self.python.exists() or not _same_version(self.folder):
            return False
        return _has_pip(self.python)

    def write_stamp(self, purpose: str) -> None:
        """Remember that all is installed; what the tests need includes what the app needs."""
        wanted = requirements(self.root)
        installed = {"place": place(self.root), purpose: wanted, "app": wanted}
        self.stamp.write_text(json.dumps(installed), encoding="utf-8")

    def _stamped(self) -> dict[str, str]:
        try:
            content = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}


def place(root: Path) -> str:
    """Return what must not change under an environment: its folder and the Python that made it."""
    version = ".".join(map(str, sys.version_info[:2]))
    return f"{sys.implementation.name} {version} {platform.machine()} {sys.base_prefix} {root}"


def requirements(root: Path) -> str:
    """Return a digest of the project file, which says what has to be installed."""
    return hashlib.sha256((root / "pyproject.toml").read_bytes()).hexdigest()


def lacks_venv() -> bool:
    """Whether this Python cannot make virtual environments, as Debian's without `python3-venv`."""
    return any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip"))


def prepare(root: Path, purpose: str) -> Environment:
    """Return an environment in which everything for a purpose, "app" or "test", is installed."""
    environment = Environment(root)
    if environment.is_ready(purpose):
        return environment
    try:
        if not environment.is_usable():
            _create(environment)
        environment.stamp.unlink(missing_ok=True)
        _install(environment, _REQUIREMENTS[purpose])
        _compile(environment)
        environment.write_stamp(purpose)
    except OSError as error:
        raise SetupError(f"{environment.folder} could not be written: {error.strerror}.") from error
    return environment


def _same_version(folder: Path) -> bool:
    """Whether the environment's own record names the Python version that runs now."""
    try:
        lines = (folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    record = dict(line.replace(" ", "").split("=", 1) for line in lines if "=" in line)
    return record.get("version", "").split(".")[:2] == [str(number) for number in sys.version_info[:2]]


def _has_pip(python: Path) -> bool:
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def _create(environment: Environment) -> None:
    if environment.folder.exists():
        print(f"Making {environment.folder} anew: it was left unfinished, or made elsewhere.", flush=True)
        shutil.rmtree(environment.folder)
    else:
        print(f"Making {environment.folder}.", flush=True)
    python = getattr(sys, "_base_executable", sys.executable)
    made = subprocess.run([python, "-m", "venv", environment.folder], capture_output=True, text=True, check=False)
    if made.returncode:
        shutil.rmtree(environment.folder, ignore_errors=True)
        raise SetupError(installation_problem(made.stdout + made.stderr))


def _install(environment: Environment, what: str) -> None:
    """Install with pip, showing what it fetches; its own words go to `.venv/install.log`."""
    print("Installing what CNN Studio needs. This takes some minutes, once.", flush=True)
    command = [str(environment.python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "-e", what]
    log = environment.folder / "install.log"
    with (
        log.open("w", encoding="utf-8") as kept,
        subprocess.Popen(
            command, cwd=environment.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        ) as pip,
    ):
        for line in pip.stdout or ():
            kept.write(line)
            if line.startswith(("Collecting", "Installing")):
                print(f"  {line.rstrip()[:110]}", flush=True)
    if pip.returncode:
        raise SetupError(f"{installation_problem(log.read_text(encoding='utf-8'))}\nThe details are in {log}.")


def _compile(environment: Environment) -> None:
    """Compile the app's own modules, as pip does with what it installs: the first start is then no slower."""
    command = [str(environment.python), "-m", "compileall", "-q", "cnnstudio"]
    subprocess.run(command, cwd=environment.root, capture_output=True, check=False)


def installation_problem(output: str) -> str:
    """Return a plain sentence for what pip or venv reported."""
    signs = (
        (("No space left", "Errno 28"), "The disk is full. Free 3 GB and start the same command again."),
        (
            ("Connection", "name resolution", "Max retries", "timed out", "SSLError", "ProxyError", "unreachable"),
            "The packages could not be fetched. Is this machine online? Then start the same command again.",
        ),
        (
            ("No matching distribution", "Requires-Python", "requires a different Python"),
            f"A package does not exist for Python {sys.version_info[0]}.{sys.version_info[1]} on this machine. "
            "Start run.py with another Python from 3.11 on.",
        ),
        (("Permission denied", "Errno 13"), "A file could not be written. Is the folder yours, and nothing running?"),
    )
    for marks, sentence in signs:
        if any(mark in output for mark in marks):
            return sentence
    return "The installation failed. Start the same command again; if it fails again, delete the folder .venv first."
