"""Make-believe photos and scans of digits: paper, boards, light and noise, computed from strokes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.strokes import Drawing, ink_box

Size = tuple[int, int]
"""Width and height, pixels."""


@dataclass(frozen=True, eq=False)
class Photo:
    """What a camera saw.

    Attributes
    ----------
    content
        The bytes of a picture file.
    dark_ink
        Whether it is dark on light.
    box
        Left, top, right, bottom of the ink, pixels.

    """

    content: bytes
    dark_ink: bool
    box: tuple[float, float, float, float]


def placed(drawing: Drawing, size: Size, height: float, rng: np.random.Generator) -> list[FloatArray]:
    """Return the paths of a drawing, its longer side so many pixels, somewhere in a picture but not at its rim."""
    left, top, right, bottom = ink_box(drawing, with_pen=False)
    scale = height / max(right - left, bottom - top)
    room = 0.2 * height
    extent = np.array([right - left, bottom - top]) * scale
    corner = rng.uniform(room, np.maximum(np.array(size) - extent - room, room + 1))
    return [(stroke.points - (left, top)) * scale + corner for stroke in drawing]


def box_of(paths: list[FloatArray], pen: float) -> tuple[float, float, float, float]:
    """Return the box around paths drawn with a round pen."""
    points = np.concatenate(paths)
    (left, top), (right, bottom) = points.min(axis=0) - pen / 2, points.max(axis=0) + pen / 2
    return float(left), float(top), float(right), float(bottom)


def coverage(paths: list[FloatArray], pen: float, size: Size) -> FloatArray:
    """Return (H, W) ink, 0…1, of paths drawn with a round pen, its edge smooth."""
    scale = 3
    image = Image.new("L", (size[0] * scale, size[1] * scale), 0)
    canvas = ImageDraw.Draw(image)
    radius = pen * scale / 2
    for path in paths:
        corners = [(float(x), float(y)) for x, y in path * scale]
        canvas.line(corners, fill=255, width=max(1, round(pen * scale)))
        for x, y in corners:
            canvas.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return np.asarray(image.reduce(scale), np.float32) / 255


def light(size: Size, rng: np.random.Generator) -> FloatArray:
    """Return (H, W, 1) light that falls off to one side, with the edge of a shadow across it."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width] / max(size) - 0.5

    def across() -> FloatArray:
        angle = rng.uniform(0, 2 * np.pi)
        return np.asarray(x * np.cos(angle) + y * np.sin(angle))

    falling = 1 - rng.uniform(0.1, 0.45) * (across() + 0.5).clip(0, 1)
    shadow = 1 / (1 + np.exp(-(across() - rng.uniform(-0.3, 0.3)) / rng.choice([0.01, 0.04, 0.12])))
    return np.asarray(falling * (1 - rng.uniform(0.2, 0.5) * shadow))[:, :, None]


def cloudy(size: Size, cells: int, rng: np.random.Generator) -> FloatArray:
    """Return (H, W, 1) smooth noise about 0."""
    noise = Image.fromarray(rng.normal(0, 1, (cells, cells)).astype(np.float32))
    return np.asarray(noise.resize(size, Image.Resampling.BICUBIC))[:, :, None]


def jpeg(colours: FloatArray, quality: int, rng: np.random.Generator) -> bytes:
    """Return a JPEG file of (H, W, 3) colours, 0…1, with a sensor's noise."""
    noisy = colours + rng.normal(0, 0.015, (*colours.shape[:2], 1))
    with io.BytesIO() as file:
        Image.fromarray(np.rint(noisy.clip(0, 1) * 255).astype(np.uint8)).save(file, "JPEG", quality=quality)
        return file.getvalue()


Scene = Callable[[FloatArray, np.random.Generator], FloatArray]
"""Makes (H, W, 3) colours from (H, W, 1) ink."""

INKS = {"black": (0.08, 0.08, 0.1), "blue": (0.12, 0.2, 0.62), "pencil": (0.42, 0.42, 0.43), "red": (0.75, 0.12, 0.12)}


