"""How many digits drawn by other people are read: their strokes, and the same strokes as pictures.

`python -m tests.benchmarks.pen_digits [FILE]`: by default 600 digits by 30 writers, from a file beside the project;
where it is not there, nothing is measured. The figures are for reporting: nothing is tuned by these digits.
"""

from __future__ import annotations

import argparse
import io
import time
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.data.ink import find_ink
from cnnstudio.data.photo import picture_from_bytes
from cnnstudio.data.picture_recipe import prepare_picture
from cnnstudio.data.recipe import Prepared
from cnnstudio.data.stroke_recipe import prepare_strokes
from cnnstudio.data.strokes_file import WrittenDigit, load_strokes
from cnnstudio.nets.inference import probabilities
from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.network import Network
from cnnstudio.nets.shipped import shipped_model_path

DEFAULT_FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "pen-digits.json"
SHEET = 512
HEIGHTS = (60, 120, 300)
PENS = (2, 6, 12)


def drawn(digit: WrittenDigit, height: int, pen: int, rng: np.random.Generator, *, smooth: bool) -> ByteArray:
    """Return a (512, 512) picture, black on white, of a digit that high, somewhere on it."""
    scale = 4 if smooth else 1
    points = np.concatenate(digit.strokes)
    low, extent = points.min(axis=0), np.ptp(points, axis=0)
    size = extent * height / max(float(extent.max()), 1e-9)
    place = rng.uniform(pen + 4, SHEET - pen - 4 - size)
    image = Image.new("L", (SHEET * scale, SHEET * scale), 255)
    canvas = ImageDraw.Draw(image)
    radius = pen * scale / 2
    for stroke in digit.strokes:
        path = (stroke - low) * height / max(float(extent.max()), 1e-9)
        path = np.stack([path[:, 0], size[1] - path[:, 1]], axis=1)
        corners = [(float(x), float(y)) for x, y in (path + place) * scale]
        canvas.line(corners, fill=0, width=pen * scale)
        for x, y in corners:
            canvas.ellipse((x - radius, y - radius, x + radius, y + radius), fill=0)
    return np.asarray(image.reduce(scale) if smooth else image)


def prepared(picture: ByteArray) -> Prepared:
    """Return what the network sees of a picture that comes as a PNG file."""
    with io.BytesIO() as file:
        Image.fromarray(picture).save(file, "PNG", compress_level=1)
        content = file.getvalue()
    return prepare_picture(find_ink(picture_from_bytes(content, "digit.png")))


def read(network: Network, pixels: FloatArray) -> int:
    """Return the digit that the network reads."""
    return int(probabilities(network, pixels).argmax())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=DEFAULT_FILE)
    path = parser.parse_args().file
    if not path.exists():
        print(f"{path} is not there: nothing to measure")
        return
    network, digits = load_model(shipped_model_path()), load_strokes(path)
    right = sum(read(network, prepare_strokes(digit.drawing).pixels) == digit.label for digit in digits)
    print(f"strokes: {right / len(digits):.2%} of {len(digits)}")
    rng, shares, start = np.random.default_rng(0), [], time.perf_counter()
    for smooth in (True, False):
        for height in HEIGHTS:
            for pen in PENS:
                answers = [read(network, prepared(drawn(d, height, pen, rng, smooth=smooth)).pixels) for d in digits]
                shares.append(float(np.mean([answer == d.label for answer, d in zip(answers, digits, strict=True)])))
                edges = "smooth" if smooth else "jagged"
                print(f"pictures, {height} px high, {pen} px pen, {edges} edges: {shares[-1]:.2%}", flush=True)
    print(f"pictures: {np.mean(shares):.2%} on average, {min(shares):.2%} at worst")
    print(f"{(time.perf_counter() - start) / len(shares) / len(digits) * 1e3:.0f} ms a picture, drawing it included")


if __name__ == "__main__":
    main()
