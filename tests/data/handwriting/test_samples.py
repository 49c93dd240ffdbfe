import numpy as np
import pytest

from cnnstudio.data.handwriting.samples import written_digits
from cnnstudio.data.recipe import center_of_mass


def test_written_digits_are_centred_pictures_of_all_digits() -> None:
    images, labels = written_digits(300, np.random.default_rng(0))
    assert images.shape == (300, 28, 28)
    assert set(labels) == set(range(10))
    assert (images.reshape(300, -1).max(axis=1) > 100).all()
    for image in images:
        assert center_of_mass(image.astype(float)) == pytest.approx((14.5, 14.5), abs=0.8)


def test_the_same_generator_state_gives_the_same_pictures() -> None:
    first, again = (written_digits(20, np.random.default_rng(5)) for _ in range(2))
    assert np.array_equal(first[0], again[0])
    assert np.array_equal(first[1], again[1])