def paper(ink: FloatArray, rng: np.random.Generator, *, lines: str = "") -> FloatArray:
    """Cream paper, now and then with blue lines, under uneven light; a pen of some colour."""
    height, width = ink.shape[:2]
    sheet = np.array([0.95, 0.94, 0.9]) * (1 + rng.normal(0, 0.012, ink.shape))
    if lines:
        y, x = np.mgrid[0:height, 0:width]
        gap, lean = rng.integers(30, 70), rng.uniform(-0.03, 0.03)
        printed = (y + x * lean) % gap < 2
        if lines == "squared":
            printed |= (x - y * lean) % gap < 2
        sheet = np.where(printed[:, :, None], np.array([0.62, 0.72, 0.88]) * 0.95, sheet)
    pen = np.array(INKS[str(rng.choice(list(INKS)))])
    return np.asarray(sheet * (1 - ink * (1 - pen)) * light((width, height), rng))


def ruled(ink: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Paper with lines."""
    return paper(ink, rng, lines="ruled")


def squared(ink: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Paper with squares."""
    return paper(ink, rng, lines="squared")


def board(ink: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Grainy chalk on a badly wiped blackboard."""
    size = ink.shape[1], ink.shape[0]
    slate = np.array([[0.13, 0.26, 0.2], [0.12, 0.12, 0.13]])[rng.integers(2)] * (1 + 0.12 * cloudy(size, 10, rng))
    slate = slate + 0.04 * np.abs(cloudy(size, 6, rng))
    chalk = ink * (0.62 + 0.38 * (rng.random(ink.shape) > 0.25))
    return np.asarray((slate * (1 - chalk) + np.array([0.9, 0.9, 0.86]) * chalk) * light(size, rng))


def desk(ink: FloatArray, rng: np.random.Generator) -> FloatArray:
    """A slip of paper, a little askew, on a dark desk."""
    size = ink.shape[1], ink.shape[0]
    rows, columns = (np.flatnonzero(ink[:, :, 0].any(axis=axis)) for axis in (1, 0))
    room = 0.4 * max(np.ptp(rows), np.ptp(columns))
    left, right = columns[0] - room, columns[-1] + room
    top, bottom = rows[0] - room, rows[-1] + room
    slip = Image.new("L", size, 0)
    lean = rng.uniform(-0.05, 0.05) * (right - left)
    ImageDraw.Draw(slip).polygon([(left, top), (right, top + lean), (right, bottom), (left, bottom - lean)], fill=255)
    visible = np.asarray(slip, np.float32)[:, :, None] / 255
    wood = np.array([0.35, 0.22, 0.12]) * (1 + 0.1 * cloudy(size, 24, rng))
    return np.asarray(paper(ink, rng) * visible + wood * light(size, rng) * (1 - visible))


def scan(ink: FloatArray, rng: np.random.Generator) -> FloatArray:
    """White paper with specks, and the black margin that a lid left open gives."""
    height, width = ink.shape[:2]
    sheet = np.repeat(0.97 - 0.9 * ink, 3, axis=2)
    for x, y in zip(rng.integers(0, width - 3, 40), rng.integers(0, height - 3, 40), strict=True):
        sheet[y : y + 2, x : x + 2] = rng.uniform(0, 0.5)
    sheet[:, : rng.integers(4, 30)] = 0.05
    return sheet


SCENES: dict[str, Scene] = {
    "paper": paper,
    "ruled": ruled,
    "squared": squared,
    "board": board,
    "desk": desk,
    "scan": scan,
}


def photo(scene: str, drawing: Drawing, rng: np.random.Generator) -> Photo:
    """Return a photo of a drawing of some size, somewhere in some picture."""
    size = ((1024, 768), (600, 800), (640, 640))[rng.integers(3)]
    height = rng.uniform(0.2, 0.6) * min(size)
    pen = max(1.6, height * rng.uniform(0.03, 0.1))
    paths = placed(drawing, size, height, rng)
    ink = coverage(paths, pen, size)[:, :, None]
    content = jpeg(SCENES[scene](ink, rng), int(rng.integers(45, 90)), rng)
    return Photo(content, scene != "board", box_of(paths, pen))


def empty_photo(ground: str, rng: np.random.Generator) -> bytes:
    """Return a photo of paper or board, or a scan, with nothing written on it."""
    size = (800, 600)
    sheet = {"paper": 0.95, "board": 0.15, "scan": 0.98}[ground]
    colours = np.full((size[1], size[0], 3), sheet)
    if ground != "scan":
        colours = colours * (1 + 0.02 * cloudy(size, 8, rng)) * light(size, rng)
    return jpeg(colours, int(rng.integers(45, 95)), rng)
