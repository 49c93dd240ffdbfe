from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRect, QRectF

from cnnstudio.labs.training.run_layout import place_run
from cnnstudio.labs.training.strip_layout import StripPlaces, place_strip

# The stage in windows of 1280×720, 1440×900, 1920×1080 and 800×560, at 1280×720 and 200 %, with Present, and the least.
SIZES = [(888, 475), (1048, 655), (1528, 835), (712, 320), (692, 380), (1920, 900), (560, 240)]
COUNTS = [1, 4, 8, 16, 20, 30, 32, 64, 512]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("zoom", [1.0, 1.6])
def test_nothing_overlaps_and_nothing_leaves_the_stage(size: tuple[int, int], zoom: float) -> None:
    places = place_run(*size, round(26 * zoom), round(21 * zoom))
    stage = QRect(0, 0, *size)
    on_card = [places.strip, places.matrix_title, places.matrix, places.sentence]

    for part in (places.loss, places.accuracy):
        assert stage.contains(part)
        assert part.height() >= 100
    for part in on_card:
        assert part.isEmpty() or places.card.contains(part)
    assert places.card.isEmpty() or places.strip.height() >= 90
    parts = [places.loss, places.accuracy, *on_card]
    for first, second in itertools.combinations(parts, 2):
        assert not first.intersects(second), (first, second)
    assert not places.card.intersects(places.loss)


def test_on_a_low_stage_the_curves_keep_their_room() -> None:
    assert place_run(712, 220, 26, 21).card.isEmpty()
    assert not place_run(888, 475, 26, 21).card.isEmpty()


def test_a_matrix_too_small_to_be_read_leaves_its_room_to_the_kernels() -> None:
    low, high = place_run(1148, 320, 29, 23), place_run(1148, 475, 26, 21)

    assert low.matrix.isEmpty()
    assert low.matrix_title.isEmpty()
    assert low.strip.width() == low.card.width() - 24
    assert high.matrix.width() >= 96
    assert low.loss.height() > 0.55 * 320


def cells(places: StripPlaces) -> list[QRectF]:
    return [places.kernels_title, *places.kernels, places.maps_title, *places.maps]


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("size", [(600, 190), (690, 280), (1130, 350), (420, 130)])
def test_kernels_stand_above_their_maps_and_none_overlaps(count: int, size: tuple[int, int]) -> None:
    room = QRectF(5, 7, *size)
    places = place_strip(room, count, 25)

    assert 1 <= len(places.kernels) == len(places.maps) <= count
    for kernel, map_ in zip(places.kernels, places.maps, strict=True):
        assert (kernel.left(), kernel.size()) == (map_.left(), map_.size())
        assert map_.top() > kernel.bottom()
    for place in cells(places):
        assert room.adjusted(-1, -1, 1, 1).contains(place)
    assert not any(a.intersects(b) for a, b in itertools.combinations(cells(places), 2))
    assert places.kernels[0].width() >= 20


def test_few_kernels_are_large_and_too_many_are_not_specks() -> None:
    assert place_strip(QRectF(0, 0, 700, 220), 8, 25).kernels[0].width() >= 75
    many = place_strip(QRectF(0, 0, 600, 190), 512, 25)
    assert len(many.kernels) < 512
    assert many.kernels[0].width() >= 24


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("size", [(600, 190), (1080, 96), (660, 92), (1130, 350)])
def test_titles_stand_at_the_left_where_the_pictures_are_larger_for_it(count: int, size: tuple[int, int]) -> None:
    room = QRectF(5, 7, *size)
    above, free = place_strip(room, count, 26), place_strip(room, count, 26, beside=120)

    assert len(free.kernels) >= len(above.kernels)
    assert free.kernels[0].width() >= above.kernels[0].width()
    for place in cells(free):
        assert room.adjusted(-1, -1, 1, 1).contains(place)
    assert not any(a.intersects(b) for a, b in itertools.combinations(cells(free), 2))


def test_on_a_low_card_sixteen_kernels_are_seen_with_their_titles_at_the_left() -> None:
    places = place_strip(QRectF(0, 0, 1080, 96), 16, 26, 5, beside=150)

    assert len(places.kernels) == 16
    assert places.kernels[0].width() >= 40
    assert places.kernels_title.right() < places.kernels[0].left()
    assert places.kernels_title.height() == places.kernels[0].height()


def test_without_maps_the_kernels_take_the_room() -> None:
    with_maps, alone = (place_strip(QRectF(0, 0, 900, 200), 4, 25, has_maps=has) for has in (True, False))
    assert alone.maps == ()
    assert alone.kernels[0].width() > 1.5 * with_maps.kernels[0].width()
