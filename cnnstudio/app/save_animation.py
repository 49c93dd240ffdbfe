"""Saves a range of steps as an animated GIF, or as numbered PNG files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QSizeF
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QWidget

from cnnstudio.app.step_range import StepRange
from cnnstudio.core.arrays import ByteArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.steps import Steps
from cnnstudio.core.texts import text
from cnnstudio.widgets.picture_file import RATIO, not_saved, picture_of, replacing

_WIDEST = 1280
"""Pixels a GIF is wide at most."""

_SAMPLES = 7
"""From so many pictures, evenly spread over the range, a GIF takes its colours."""

Progress = Callable[[int, int], bool]
"""Told how many pictures of how many are written; answers whether to go on."""


class _Cancelled(Exception):
    """Progress was answered with no."""


def save_animation(
    view: QWidget, steps: Steps, steps_shown: StepRange, path: Path, progress: Progress | None = None
) -> bool:
    """Save how a view looks at each step: as one GIF, or as name-0001.png and so on; the ending of the name says which.

    Parameters
    ----------
    view
        What is saved, as it stands.
    steps
        What moves it; it stands again where it stood afterwards.
    steps_shown
        Which steps, and how fast.
    path
        Where to. Nothing half-written is left, and what was there stays where saving fails or is cancelled.
    progress
        Called after each picture.

    Returns
    -------
    Whether it was saved: False where `progress` said no.

    Raises
    ------
    UserError
        Where it would be too much, the ending is unknown, or it cannot be written.

    """
    steps_shown.check()
    writers = {".gif": _write_gif, ".png": _write_pngs}
    write = writers.get(path.suffix.lower())
    if write is None:
        raise UserError(text("{name} must end in .gif or .png.", name=path.name))
    stood_at = steps.position
    try:
        write(_Frames(view, steps, steps_shown, progress), path)
    except _Cancelled:
        return False
    finally:
        steps.go_to(stood_at)
    return True


class _Frames:
    """The pictures of the steps, made one after the other."""

    def __init__(self, view: QWidget, steps: Steps, steps_shown: StepRange, progress: Progress | None) -> None:
        self._view, self._steps, self.range, self._progress = view, steps, steps_shown, progress
        self._size = view.size()

    def at(self, position: int, ratio: float) -> QImage:
        """Return how the view looks at a step."""
        self._steps.go_to(position)
        # Labels that grew with their numbers find their places before the picture is taken, not after.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        picture = picture_of(self._view, ratio)
        size = (QSizeF(self._size) * ratio).toSize()
        # The window may be resized meanwhile; all pictures of an animation are of one size.
        return picture if picture.size() == size else picture.scaled(size)

    def all(self, ratio: float) -> Iterator[QImage]:
        """Yield all pictures, and tell of each when it has been used."""
        positions = self.range.positions
        for done, position in enumerate(positions, start=1):
            yield self.at(position, ratio)
            if self._progress is not None and not self._progress(done, len(positions)):
                raise _Cancelled

    def samples(self, ratio: float) -> Iterator[QImage]:
        """Yield a few pictures from the whole range, the first and the last among them."""
        positions = self.range.positions
        count = min(_SAMPLES, len(positions))
        for place in range(count):
            yield self.at(positions[place * (len(positions) - 1) // max(1, count - 1)], ratio)

    @property
    def gif_ratio(self) -> float:
        """Pixels of a GIF for one on the screen."""
        return min(1.0, _WIDEST / max(1, self._size.width()))


def _write_gif(frames: _Frames, path: Path) -> None:
    from cnnstudio.app.gif_file import gif_parts
    from cnnstudio.app.gif_palette import GifPalette

    ratio = frames.gif_ratio
    palette = GifPalette(_pixels(picture) for picture in frames.samples(ratio))
    pictures = (_pixels(picture) for picture in frames.all(ratio))
    with replacing(path) as file:
        for part in gif_parts(pictures, palette, 1 / frames.range.frames_per_second):
            if file.write(part) != len(part):
                raise not_saved(path, file.errorString())


def _pixels(picture: QImage) -> ByteArray:
    """Return (H, W, 3) bytes, red, green, blue."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).copy()


def _write_pngs(frames: _Frames, path: Path) -> None:
    taken = next(path.parent.glob(f"{escape(path.stem)}-[0-9][0-9][0-9][0-9].png"), None)
    if taken is not None:
        raise UserError(text("There is a picture {name} already. Choose another name.", name=taken.name))
    with _folder_beside(path) as folder:
        written = []
        for number, picture in enumerate(frames.all(RATIO), start=1):
            written.append(folder / f"{path.stem}-{number:04}.png")
            writer = QImageWriter(os.fspath(written[-1]), b"png")
            if not writer.write(picture):
                raise not_saved(path, writer.errorString())
        for file in written:
            file.replace(path.parent / file.name)


@contextmanager
def _folder_beside(path: Path) -> Iterator[Path]:
    """Give out a folder from which files can be moved to where they belong; it is gone afterwards."""
    try:
        with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as folder:
            yield Path(folder)
    except OSError as error:
        raise not_saved(path, error.strerror or str(error)) from error
