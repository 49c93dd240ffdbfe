"""A virtual environment that holds what the app needs, what freezes it, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from environment import installation_problem, lacks_venv, place
from setup_error import SetupError


@dataclass(frozen=True)
class CleanEnvironment:
    """The environment in `folder` for the project in `root`."""

    root: Path
    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def _stamp(self) -> Path:
        """Written last, so an installation that was cut off leaves none."""
        return self.folder / "frozen-build.txt"

    def prepare(self, *, reuse: bool) -> None:
        """Install the app's dependencies and PyInstaller, unless what is there may be used again and fits."""
        check_python()
        if reuse and self._fits():
            print(f"Using the environment in {self.folder}.", flush=True)
            return
        print(f"Making a clean environment in {self.folder}. This takes some minutes.", flush=True)
        if self.folder.exists():
            shutil.rmtree(self.folder)
        python = getattr(sys, "_base_executable", sys.executable)
        self.run([python, "-m", "venv", self.folder])
        self._pip("install", f"{self.root}[packaging]")
        self.check_torch()
        self._stamp.write_text(self._wanted(), encoding="utf-8")

    def install_project(self, wheels: Path) -> Path:
        """Compile the translations, make the project's wheel, and install it; return the wheel."""
        shutil.rmtree(wheels, ignore_errors=True)
        self.run([self.python, self.root / "packaging" / "translations.py", "compile"])
        self._pip("wheel", "--no-deps", "--wheel-dir", wheels, self.root)
        wheel = next(iter(wheels.glob("*.whl")))
        self._pip("install", "--no-deps", "--force-reinstall", wheel)
        return wheel

    def check_torch(self) -> None:
        """Refuse a torch with libraries for graphics cards: several gigabytes that no student needs."""
        question = "from torch.version import cuda; print(cuda or '')"
        if self.run([self.python, "-c", question]).strip():
            raise SetupError(
                "The torch that was installed carries CUDA, several gigabytes. "
                "Let PIP_INDEX_URL name the index of torch's builds for CPUs, with PIP_EXTRA_INDEX_URL for the rest."
            )

    def _fits(self) -> bool:
        try:
            return self.python.exists() and self._stamp.read_text(encoding="utf-8") == self._wanted()
        except OSError:
            return False

    def _wanted(self) -> str:
        """Return what must not change under the environment: its place, the Python that made it, what is installed."""
        project = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        needs = [*project["dependencies"], *project["optional-dependencies"]["packaging"]]
        return "\n".join([place(self.folder), *needs])

    def _pip(self, action: str, *words: str | Path) -> None:
        self.run([self.python, "-m", "pip", action, "--quiet", "--no-input", "--disable-pip-version-check", *words])

    def run(self, command: Sequence[str | Path]) -> str:
        """Run a command away from the sources, so that only what is installed is imported; return what it printed."""
        done = subprocess.run(
            command, cwd=self.folder.parent, env=without_python_settings(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            output = done.stdout + done.stderr
            last = "\n".join(output.strip().splitlines()[-5:])
            raise SetupError(f"{installation_problem(output)}\nThe last lines were:\n{last}")
        return done.stdout


def check_python() -> None:
    """Raise SetupError where this Python cannot be frozen."""
    if lacks_venv():
        raise SetupError("This Python cannot make virtual environments. On Debian, install python3-venv.")
    if sys.platform.startswith("linux") and not sysconfig.get_config_var("Py_ENABLE_SHARED"):
        raise SetupError(
            "This Python has no shared library, which the frozen app takes along. "
            "Use one built with --enable-shared; on Debian, install libpython3-dev beside python3."
        )


def without_python_settings() -> dict[str, str]:
    """Return the variables of this process without those that would change what Python imports."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
