"""Brings pictures and MNIST digits onto the table, away from the GUI thread where that takes longer than a frame.

What reads files is imported when the first is opened: the start of the app need not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.labs.draw.model import DrawModel
from cnnstudio.labs.draw.sources import PhotoSource, SampleSource
from cnnstudio.widgets.task_runner import TaskRunner

if TYPE_CHECKING:
    import numpy as np

    from cnnstudio.data.ink import Box
    from cnnstudio.data.mnist import MnistPart, MnistSplit
    from cnnstudio.data.photo import Picture


class Opener(QObject):
    """Loads, and puts what was loaded into the model; what fails changes nothing.

    What comes to lie on the table meanwhile is newer, and what was being loaded is dropped.

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
        self._on_table = model.params.source
        self._runner = TaskRunner(self)
        self._splits: dict[MnistPart, MnistSplit] = {}
        self._seed = seed
        self._part: MnistPart = "test"
        self._rng: np.random.Generator | None = None
        model.subscribe(self._on_changed)

    @property
    def busy(self) -> bool:
        """Whether something is still being loaded."""
        return self._runner.busy

    def open_file(self, path: Path) -> None:
        """Open a picture file and find the digit in it."""
        self.said.emit(text("Opening {name} …", name=path.name))
        self._run(partial(_photo_from_file, path), partial(self._show_photo, path=path))

    def open_bytes(self, content: bytes, name: str) -> None:
        """Open a picture that came through the clipboard or was dropped."""
        self.said.emit(text("Opening {name} …", name=name))
        self._run(partial(_photo_from_bytes, content, name), self._show_photo)

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
        self._with_split(self._part, lambda split: self._random(split, digit))

    def step_sample(self, by: int, digit: int | None = None) -> None:
        """Go to the next digit (+1) or the one before (−1), of one kind only where `digit` is given."""
        source = self._model.params.source
        part, index = (source.part, source.index) if isinstance(source, SampleSource) else (self._part, -1)
        self._with_split(part, lambda split: _stepped(split, index, digit, by))

    def stop(self) -> None:
        """Drop what is under way; to be called before the window closes."""
        self._runner.stop()

    def _random(self, split: MnistSplit, digit: int | None) -> int:
        import numpy as np

        from cnnstudio.data.mnist import random_sample

        self._rng = self._rng or np.random.default_rng(self._seed)
        return random_sample(split, self._rng, digit)

    def _with_split(self, part: MnistPart, choose: Callable[[MnistSplit], int]) -> None:
        self._part = part
        if part in self._splits:
            split = self._splits[part]
            self._model.put(SampleSource.of(split, choose(split)))
            return
        self.said.emit(text("Unpacking the MNIST digits …"))
        self._run(partial(_split, part), partial(self._show_split, choose=choose))

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
        self._run(partial(_photo, picture, dark, crop), self._refined)

    def _refined(self, source: PhotoSource) -> None:
        self._model.put(source)

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._runner.start(work, done, self._on_failed)

    def _on_changed(self) -> None:
        if self._model.params.source is not self._on_table:
            self._on_table = self._model.params.source
            self._runner.drop()

    def _on_failed(self, error: UserError) -> None:
        self.failed.emit(error)


def _photo(picture: Picture, dark_ink: bool | None = None, crop: Box | None = None) -> PhotoSource:
    from cnnstudio.data.ink import find_ink

    return PhotoSource(picture, find_ink(picture, dark_ink=dark_ink, crop=crop))


def _photo_from_file(path: Path) -> PhotoSource:
    from cnnstudio.data.photo import load_picture

    return _photo(load_picture(path))


def _photo_from_bytes(content: bytes, name: str) -> PhotoSource:
    from cnnstudio.data.photo import picture_from_bytes

    return _photo(picture_from_bytes(content, name))


def _split(part: MnistPart) -> MnistSplit:
    from cnnstudio.data.mnist import load_mnist

    return load_mnist(part)


def _stepped(split: MnistSplit, index: int, digit: int | None, by: int) -> int:
    from cnnstudio.data.mnist import next_sample, previous_sample

    return (next_sample if by > 0 else previous_sample)(split, index, digit)
