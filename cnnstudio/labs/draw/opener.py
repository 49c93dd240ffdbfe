"""Brings pictures and MNIST digits onto the table, away from the GUI thread where that takes longer than a frame."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.data.ink import Box, find_ink
from cnnstudio.data.mnist import MnistPart, MnistSplit, load_mnist, next_sample, previous_sample, random_sample
from cnnstudio.data.photo import Picture, load_picture, picture_from_bytes
from cnnstudio.labs.draw.model import DrawModel
from cnnstudio.labs.draw.sources import PhotoSource, SampleSource
from cnnstudio.widgets.task_runner import TaskRunner


class Opener(QObject):
    """Loads, and puts what was loaded into the model; what fails changes nothing.

    Signals
    -------
    failed
        A `UserError` to show.
    said
        A `Text` for the line above the stage: what is under way, or a note about what was opened.
    opened
        The path of a picture file that was opened.
    """

    failed = Signal(object)
    said = Signal(object)
    opened = Signal(str)

    def __init__(self, model: DrawModel, parent: QObject | None = None, seed: int | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._runner = TaskRunner(self)
        self._splits: dict[MnistPart, MnistSplit] = {}
        self._rng = np.random.default_rng(seed)

    @property
    def busy(self) -> bool:
        """Whether something is still being loaded."""
        return self._runner.busy

    def open_file(self, path: Path) -> None:
        """Open a picture file and find the digit in it."""
        self.said.emit(text("Opening {name} …", name=path.name))
        self._run(lambda: _photo(load_picture(path)), partial(self._show_photo, path=path))

    def open_bytes(self, content: bytes, name: str) -> None:
        """Open a picture that came through the clipboard or was dropped."""
        self.said.emit(text("Opening {name} …", name=name))
        self._run(lambda: _photo(picture_from_bytes(content, name)), self._show_photo)

    def choose_ink(self, *, dark: bool) -> None:
        """Take the dark or the light side of the photo for ink; the frame stays where it was moved to by hand."""
        source = self._model.params.source
        if isinstance(source, PhotoSource):
            crop = None if source.found.crop_automatic else source.found.crop
            self._refine(source.picture, dark, crop)

    def choose_crop(self, crop: Box) -> None:
        """Cut the photo at another frame."""
        source = self._model.params.source
        if isinstance(source, PhotoSource):
            self._refine(source.picture, source.found.dark_ink, crop)

    def find_again(self) -> None:
        """Find ink and frame by itself, whatever was set by hand."""
        source = self._model.params.source
        if isinstance(source, PhotoSource):
            self._refine(source.picture, None, None)

    def show_sample(self, part: MnistPart, index: int) -> None:
        """Lay one digit of MNIST on the table."""
        self._with_split(part, lambda split: index)

    def show_random(self, digit: int | None = None) -> None:
        """Lay any digit of the part in use on the table; of one kind only where `digit` is given."""
        self._with_split(self._part(), lambda split: random_sample(split, self._rng, digit))

    def step_sample(self, by: int, digit: int | None = None) -> None:
        """Go to the next digit (+1) or the one before (−1), of one kind only where `digit` is given."""
        source = self._model.params.source
        index = source.index if isinstance(source, SampleSource) else -1
        step = next_sample if by > 0 else previous_sample
        self._with_split(self._part(), lambda split: step(split, index, digit))

    def stop(self) -> None:
        """Drop what is under way; to be called before the window closes."""
        self._runner.stop()

    def _part(self) -> MnistPart:
        source = self._model.params.source
        return source.part if isinstance(source, SampleSource) else "test"

    def _with_split(self, part: MnistPart, choose: Callable[[MnistSplit], int]) -> None:
        if part in self._splits:
            split = self._splits[part]
            self._model.put(SampleSource.of(split, choose(split)))
            return
        self.said.emit(text("Unpacking the MNIST digits …"))
        self._run(lambda: load_mnist(part), partial(self._show_split, choose=choose))

    def _show_split(self, split: MnistSplit, choose: Callable[[MnistSplit], int]) -> None:
        self._splits[split.part] = split
        self._model.put(SampleSource.of(split, choose(split)))

    def _show_photo(self, source: PhotoSource, path: Path | None = None) -> None:
        self._model.put(source)
        if source.picture.note is not None:
            self.said.emit(source.picture.note)
        if path is not None:
            self.opened.emit(str(path))

    def _refine(self, picture: Picture, dark: bool | None, crop: Box | None) -> None:
        self._run(lambda: PhotoSource(picture, find_ink(picture, dark_ink=dark, crop=crop)), self._refined)

    def _refined(self, source: PhotoSource) -> None:
        self._model.put(source)

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._runner.start(work, done, self._on_failed)

    def _on_failed(self, error: UserError) -> None:
        self.failed.emit(error)


def _photo(picture: Picture) -> PhotoSource:
    return PhotoSource(picture, find_ink(picture))
