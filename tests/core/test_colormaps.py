"""A number has one colour; zero is paper; nothing that is not a number breaks a picture."""

from __future__ import annotations

import matplotlib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.colormaps import Colormaps, colormaps
from cnnstudio.core.palette import DARK, LIGHT, Palette, rgb


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def palette(request: pytest.FixtureRequest) -> Palette:
    chosen: Palette = request.param
    return chosen


def _color(maps: Colormaps, name: str, value: float, limit: float) -> tuple[int, ...]:
    return tuple(getattr(maps, name).colors(np.array([value]), limit)[0])


def test_a_picture_runs_from_paper_to_ink(palette: Palette) -> None:
    maps = colormaps(palette)
    assert _color(maps, "picture", 0, 1) == rgb(palette.paper)
    assert _color(maps, "picture", 1, 1) == rgb(palette.ink)


def test_weights_run_from_orange_over_paper_to_purple(palette: Palette) -> None:
    maps = colormaps(palette)
    seen = [_color(maps, "signed", value, 2.0) for value in (-2, -1, 0, 1, 2)]
    for found, wanted in zip(seen, palette.weights, strict=True):
        assert np.abs(np.subtract(found, rgb(wanted))).max() <= 1, wanted
    assert seen[2] == rgb(palette.weights[2])


def test_activations_are_matplotlibs_cividis() -> None:
    theirs = (matplotlib.colormaps["cividis"](np.arange(256))[:, :3] * 255).round()
    assert np.abs(colormaps(LIGHT).activation.table.astype(int) - theirs).max() <= 1


def test_a_map_of_zeros_has_the_colour_of_zero(palette: Palette) -> None:
    maps = colormaps(palette)
    assert _color(maps, "signed", 0, 0) == rgb(palette.weights[2])
    assert _color(maps, "picture", 0, 0) == rgb(palette.paper)


@pytest.mark.parametrize(
    ("name", "value", "same_as"),
    [
        ("signed", np.nan, 0.0),
        ("signed", np.inf, 1.0),
        ("signed", -np.inf, -1.0),
        ("signed", 7.0, 1.0),
        ("activation", np.nan, 0.0),
        ("activation", np.inf, 1.0),
        ("activation", -3.0, 0.0),
    ],
)
def test_what_lies_outside_takes_the_end_of_the_scale(name: str, value: float, same_as: float) -> None:
    maps = colormaps(LIGHT)
    assert _color(maps, name, value, 1.0) == _color(maps, name, same_as, 1.0)


@given(
    arrays(np.float64, array_shapes(max_dims=4, max_side=5), elements=st.floats(allow_nan=True)),
    st.floats(0, allow_infinity=True),
    st.sampled_from(["picture", "activation", "signed"]),
)
def test_any_numbers_have_colours(values: FloatArray, limit: float, name: str) -> None:
    with np.errstate(over="ignore"):
        colors = getattr(colormaps(DARK), name).colors(values, limit)
    assert colors.shape == (*values.shape, 3)
    assert colors.dtype == np.uint8
