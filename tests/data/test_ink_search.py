"""Of all that stands out, the digit is found whole and alone."""

from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.ink_search import Group, find_group

Box = tuple[int, int, int, int]

STEM: Box = (90, 40, 96, 110)


def sheet(*strokes: tuple[Box, float], noise: float = 0.0) -> FloatArray:
    """A (150, 250) map of contrast with filled boxes (left, top, right, bottom) of some contrast each."""
    contrast = np.random.default_rng(1).normal(0, noise, (150, 250)).clip(0) if noise else np.zeros((150, 250))
    for (left, top, right, bottom), value in strokes:
        contrast[top:bottom, left:right] = np.maximum(contrast[top:bottom, left:right], value)
    return contrast.astype(np.float32)


def holds(group: Group | None, box: Box) -> bool:
    """Whether the group has all ink of a box."""
    left, top, right, bottom = box
    return group is not None and bool(group.mask[top:bottom, left:right].all())


def empty(group: Group | None, box: Box) -> bool:
    """Whether the group has no ink in a box."""
    left, top, right, bottom = box
    return group is not None and not group.mask[top:bottom, left:right].any()


def test_a_stroke_is_found_with_its_box() -> None:
    group = find_group(sheet((STEM, 0.8)))
    assert group is not None
    assert group.box == STEM
    assert group.mask.sum() == 6 * 70


@pytest.mark.parametrize("noise", [0.0, 0.01, 0.03])
def test_a_blank_sheet_holds_no_digit(noise: float) -> None:
    assert find_group(sheet(noise=noise)) is None


def test_a_stain_is_no_digit() -> None:
    assert find_group(sheet((STEM, 0.1))) is None


HAT: Box = (90, 28, 130, 33)


@pytest.mark.parametrize("contrast", [0.8, 0.65])
def test_the_hat_above_belongs_to_the_digit(contrast: float) -> None:
    group = find_group(sheet((STEM, 0.8), (HAT, contrast)))
    assert holds(group, STEM)
    assert holds(group, HAT)


def test_the_next_digit_in_the_row_does_not_belong() -> None:
    beside = (130, 45, 136, 105)
    group = find_group(sheet((STEM, 0.8), (beside, 0.8)))
    assert holds(group, STEM)
    assert empty(group, beside)


def test_specks_do_not_belong() -> None:
    speck = (100, 60, 102, 62)
    assert empty(find_group(sheet((STEM, 0.8), (speck, 0.9))), speck)


def test_all_that_is_written_belongs_where_that_is_asked() -> None:
    beside, speck = (180, 45, 186, 105), (130, 60, 132, 62)
    group = find_group(sheet((STEM, 0.8), (beside, 0.8), (speck, 0.9)), whole=True)
    assert holds(group, STEM)
    assert holds(group, beside)
    assert empty(group, speck)


def test_the_margin_of_a_scan_is_passed_over() -> None:
    margin = (240, 0, 250, 150)
    group = find_group(sheet((STEM, 0.5), (margin, 0.95)))
    assert holds(group, STEM)
    assert empty(group, margin)


def test_a_digit_that_fills_the_picture_is_found_though_it_touches_the_rim() -> None:
    group = find_group(sheet(((30, 0, 50, 150), 0.8), ((30, 0, 240, 20), 0.8)))
    assert holds(group, (30, 0, 50, 150))


def test_faint_lines_across_the_page_are_left_out() -> None:
    lines = [((0, row, 250, row + 2), 0.25) for row in range(12, 150, 18)]
    group = find_group(sheet((STEM, 0.8), *lines))
    assert holds(group, STEM)
    assert empty(group, (0, 0, 88, 150))


def test_a_stroke_that_fades_is_followed_to_its_end() -> None:
    fading = [((40 + 3 * step, 70, 43 + 3 * step, 76), 0.9 - 0.01 * step) for step in range(50)]
    group = find_group(sheet(*fading))
    assert holds(group, (40, 70, 190, 76))


def test_a_frame_is_left_out() -> None:
    frame = [((40, 20, 160, 23), 0.8), ((40, 130, 160, 133), 0.8), ((40, 20, 43, 133), 0.8), ((157, 20, 160, 133), 0.8)]
    group = find_group(sheet((STEM, 0.8), *frame))
    assert holds(group, STEM)
    assert empty(group, (40, 20, 60, 133))
