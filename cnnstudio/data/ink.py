"""Finding the digit in a photo or scan: which side is ink, where it lies, and how much ink there is in each pixel.

The search runs on a copy of at most 384 pixels: first the light is taken out (`lighting`), then the strokes that look
most like a digit are chosen (`ink_search`), and only there the working copy itself is turned into ink.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.ink_search import Group, find_group
from cnnstudio.data.lighting import contrast, ground, sliding_maximum
from cnnstudio.data.photo import Picture
from cnnstudio.data.resizing import local_mean, reduced, resized

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the working copy, from its top left corner."""

_SEARCH_SIDE = 384

_Area = tuple[slice, slice]
"""Rows and columns."""


@dataclass(frozen=True, eq=False)
class FoundInk:
    """The digit in a picture.

    Attributes
    ----------
    ink
        (H, W) float32, 0 = paper, 1 = ink; nothing but the digit.
    dark_ink
        Whether the ink is darker than what it is written on.
    crop
        The box around the ink, or the one that was asked for; None where it was to be found and there is no ink.
    crop_automatic
        Whether the crop was found, not asked for.

    """

    ink: FloatArray
    dark_ink: bool
    crop: Box | None
    crop_automatic: bool

    @property
    def has_ink(self) -> bool:
        """Whether there is anything to recognise."""
        return bool(self.ink.any())


@dataclass(frozen=True, eq=False)
class _Search:
    """What a search for dark or for light ink came to, in pixels of the small copy.

    Attributes
    ----------
    dark_ink
        Which of the two.
    bare
        (h, w) brightness of the ground.
    group
        The digit, if there is one.

    """

    dark_ink: bool
    bare: FloatArray
    group: Group | None


