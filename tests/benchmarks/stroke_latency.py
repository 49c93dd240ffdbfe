"""From a mouse-move event to all views repainted, against repainting the same widgets with nothing recomputed.

`python -m tests.benchmarks.stroke_latency [--rounds N]`; both are timed in turn, movement by movement, in one process.
"""

from __future__ import annotations

import argparse
import os
import time

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPointF, Qt  # noqa: E402
from PySide6.QtGui import QMouseEvent  # noqa: E402
from PySide6.QtWidgets import QWidget  # noqa: E402

from cnnstudio.app.application import make_application, make_window  # noqa: E402
from cnnstudio.app.main_window import MainWindow  # noqa: E402
from cnnstudio.core.settings import Settings  # noqa: E402

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
    _draw(window)  # what is loaded on first use is loaded now
    rounds = [_draw(window) for _ in range(arguments.rounds)]
    strokes, repaints = (np.concatenate(times) * 1e3 for times in zip(*rounds, strict=True))
    for name, times in (("mouse move to all views repainted", strokes), ("the same widgets repainted", repaints)):
        print(f"{name}: median {np.median(times):.2f} ms, p99 {np.percentile(times, 99):.2f} ms, n {len(times)}")
    ratios = [float(np.median(stroke) / np.median(repaint)) for stroke, repaint in rounds]
    print(f"ratio of medians: {np.median(ratios):.2f} (rounds from {min(ratios):.2f} to {max(ratios):.2f})")
    window.close()


def _draw(window: MainWindow) -> tuple[np.ndarray, np.ndarray]:
    """Draw one long stroke; return seconds for each movement and for a bare repaint after it."""
    view = window.draw_lab.view
    canvas = view.sheet.canvas
    side = canvas.width()
    parts = (canvas, view.grid, view.bars, view.strip, window.line, window.header, window.status)
    along = np.linspace(0, 1, _MOVEMENTS)
    places = [QPointF(side * (0.2 + 0.6 * a), side * (0.5 + 0.3 * np.sin(9 * a))) for a in along]
    moves, repaints = np.empty(_MOVEMENTS - 1), np.empty(_MOVEMENTS - 1)
    _send(canvas, QEvent.Type.MouseButtonPress, places[0])
    for number, place in enumerate(places[1:]):
        moves[number] = _timed(lambda place=place: _send(canvas, QEvent.Type.MouseMove, place))
        repaints[number] = _timed(lambda: [part.update() for part in parts])
    _send(canvas, QEvent.Type.MouseButtonRelease, places[-1])
    view.sheet.clear()
    return moves, repaints


def _timed(action: object) -> float:
    from PySide6.QtWidgets import QApplication

    start = time.perf_counter()
    action()  # type: ignore[operator]
    QApplication.processEvents()
    return time.perf_counter() - start


def _send(widget: QWidget, kind: QEvent.Type, place: QPointF) -> None:
    from PySide6.QtWidgets import QApplication

    button = NONE if kind == QEvent.Type.MouseMove else LEFT
    where = QPointF(widget.mapToGlobal(place))
    held = NONE if kind == QEvent.Type.MouseButtonRelease else LEFT
    QApplication.sendEvent(widget, QMouseEvent(kind, place, where, button, held, Qt.KeyboardModifier.NoModifier))


if __name__ == "__main__":
    main()
