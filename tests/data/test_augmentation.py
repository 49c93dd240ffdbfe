import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.data.augmentation import LightAffine
from cnnstudio.data.recipe import center_of_mass

STILL = LightAffine(rotation=0, shear=0, scale=0, shift=0, thickness=0)


def blob() -> np.ndarray:
    picture = np.zeros((1, 28, 28), np.float32)
    picture[0, 8:20, 11:17] = 1
    return picture


def test_no_change_leaves_the_picture_as_it_is() -> None:
    assert np.allclose(STILL(blob(), np.random.default_rng(0)), blob(), atol=1e-6)


@given(seed=st.integers(0, 2**32), count=st.integers(1, 5))
def test_pictures_stay_pictures(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    changed = LightAffine()(rng.random((count, 28, 28), np.float32), rng)
    assert changed.shape == (count, 28, 28)
    assert changed.dtype == np.float32
    assert -1e-6 <= changed.min() <= changed.max() <= 1 + 1e-6


def test_a_shift_moves_the_centre_of_mass_by_no_more_than_it_may() -> None:
    shift = LightAffine(rotation=0, shear=0, scale=0, shift=1.5, thickness=0)
    changed = shift(np.repeat(blob(), 50, axis=0), np.random.default_rng(0))
    moves = np.array([center_of_mass(picture) for picture in changed]) - 14.0
    assert np.abs(moves).max() <= 1.5 + 1e-5
    assert np.ptp(moves, axis=0).min() > 2


def test_thickness_adds_and_takes_ink() -> None:
    pen = LightAffine(rotation=0, shear=0, scale=0, shift=0, thickness=1)
    ink = pen(np.repeat(blob(), 40, axis=0), np.random.default_rng(0)).sum(axis=(1, 2))
    assert ink.min() < blob().sum() < ink.max()


@pytest.mark.parametrize("angle", [5, 20])
def test_rotation_keeps_the_ink(angle: int) -> None:
    turned = LightAffine(angle, 0, 0, 0, 0)(np.repeat(blob(), 20, axis=0), np.random.default_rng(0))
    assert turned.sum(axis=(1, 2)) == pytest.approx(blob().sum(), rel=0.03)
