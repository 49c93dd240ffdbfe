"""The command line as it is used: in a process of its own, where there is no display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def cnnstudio(*words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command line where there is no display."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "cnnstudio", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done
