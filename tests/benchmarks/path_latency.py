"""From a mouse-move event on the path's own sheet to the whole path repainted, forward and back, shipped network.

`python -m tests.benchmarks.path_latency [--rounds N]`; the recogniser of the draw lab, whose specimen all labs share,
computes each movement too.
"""

from __future__ import annotations

import argparse
import os
import time

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPointF, Qt  # noqa: E402
from PySide6.QtGui import QMouseEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from cnnstudio.app.application import make_application, make_window  # noqa: E402
from cnnstudio.app.main_window import MainWindow  # noqa: E402
from cnnstudio.core.settings import Settings  # noqa: E402
from cnnstudio.data.mnist import load_mnist  # noqa: E402
from cnnstudio.labs import LABS  # noqa: E402
from cnnstudio.labs.draw.sources import SampleSource  # noqa: E402

_MOVEMENTS = 300
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    app = make_application(["benchmark"])
    window = make_window(Settings(theme="light"), "en")
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), 115))
    window.show_lab([lab.id for lab in LABS].index("path"))
    app.processEvents()
    _draw(window)  # what is loaded on first use is loaded now
    times = np.concatenate([_draw(window) for _ in range(arguments.rounds)]) * 1e3
    print(
        f"mouse move to the whole path repainted: median {np.median(times):.2f} ms, "
        f"p99 {np.percentile(times, 99):.2f} ms, most {times.max():.2f} ms, n {len(times)}"
    )
    window.close()


def _draw(window: MainWindow) -> np.ndarray:
    """Draw one long stroke on the specimen; return seconds for each movement."""
    sheet = window.current_lab.path.sheet  # type: ignore[attr-defined]  # the path lab
    side = sheet.width()
    along = np.linspace(0, 1, _MOVEMENTS)
    places = [QPointF(side * (0.2 + 0.6 * a), side * (0.5 + 0.3 * np.sin(9 * a))) for a in along]
    _send(sheet, QEvent.Type.MouseButtonPress, places[0])
    times = np.empty(_MOVEMENTS - 1)
    for number, place in enumerate(places[1:]):
        start = time.perf_counter()
        _send(sheet, QEvent.Type.MouseMove, place)
        QApplication.processEvents()
        times[number] = time.perf_counter() - start
    _send(sheet, QEvent.Type.MouseButtonRelease, places[-1])
    QApplication.processEvents()
    return times


def _send(widget: QWidget, kind: QEvent.Type, place: QPointF) -> None:
    button = NONE if kind == QEvent.Type.MouseMove else LEFT
    where = QPointF(widget.mapToGlobal(place))
    held = NONE if kind == QEvent.Type.MouseButtonRelease else LEFT
    QApplication.sendEvent(widget, QMouseEvent(kind, place, where, button, held, Qt.KeyboardModifier.NoModifier))


if __name__ == "__main__":
    main()
