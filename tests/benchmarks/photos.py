"""How many digits in make-believe photos are found and read, and how long that takes.

`python -m tests.benchmarks.photos [--count N]`; the digits are those of the pen-stroke generator.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np

from cnnstudio.data.handwriting.writer import write_digit
from cnnstudio.data.ink import find_ink
from cnnstudio.data.photo import Picture, picture_from_bytes
from cnnstudio.data.picture_recipe import prepare_picture
from cnnstudio.nets.inference import probabilities
from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.shipped import shipped_model_path
from tests.data.photos import SCENES, coverage, jpeg, paper, photo


def milliseconds(work: Callable[[], object], rounds: int = 15) -> str:
    """Return the median time of a call and the longest, in words."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1e3)
    return f"median {np.median(times):.0f} ms, longest {max(times):.0f} ms"


def large_picture(rng: np.random.Generator) -> tuple[bytes, Picture]:
    """Return a photo of 1024 × 1024 pixels with a digit that fills half of it."""
    size = (1024, 1024)
    paths = [stroke.points * 1024 for stroke in write_digit(8, rng)]
    content = jpeg(paper(coverage(paths, 30, size)[:, :, None], rng), 85, rng)
    return content, picture_from_bytes(content, "photo")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="photos of each scene")
    count = parser.parse_args().count
    network, rng = load_model(shipped_model_path()), np.random.default_rng(0)
    for scene in SCENES:
        right = sides = 0
        for number in range(count):
            taken = photo(scene, write_digit(number % 10, rng, looseness=0.7), rng)
            found = find_ink(picture_from_bytes(taken.content, scene))
            sides += found.dark_ink == taken.dark_ink
            right += int(probabilities(network, prepare_picture(found).pixels).argmax()) == number % 10
        print(f"{scene}: ink told from ground {sides / count:.1%}, read {right / count:.1%} of {count}", flush=True)
    content, large = large_picture(rng)
    found = find_ink(large)
    print("1024 × 1024 pixels, a digit that fills half of them:")
    print("  open", milliseconds(lambda: picture_from_bytes(content, "photo")))
    print("  find the ink", milliseconds(lambda: find_ink(large)))
    print(
        "  the same with another frame", milliseconds(lambda: find_ink(large, dark_ink=True, crop=(99, 99, 900, 900)))
    )
    print("  prepare for the network", milliseconds(lambda: prepare_picture(found)))


if __name__ == "__main__":
    main()
