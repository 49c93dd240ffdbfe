from __future__ import annotations

import numpy as np

from cnnstudio.app.gif_palette import GifPalette
from cnnstudio.core.arrays import ByteArray


def shown(palette: GifPalette, picture: ByteArray) -> ByteArray:
    return palette.colors[palette.places(picture)]


def test_few_colours_stay_exactly_what_they_are() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (16, 16, 3)).astype(np.uint8)

    palette = GifPalette([picture])

    np.testing.assert_array_equal(shown(palette, picture), picture)


def test_of_many_colours_the_common_stay_and_the_others_come_near() -> None:
    ramp = np.stack([np.arange(256), np.arange(256)[::-1], np.full(256, 90)], axis=1).astype(np.uint8)
    smooth = np.concatenate([ramp, ramp + np.uint8(1), ramp[::-1] // 2])[None]
    flat = np.full((64, 768, 3), (255, 255, 255), np.uint8)
    flat[:20] = (253, 253, 251)

    palette = GifPalette([np.concatenate([flat, smooth])])

    assert len(palette.colors) <= 256
    np.testing.assert_array_equal(shown(palette, flat), flat)
    assert np.abs(shown(palette, smooth).astype(int) - smooth).max() <= 16


def test_a_colour_that_was_not_among_the_samples_becomes_the_nearest() -> None:
    samples = [np.full((4, 4, 3), color, np.uint8) for color in ((0, 0, 0), (200, 0, 0), (0, 0, 255))]
    palette = GifPalette(samples)

    picture = np.array([[(190, 20, 20), (10, 20, 230), (30, 30, 30), (200, 0, 0)]], np.uint8)

    assert shown(palette, picture).tolist() == [[[200, 0, 0], [0, 0, 255], [0, 0, 0], [200, 0, 0]]]
