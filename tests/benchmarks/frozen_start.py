"""Launch to the first picture on a screen, to the last, and the work done: the frozen app and one in an environment.

`python -m tests.benchmarks.frozen_start --frozen dist/cnnstudio --environment build/frozen/environment [--rounds N]`

Both are started as students start them, in turn, on a screen of their own (Xvfb), whose memory is read every few
milliseconds: nothing in the app says when it was painted. The environment is the one that was frozen, so all versions
are the same; `packaging/build.py --keep-environment` leaves it behind.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

_SIZE = "1440x900x24"
_LOOKS_EVERY = 0.003
_STILL = 2.0
"""Seconds without a change after which the window is ready."""
_PATIENCE = 60.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--frozen", type=Path, default=Path("dist/cnnstudio"))
    parser.add_argument("--environment", type=Path, default=Path("build/frozen/environment"))
    parser.add_argument("--rounds", type=int, default=11)
    arguments = parser.parse_args()
    programs = {"environment": arguments.environment / "bin" / "cnnstudio", "frozen": arguments.frozen / "cnnstudio"}
    times: dict[str, list[tuple[float, float, float]]] = {name: [] for name in programs}
    with _screen() as (display, memory):
        for number in range(arguments.rounds + 1):
            for name, program in programs.items():
                seconds = _start(program.resolve(), display, memory)
                if number:  # the first round fills the disk cache
                    times[name].append(seconds)
    for place, what in enumerate(("first picture", "last picture", "processor")):
        series = {name: np.array(pairs)[:, place] for name, pairs in times.items()}
        for name, values in series.items():
            low, median, high = np.percentile(values, [10, 50, 90])
            print(f"{what}, {name}: median {median:.3f} s (10 % {low:.3f}, 90 % {high:.3f}), n {len(values)}")
        low, ratio, high = np.percentile(series["frozen"] / series["environment"], [10, 50, 90])
        print(f"{what}: frozen / environment {ratio:.2f} (10 % {low:.2f}, 90 % {high:.2f}), at most 1.3")


@contextmanager
def _screen() -> Iterator[tuple[str, Path]]:
    """Give out a display and the file that is its memory."""
    with tempfile.TemporaryDirectory() as folder:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-fbdir", folder, "-nolisten", "tcp"]
        with subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
            os.close(writing)
            try:
                number = os.read(reading, 20).decode().strip()
                yield f":{number}", Path(folder) / "Xvfb_screen0"
            finally:
                os.close(reading)
                server.terminate()


def _start(program: Path, display: str, memory: Path) -> tuple[float, float, float]:
    """Return the seconds from launch to the first and to the last change of the screen, and those of the processor."""
    with tempfile.TemporaryDirectory() as home:
        variables = {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8", "DISPLAY": display}
        seen, changes, begin = memory.read_bytes(), list[float](), time.monotonic()
        with subprocess.Popen([program], env=variables, stdout=subprocess.DEVNULL) as app:
            try:
                while not changes or time.monotonic() - begin < changes[-1] + _STILL:
                    time.sleep(_LOOKS_EVERY)
                    now, shown = time.monotonic() - begin, memory.read_bytes()
                    if shown != seen:
                        seen = shown
                        changes.append(now)
                    if app.poll() is not None or now > _PATIENCE:
                        raise SystemExit(f"{program} showed nothing")
                used = _processor_seconds(app.pid)
            finally:
                app.terminate()
        while memory.read_bytes() == seen:  # until its window is gone
            time.sleep(_LOOKS_EVERY)
    return changes[0], changes[-1], used


def _processor_seconds(process: int) -> float:
    """Return how long a process has kept processors busy: what it would take on a machine that does nothing else."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
