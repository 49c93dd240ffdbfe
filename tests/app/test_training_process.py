"""The training lab with the process that really trains, from the start button to the window's end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.labs import LABS
from cnnstudio.labs.training.lab import TrainingLab
from cnnstudio.labs.training.run import Run
from cnnstudio.training.worker import Worker

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000
Part = TypeVar("Part", bound=QWidget)


@pytest.fixture
def lab(window: MainWindow) -> TrainingLab:
    window.show_lab([entry.id for entry in LABS].index("training"))
    lab = cast(TrainingLab, window.current_lab)
    lab.model.choose_experiment("blink")
    return lab


def part(lab: TrainingLab, kind: type[Part], name: str) -> Part:
    found = lab.view.window().findChild(kind, f"training.{name}")
    assert found is not None, name
    return found


def press(qtbot: QtBot, lab: TrainingLab, name: str) -> None:
    qtbot.mouseClick(part(lab, QAbstractButton, name), LEFT)


def run_of(lab: TrainingLab) -> Run:
    assert lab.model.run is not None
    return lab.model.run


def has_learned(lab: TrainingLab, batches: int) -> bool:
    return run_of(lab).batches == batches


def processes() -> list[str]:
    return [process.name for process in multiprocessing.active_children()]


def test_a_run_from_start_to_rewind_with_a_pause_and_a_step(lab: TrainingLab, qtbot: QtBot) -> None:
    press(qtbot, lab, "start")
    qtbot.waitUntil(lambda: run_of(lab).batches > 20, timeout=LONG)
    press(qtbot, lab, "start")
    assert run_of(lab).state == "paused"
    press(qtbot, lab, "start")
    qtbot.waitUntil(lambda: run_of(lab).state == "finished", timeout=LONG)
    run = run_of(lab)

    assert run.batches == len(run.losses) == run.total_batches
    assert run.losses[-20:].mean() < run.losses[:5].mean() / 2
    qtbot.waitUntil(lambda: run.test_accuracy is not None, timeout=LONG)
    assert run.test_accuracy is not None
    assert run.test_accuracy > 0.95
    part(lab, QSlider, "rewind").setValue(0)
    assert lab.model.network is run.moments[0].network


def test_single_batches_before_anything_else(lab: TrainingLab, qtbot: QtBot) -> None:
    for batches in (1, 2, 3):
        press(qtbot, lab, "step")
        qtbot.waitUntil(partial(has_learned, lab, batches), timeout=LONG)
    assert run_of(lab).state == "paused"
    press(qtbot, lab, "stop")
    assert run_of(lab).state == "stopped"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_a_killed_process_is_told_of_and_the_next_run_has_another(lab: TrainingLab, qtbot: QtBot) -> None:
    press(qtbot, lab, "start")
    qtbot.waitUntil(lambda: run_of(lab).batches > 5, timeout=LONG)
    process = cast(Worker, lab.trainer).process_id
    assert process is not None
    os.kill(process, signal.SIGKILL)
    qtbot.waitUntil(lambda: run_of(lab).state == "failed", timeout=LONG)
    assert run_of(lab).problem is not None
    press(qtbot, lab, "start")
    qtbot.waitUntil(lambda: run_of(lab).number == 2 and run_of(lab).batches > 5, timeout=LONG)


def test_the_window_closes_at_once_in_the_middle_of_a_run(lab: TrainingLab, qtbot: QtBot) -> None:
    press(qtbot, lab, "start")
    qtbot.waitUntil(lambda: run_of(lab).batches > 5, timeout=LONG)
    assert processes()
    lab.view.window().close()

    assert not processes()


_TRAINS_ONE_BATCH = """
import sys

from PySide6.QtWidgets import QApplication

from cnnstudio.app.application import make_application, make_window
from cnnstudio.core.settings import Settings
from cnnstudio.labs import LABS


def main():
    app = make_application(["test"])
    window = make_window(Settings(theme="light"), "en")
    window.show()
    window.show_lab([entry.id for entry in LABS].index("training"))
    model = window.current_lab.model
    model.choose_experiment("blink")
    model.step_batch()
    while model.run is None or model.run.batches < 1:
        app.processEvents()
    print("torch" in sys.modules, model.run.batches)
    window.close()


if __name__ == "__main__":
    main()
"""


def test_this_process_never_loads_torch(tmp_path: Path) -> None:
    program = tmp_path / "train.py"  # the process that trains begins by reading the file of the one that asks
    program.write_text(_TRAINS_ONE_BATCH, encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, program], env=environment, capture_output=True, text=True, timeout=LONG / 1000, check=True
    )
    assert done.stdout.split() == ["False", "1"]
