from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRectF

from cnnstudio.labs.path.layout import place_path
from cnnstudio.labs.path.places import ColumnNeeds, PathNeeds, PathPlaces
from cnnstudio.labs.path.small_maps import small_maps

SPECIMEN = ColumnNeeds("specimen", 1, (28, 28), False)
SHIPPED = (
    SPECIMEN,
    *(ColumnNeeds("maps", 16, (side, side), True) for side in (24, 24, 12)),
    ColumnNeeds("maps", 48, (4, 4), True),
    ColumnNeeds("numbers", 1, (16, 8), True),
)
DENSE_ONLY = (SPECIMEN, ColumnNeeds("numbers", 1, (16, 8), True))
ONE_DENSE = (SPECIMEN,)
DEEP = (*SHIPPED[:5], *(ColumnNeeds("maps", 64, (3, 3), True) for _ in range(3)), SHIPPED[5])

# The stage in windows of 1280×720, 1440×900, 1920×1080 and 800×560, at 1280×720 and 200 %, with Present, and the least.
SIZES = [(888, 508), (1048, 688), (1528, 868), (712, 348), (1148, 428), (1920, 900)]
CASES = [*((size, zoom) for size in SIZES for zoom in (1.0, 1.4)), ((670, 190), 1.0)]


def needs(columns: tuple[ColumnNeeds, ...], zoom: float, kernel: tuple[int, int] = (5, 5)) -> PathNeeds:
    return PathNeeds(columns, kernel, title=round(22 * zoom), caption=round(19 * zoom), figure=10.2 * zoom)


def parts(places: PathPlaces) -> list[QRectF]:
    """Everything that is painted, apart from the card that lies below the backward lane."""
    columns = [*places.forward, *(place for place in places.backward if place is not None)]
    columns += [places.kernel_gradient, places.scores, places.shares, places.loss, places.difference]
    found = [places.kernel, places.kernel_title, places.card_title]
    for place in columns:
        found += [place.heading, place.large, *place.small]
    return [part for part in found if not part.isEmpty()]  # the card's title gives way on a small stage


@pytest.mark.parametrize(("size", "zoom"), CASES)
@pytest.mark.parametrize("columns", [SHIPPED, DENSE_ONLY, ONE_DENSE, DEEP])
def test_nothing_overlaps_and_nothing_leaves_the_stage(
    columns: tuple[ColumnNeeds, ...], size: tuple[int, int], zoom: float
) -> None:
    places = place_path(*size, needs(columns, zoom))
    stage = QRectF(0, 0, *size).adjusted(-0.5, -0.5, 0.5, 0.5)

    for part in (*parts(places), places.card):
        assert stage.contains(part), part
    for first, second in itertools.combinations(parts(places), 2):
        common = first.intersected(second)
        assert min(common.width(), common.height()) <= 1.0, (first, second)


@pytest.mark.parametrize("size", SIZES)
def test_each_gradient_stands_right_under_what_it_belongs_to(size: tuple[int, int]) -> None:
    places = place_path(*size, needs(SHIPPED, 1.0))

    for above, below in zip(places.forward, places.backward, strict=True):
        if below is None:
            continue
        assert (below.large.left(), below.large.size()) == (above.large.left(), above.large.size())
        assert len(below.small) == len(above.small)
        assert places.card.contains(below.large)
    assert places.difference.large.left() == places.scores.large.left()


@pytest.mark.parametrize("size", SIZES)
def test_the_large_maps_of_a_lane_have_one_middle_for_the_arrows(size: tuple[int, int]) -> None:
    places = place_path(*size, needs(SHIPPED, 1.0))

    middles = [place.large.center().y() for place in places.forward[1:5]]
    assert max(middles) - min(middles) <= 4


def test_small_maps_go_first_as_room_shrinks() -> None:
    roomy = place_path(1048, 688, needs(SHIPPED, 1.0))
    tight = place_path(712, 250, needs(SHIPPED, 1.0))

    assert len(roomy.forward[1].small) == 16
    assert len(roomy.forward[4].small) == 48
    assert tight.forward[1].small == ()
    assert tight.forward[1].large.width() > 16


def test_a_larger_stage_has_larger_maps() -> None:
    sides = [place_path(*size, needs(SHIPPED, 1.0)).forward[1].large.width() for size in SIZES[:3]]

    assert sides == sorted(sides)
    assert sides[0] >= 50


@pytest.mark.parametrize("count", [1, 6, 16, 48, 64, 100])
def test_small_maps_are_alike_and_stay_in_their_room(count: int) -> None:
    room = QRectF(10, 20, 90, 180)
    places = small_maps(room, count, (12, 12))

    assert len(places) == count
    assert len({(place.width(), place.height()) for place in places}) == 1
    assert all(room.adjusted(-1, -1, 1, 1).contains(place) for place in places)
    assert not any(a.intersects(b) for a, b in itertools.combinations(places, 2))


def test_too_many_maps_are_not_shown_as_specks() -> None:
    assert small_maps(QRectF(0, 0, 60, 40), 512, (7, 7)) == ()
