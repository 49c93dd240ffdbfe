from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from cnnstudio.core.arrays import ByteArray
from cnnstudio.widgets.gallery_layout import place_gallery
from cnnstudio.widgets.picture_gallery import PictureGallery
from cnnstudio.widgets.theme import Theme


def squares(count: int) -> ByteArray:
    pictures = np.zeros((count, 28, 28), np.uint8)
    pictures[:, 8:20, 8:20] = 255
    return pictures


@pytest.fixture
def gallery(qtbot: QtBot, theme: Theme) -> PictureGallery:
    gallery = PictureGallery(theme)
    qtbot.addWidget(gallery)
    gallery.resize(300, 220)
    gallery.show()
    return gallery


@pytest.mark.parametrize("count", [1, 3, 12, 40, 900])
@pytest.mark.parametrize("size", [(300, 200), (620, 300), (160, 90)])
def test_pictures_lie_beside_each_other_in_their_room(count: int, size: tuple[int, int]) -> None:
    room = QRectF(10, 20, *size)
    places = place_gallery(room, count, 18.0).pictures

    assert 1 <= len(places) <= count
    for place in places:
        assert room.adjusted(-1, -1, 1, 1).contains(place.adjusted(0, 0, 0, 18))
        assert place.width() == place.height() >= 34
    assert not any(a.intersects(b) for a, b in itertools.combinations(places, 2))


def test_few_pictures_are_large_but_not_huge() -> None:
    assert place_gallery(QRectF(0, 0, 600, 400), 2, 0).pictures[0].width() == 160


def test_without_pictures_or_room_there_are_none() -> None:
    assert place_gallery(QRectF(0, 0, 600, 400), 0, 0).pictures == ()
    assert place_gallery(QRectF(0, 0, 600, 30), 5, 0).pictures == ()


def test_a_click_chooses_a_picture(qtbot: QtBot, gallery: PictureGallery) -> None:
    gallery.show_pictures(squares(5), ["4 → 9"] * 5)
    with qtbot.waitSignal(gallery.picture_chosen) as chosen:
        qtbot.mouseClick(gallery, Qt.MouseButton.LeftButton, pos=gallery.places[3].center().toPoint())
    assert chosen.args == [3]


def test_arrows_walk_and_enter_chooses(qtbot: QtBot, gallery: PictureGallery) -> None:
    gallery.show_pictures(squares(8))
    gallery.setFocus()
    columns = sum(place.top() == gallery.places[0].top() for place in gallery.places)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(gallery, key)
    assert gallery.focused_cell() == 1 + columns
    with qtbot.waitSignal(gallery.picture_chosen) as chosen:
        qtbot.keyClick(gallery, Qt.Key.Key_Return)
    assert chosen.args == [1 + columns]


def test_ink_is_dark_and_paper_light_and_screen_readers_hear_the_names(gallery: PictureGallery) -> None:
    gallery.show_pictures(squares(2), names=["a 4 read as a 9", "a 3 read as a 5"])
    image, first = gallery.grab().toImage(), gallery.places[0]
    assert image.pixelColor(first.center().toPoint()).lightness() < 60
    assert image.pixelColor((first.topLeft() + QRectF(0, 0, 4, 4).center()).toPoint()).lightness() > 200
    assert (gallery.cell_count(), gallery.cell_name(1)) == (2, "a 3 read as a 5")


def test_other_pictures_take_the_place_of_the_first(gallery: PictureGallery) -> None:
    gallery.show_pictures(squares(60))
    many = gallery.count
    gallery.show_pictures(squares(2))
    assert (many > 2, gallery.count) == (True, 2)
