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

from PySide6.QtWidgets import QApplication  # noqa: E402

from cnnstudio.app.application import make_application, make_window  # noqa: E402
from cnnstudio.app.main_window import MainWindow  # noqa: E402
from cnnstudio.cli.stage import show_lab  # noqa: E402
from cnnstudio.core.settings import Settings  # noqa: E402
from cnnstudio.data.mnist import load_mnist  # noqa: E402
from cnnstudio.labs.draw.sources import SampleSource  # noqa: E402
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
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), 115))
    show_lab(window, "path")
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
    sheet = window.current_lab.path.specimen.sheet  # type: ignore[attr-defined]  # the path lab
    first, *places = pen.stroke_places(sheet.width())
    times = np.empty(len(places))
    pen.press(sheet, first)
    for number, place in enumerate(places):
        start = time.perf_counter()
        pen.move(sheet, place)
        QApplication.processEvents()
        times[number] = time.perf_counter() - start
    pen.release(sheet, places[-1])
    QApplication.processEvents()
    return times


if __name__ == "__main__":
    main()
