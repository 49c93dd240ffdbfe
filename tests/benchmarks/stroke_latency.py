"""From a mouse-move event to all views repainted, against repainting the same widgets with nothing recomputed.

`python -m tests.benchmarks.stroke_latency [--rounds N]`; both are timed in turn, movement by movement, in one process.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from functools import partial

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication  # noqa: E402

from cnnstudio.app.application import make_application, make_window  # noqa: E402
from cnnstudio.app.main_window import MainWindow  # noqa: E402
from cnnstudio.core.settings import Settings  # noqa: E402
from tests.benchmarks import pen  # noqa: E402


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
    parts = (canvas, view.grid, view.bars, view.strip, window.line, window.header, window.status)
    first, *places = pen.stroke_places(canvas.width())
    moves, repaints = np.empty(len(places)), np.empty(len(places))
    pen.press(canvas, first)
    for number, place in enumerate(places):
        moves[number] = _timed(partial(pen.move, canvas, place))
        repaints[number] = _timed(lambda: [part.update() for part in parts])
    pen.release(canvas, places[-1])
    view.sheet.clear()
    return moves, repaints


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    QApplication.processEvents()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
