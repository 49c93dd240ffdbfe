from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from cnnstudio.nets.model_file import load_model, save_model
from cnnstudio.nets.shipped import shipped_model_path

_OPEN_AND_TELL = """
import sys
from time import monotonic
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cnnstudio.app import application
end = monotonic() + 40
def tell():
    window = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "window")
    if sys.argv[2] not in window.line.words and monotonic() < end:
        QTimer.singleShot(100, tell)
        return
    print(window.line.words)
    network = window.draw_lab.model.network.network
    print("network:", network.spec.name if network else None)
    window.close()
make = application.make_application
application.make_application = lambda arguments: (make(arguments), QTimer.singleShot(500, tell))[0]
sys.exit(application.run([sys.argv[1]], "en"))
"""


def _open_and_tell(file: Path, expected: str, home: Path) -> str:
    """Start the app with a file, wait for words in the line above the stage, and return what is said."""
    places = {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    done = subprocess.run(
        [sys.executable, "-c", _OPEN_AND_TELL, str(file), expected],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **places},
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_a_folder_on_the_command_line_is_said_plainly_in_the_window(tmp_path: Path) -> None:
    assert "is a folder" in _open_and_tell(tmp_path, "is a folder", tmp_path / "home")


def test_a_network_on_the_command_line_answers_in_all_labs(tmp_path: Path) -> None:
    """As on a double click in a file manager."""
    path = tmp_path / "mine.safetensors"
    shipped = load_model(shipped_model_path())
    save_model(replace(shipped, spec=replace(shipped.spec, name="mine")), path)
    said = _open_and_tell(path, "trains the network further", tmp_path / "home")
    assert "trains the network further" in said  # the lab of networks is open, with this one
    assert "network: mine" in said
