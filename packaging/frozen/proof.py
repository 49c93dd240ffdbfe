"""Runs the frozen app's self-test where nothing helps it: no network, no home, and a folder it cannot write."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from frozen.sizes import program
from setup_error import SetupError

_PATIENCE = 300
"""Seconds."""
_LAYERS = (
    ("unshare", "--net"),
    ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),  # the user nobody
)
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC")
"""Without these, programs do not start; all others are left out."""


def run_self_test(app: Path) -> list[str]:
    """Run the self-test of the app in a folder and return what it found, a line a check.

    Raises
    ------
    SetupError
        Where a check fails, with all that do, or where the app does not start.

    """
    app = app.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        os.chmod(scratch, 0o777)
        command = [*_confinement(app), str(program(app)), "selftest", "--json"]
        try:
            done = subprocess.run(
                command,
                cwd=scratch,
                env=bare_variables(Path(scratch)),
                capture_output=True,
                encoding="utf-8",
                timeout=_PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise SetupError(f"The self-test of the frozen app had not ended after {_PATIENCE} s.") from error
        except OSError as error:
            raise SetupError(f"The frozen app does not start: {error.strerror}.") from error
    return _judged(done)


def bare_variables(scratch: Path) -> dict[str, str]:
    """Return the few variables that a program needs to start, on a machine without a screen and a home."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    return {**kept, **places, "HOME": "", "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}


def _judged(done: subprocess.CompletedProcess[str]) -> list[str]:
    try:
        outcome = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        words = (done.stderr or done.stdout).strip() or f"it ended with status {done.returncode}"
        raise SetupError(f"The frozen app does not start:\n{words}") from None
    failures = [f"  {check['check']}: {check['detail']}" for check in outcome["checks"] if not check["passed"]]
    if failures or done.returncode or not outcome["passed"]:
        details = "\n".join([*failures, done.stderr.strip()])
        raise SetupError(f"The self-test of the frozen app failed:\n{details}")
    return [f"{check['check']}: {check['detail']}" for check in outcome["checks"]]


def _confinement(app: Path) -> list[str]:
    """Return what a command is put behind to have no network and, run by root, to be a user who can write nothing.

    Left out is what this system or user cannot do.
    """
    prefix: list[str] = []
    for layer in _LAYERS:
        if shutil.which(layer[0]) and _works([*prefix, *layer, "test", "-x", str(program(app))]):
            prefix += layer
    return prefix


def _works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
