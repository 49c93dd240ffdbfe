from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cnnstudio.core.specimen import Specimen
from cnnstudio.data.recipe import Recipe
from cnnstudio.data.strokes import Stroke
from cnnstudio.labs.draw.model import DrawModel
from cnnstudio.labs.draw.opener import Opener
from cnnstudio.labs.draw.sources import DrawnSource, PhotoSource
from cnnstudio.nets.shipped import shipped_network

BAR = DrawnSource((Stroke.of([(0.5, 0.2), (0.5, 0.8)], 0.05),))


@pytest.fixture
def model() -> DrawModel:
    return DrawModel(Specimen(), shipped_network())


@pytest.fixture
def opener(qtbot: QtBot, model: DrawModel) -> Iterator[Opener]:
    opener = Opener(model)
    yield opener
    opener.stop()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    image = Image.new("L", (200, 200), 255)
    ImageDraw.Draw(image).line((100, 40, 100, 160), fill=0, width=12)
    image.save(tmp_path / "one.png")
    return tmp_path / "one.png"


def read_to_the_end(opener: Opener) -> None:
    """Wait until the thread is done, and let what it answers arrive."""
    pool = opener.findChild(QThreadPool)
    assert isinstance(pool, QThreadPool)
    assert pool.waitForDone(20_000)
    QApplication.processEvents()


def test_a_photo_comes_to_lie_on_the_table(opener: Opener, model: DrawModel, photo: Path) -> None:
    opener.open_file(photo)
    read_to_the_end(opener)

    assert isinstance(model.params.source, PhotoSource)
    assert model.result.ranking[0] == 1


def test_a_photo_that_comes_too_late_does_not_cover_a_newer_drawing(
    opener: Opener, model: DrawModel, photo: Path
) -> None:
    opener.open_file(photo)
    model.put(BAR)
    assert not opener.busy
    read_to_the_end(opener)

    assert model.params.source is BAR


def test_undo_drops_what_is_being_loaded_too(opener: Opener, model: DrawModel, photo: Path) -> None:
    empty = model.params.source
    model.put(BAR)
    opener.open_file(photo)
    model.undo()
    read_to_the_end(opener)

    assert model.params.source is empty


def test_another_way_of_looking_drops_nothing(opener: Opener, model: DrawModel, photo: Path) -> None:
    opener.open_file(photo)
    model.update(recipe=Recipe(center=False))
    read_to_the_end(opener)

    assert isinstance(model.params.source, PhotoSource)


def test_a_photo_can_follow_a_drawing(opener: Opener, model: DrawModel, photo: Path) -> None:
    opener.open_file(photo)
    model.put(BAR)
    opener.open_file(photo)
    read_to_the_end(opener)

    assert isinstance(model.params.source, PhotoSource)
