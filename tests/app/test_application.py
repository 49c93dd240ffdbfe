from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_OPEN_AND_TELL = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cnnstudio.app import application
def tell():
    window = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "window")
    print(window.line.words)
    window.close()
make = application.make_application
application.make_application = lambda arguments: (make(arguments), QTimer.singleShot(1500, tell))[0]
sys.exit(application.run([sys.argv[1]], "en"))
"""


def test_a_folder_on_the_command_line_is_said_plainly_in_the_window(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path / "config")}
    done = subprocess.run(
        [sys.executable, "-c", _OPEN_AND_TELL, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment,
    )

    assert "is a folder" in done.stdout, done.stderr
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
