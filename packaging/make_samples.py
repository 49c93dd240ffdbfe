"""Makes the sample pictures that are shipped with the app: computed, so nobody's rights are in them.

python packaging/make_samples.py    rewrites resources/samples/*-<digit>.{jpg,png}
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cnnstudio.core.arrays import FloatArray  # noqa: E402
from cnnstudio.data.handwriting.writer import write_digit  # noqa: E402
from tests.data.photos import Scene, board, coverage, jpeg, paper, placed, scan  # noqa: E402

FOLDER = ROOT / "resources" / "samples"
SIZE = (800, 600)


def main() -> None:
    """Write the three pictures."""
    write("photo-3.jpg", paper, height=300, pen=14, seed=12)
    write("board-8.jpg", board, height=360, pen=16, seed=5)
    write("scan-5.png", scan, height=150, pen=6, seed=2)


def write(name: str, scene: Scene, *, height: float, pen: float, seed: int) -> None:
    """Write one picture of the digit in its name."""
    rng = np.random.default_rng(seed)
    drawing = write_digit(int(Path(name).stem[-1]), rng, looseness=0.6)
    ink = coverage(placed(drawing, SIZE, height, rng), pen, SIZE)[:, :, None]
    (FOLDER / name).write_bytes(ENCODERS[Path(name).suffix](scene(ink, rng), rng))
    print(FOLDER / name)


def held_sideways(colours: FloatArray, rng: np.random.Generator) -> bytes:
    """Return a JPEG file as a camera makes it that was held sideways: turned, and with a note of that."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    with io.BytesIO(jpeg(np.rot90(colours), 82, rng)) as turned, io.BytesIO() as file:
        Image.open(turned).save(file, "JPEG", quality="keep", exif=exif)
        return file.getvalue()


def grey_png(colours: FloatArray, rng: np.random.Generator) -> bytes:
    """Return a PNG file of 16 greys, as a scanner makes it for text."""
    with io.BytesIO() as file:
        grey = Image.fromarray(np.rint(colours.clip(0, 1) * 255).astype(np.uint8)).convert("L")
        grey.quantize(16).save(file, "PNG", optimize=True)
        return file.getvalue()


ENCODERS: dict[str, Callable[[FloatArray, np.random.Generator], bytes]] = {".jpg": held_sideways, ".png": grey_png}

if __name__ == "__main__":
    main()