def find_ink(picture: Picture, *, dark_ink: bool | None = None, crop: Box | None = None) -> FoundInk:
    """Return the digit in a picture.

    Parameters
    ----------
    picture
        A photo, scan or drawing.
    dark_ink
        Whether the ink is darker than its ground; by default that is found out.
    crop
        Where to look; all that is written there is the digit. By default the digit is found.

    """
    grey = picture.grey
    step = -(-max(grey.shape) // _SEARCH_SIDE)
    small = reduced(grey, step)
    area = None if crop is None else _area(crop, small.shape, step)
    if dark_ink is None:
        search = _likelier(small, _search(small, True, area), _search(small, False, area))
    else:
        search = _search(small, dark_ink, area)
    ink = np.zeros(grey.shape, np.float32)
    if search.group is not None:
        _write(ink, grey, step, search.bare, search.group, dark_ink=search.dark_ink)
    if crop is not None:
        ink = _only(ink, _area(crop, grey.shape, 1))
    return FoundInk(ink, search.dark_ink, crop or _box(ink), crop is None)


def _area(box: Box, shape: tuple[int, ...], step: int) -> _Area:
    """Return the pixels, of `step` original ones each, that a box touches; at least one."""
    left, top, right, bottom = (side / step for side in box)
    first_row, first_column = (int(np.clip(low, 0, size - 1)) for low, size in zip((top, left), shape, strict=True))
    rows = slice(first_row, max(first_row + 1, int(np.ceil(min(bottom, shape[0])))))
    return rows, slice(first_column, max(first_column + 1, int(np.ceil(min(right, shape[1])))))


def _only(values: FloatArray, area: _Area) -> FloatArray:
    """Return (H, W) values, 0 outside the area."""
    kept = np.zeros_like(values)
    kept[area] = values[area]
    return kept


def _search(small: FloatArray, dark_ink: bool, area: _Area | None) -> _Search:
    """Look for ink, in one area only where it is given."""
    bare = ground(small, dark_ink=dark_ink)
    stands_out = contrast(small, bare, dark_ink=dark_ink)
    # The ground is the brightest there is, noise included: most of the paper lies a little below it.
    stands_out = np.maximum(stands_out - np.quantile(stands_out[::2, ::2], 0.3), 0)
    if area is None:
        return _Search(dark_ink, bare, find_group(stands_out))
    return _Search(dark_ink, bare, find_group(_only(stands_out, area), whole=True))


def _likelier(small: FloatArray, dark: _Search, light: _Search) -> _Search:
    """Return the search that found ink, not the ground between strokes: there is always less ink than ground.

    Around what either search found, a few dark strokes pull the distribution of brightness to one side, a few light
    ones to the other.
    """
    found = [search for search in (dark, light) if search.group is not None]
    if len(found) < 2:
        return found[0] if found else (dark if small.mean() > 0.5 else light)
    pull = sum(search.group.worth**1.5 * _skewness(_around(small, search.group)) for search in found if search.group)
    return dark if pull < 0 else light


def _around(values: FloatArray, group: Group) -> FloatArray:
    """Return the values in the group's box with some room about it."""
    left, top, right, bottom = group.box
    room = int(0.15 * max(right - left, bottom - top)) + 1
    return values[max(0, top - room) : bottom + room, max(0, left - room) : right + room]


def _skewness(grey: FloatArray) -> float:
    """Return whether rather the dark pixels, below 0, or the light ones, above, lie far from their surroundings."""
    coarse = reduced(grey, -(-max(grey.shape) // 96))
    apart = coarse - local_mean(coarse, max(1, round(0.15 * max(coarse.shape))))
    return float((apart**3).mean() / ((apart**2).mean() ** 1.5 + 1e-12))


def _write(ink: FloatArray, grey: FloatArray, step: int, bare: FloatArray, group: Group, *, dark_ink: bool) -> None:
    """Turn the group's surroundings in the working copy into ink, each place compared with the ink near it."""
    near = sliding_maximum(group.mask.astype(np.float32), 2)
    rows, columns = (np.flatnonzero(near.any(axis=axis)) for axis in (1, 0))
    small = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    large = np.s_[rows[0] * step : (rows[-1] + 1) * step, columns[0] * step : (columns[-1] + 1) * step]
    shape = grey[large].shape
    stands_out = contrast(grey[large], resized(bare[small], shape, step), dark_ink=dark_ink)
    inside = resized(group.mask[small].astype(np.float32), shape, step) > 0.5
    nearby = resized(near[small], shape, step)
    # Every third pixel of the paper is enough to know what it lies above its ground by.
    paper = stands_out[::3, ::3][nearby[::3, ::3] < 0.5]
    stands_out = stands_out - (np.median(paper) if len(paper) else np.float32(0))
    full = _full_contrast(np.where(inside, np.maximum(stands_out, 0), 0))
    # The outer fifths are noise and uneven ink; half the full contrast stays half, so that strokes keep their width.
    ink[large] = np.clip((stands_out / full - 0.2) / 0.6, 0, 1) * np.clip(2 * nearby, 0, 1)


def _full_contrast(stands_out: FloatArray) -> FloatArray:
    """Return (H, W) the contrast of full ink near each pixel: strokes fade along their way.

    The mean of the contrasts weighted by themselves, so that a stroke's middle counts more than its edges.
    """
    cell = max(1, round(0.15 * max(stands_out.shape)))
    weights, weighted = reduced(stands_out, cell), reduced(stands_out**2, cell)
    # Never nothing: specks can lie so that none of their pixels is well inside.
    overall = max(float(weighted.sum() / max(weights.sum(), 1e-9)), 0.05)
    # A little of the overall mean everywhere steadies cells with hardly any ink.
    steady = 0.1 * float(weights.mean()) + 1e-9
    return resized((weighted + steady * overall) / (weights + steady), stands_out.shape, cell)


def _box(ink: FloatArray) -> Box | None:
    """Return the box around the ink, or None without any."""
    rows, columns = (np.flatnonzero((ink >= 0.5).any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return None
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)
