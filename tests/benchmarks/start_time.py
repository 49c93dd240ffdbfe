"""Launch to first window painted, against a bare script with PySide6, NumPy and an empty QMainWindow.

`python -m tests.benchmarks.start_time [--rounds N]`; fresh interpreters, in turn.
"""

from __future__ import annotations

import argparse
import compileall
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

import cnnstudio

_TELL = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class TellWhenPainted(QObject):
    def __init__(self, watched, then):
        super().__init__(watched)
        self.watched, self.then = watched, then
        watched.installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is self.watched:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        print(time.time())
        self.then()
"""

BARE = f"""{_TELL}
import numpy
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1280, 800)
TellWhenPainted(window, app.quit)
window.show()
app.exec()
"""

OURS = f"""{_TELL}
from cnnstudio.app.application import make_application, open_window
from cnnstudio.core.settings import load_settings, settings_path
app = make_application(sys.argv)
window = open_window(load_settings(settings_path()))
TellWhenPainted(window.status, lambda: TellWhenPainted(window.draw_lab.view.sheet.canvas, app.quit))
app.exec()
assert "torch" not in sys.modules and "matplotlib" not in sys.modules
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    compileall.compile_dir(Path(cnnstudio.__file__).parent, quiet=1)  # as an installation does
    times: dict[str, list[float]] = {"bare script": [], "first window painted": [], "ready to draw": []}
    for number in range(arguments.rounds + 1):
        seconds = (*_seconds(BARE), *_seconds(OURS))
        if number:  # the first round fills the disk cache
            for series, value in zip(times.values(), seconds, strict=True):
                series.append(value)
    for name, series in times.items():
        low, median, high = np.percentile(series, [10, 50, 90])
        ratio = np.median(np.divide(series, times["bare script"]))
        print(f"{name}: median {median:.3f} s (10 % {low:.3f}, 90 % {high:.3f}), {ratio:.2f} × bare, n {len(series)}")


def _seconds(program: str) -> tuple[float, ...]:
    """Return the seconds from launch to each line that the program prints."""
    start = time.time()
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return tuple(float(line) - start for line in done.stdout.split())


if __name__ == "__main__":
    main()
