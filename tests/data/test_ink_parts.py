"""Strokes are worth more than specks, blots and margins, and frames are known for what they are."""

from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.data.components import BoolArray
from cnnstudio.data.ink_parts import Parts, measured

Box = tuple[int, int, int, int]

STROKE: Box = (40, 30, 46, 90)
BLOT: Box = (80, 30, 140, 90)
SPECK: Box = (20, 20, 22, 22)
MARGIN: Box = (192, 0, 200, 150)
AT_RIM: Box = (60, 100, 66, 150)


def sheet(*boxes: Box) -> BoolArray:
    """A mask with these boxes filled: left, top, right, bottom."""
    mask = np.zeros((150, 200), np.bool_)
    for left, top, right, bottom in boxes:
        mask[top:bottom, left:right] = True
    return mask


def parts_of(*boxes: Box, contrast: float = 0.8) -> tuple[Parts, list[int]]:
    """The parts, and the number of each box among them."""
    mask = sheet(*boxes)
    parts = measured(mask, mask * contrast)
    return parts, [parts.boxes.tolist().index(list(box)) for box in boxes]


def test_measures_are_those_of_the_boxes() -> None:
    parts, (stroke, blot) = parts_of(STROKE, BLOT)
    assert parts.areas[[stroke, blot]].tolist() == [360, 3600]
    assert parts.sides[[stroke, blot]].tolist() == [60, 60]
    assert parts.widths[stroke] == pytest.approx(6, abs=0.5)
    assert parts.contrasts == pytest.approx([0.8, 0.8])
    assert not parts.on_rim.any()


def test_a_stroke_is_worth_most() -> None:
    parts, order = parts_of(STROKE, AT_RIM, BLOT, SPECK, MARGIN)
    stroke, at_rim, blot, speck, margin = parts.worth[order]
    assert stroke > 3 * at_rim > 0
    assert stroke > 3 * blot
    assert speck == margin == 0


def test_strong_ink_is_worth_more_than_faint_ink_but_nothing_is_stronger_than_full() -> None:
    faint, strong, dazzling = (parts_of(STROKE, contrast=contrast)[0].worth[0] for contrast in (0.3, 1.0, 2.4))
    assert faint == pytest.approx(0.3 * strong)
    assert dazzling == strong


def test_where_the_rim_does_not_count_it_takes_nothing_away() -> None:
    mask = sheet(AT_RIM)
    counted, free = (measured(mask, mask * 0.8, rim_counts=counts).worth[0] for counts in (True, False))
    assert free > 3 * counted


def test_a_frame_round_a_stroke_is_no_digit() -> None:
    mask = sheet((20, 10, 120, 110)) & ~sheet((24, 14, 116, 106)) | sheet(STROKE)
    parts = measured(mask, mask * 0.8)
    frame = parts.boxes.tolist().index([20, 10, 120, 110])
    assert parts.frames.tolist() == [number == frame for number in range(2)]
    assert parts.worth[frame] == 0
    assert parts.worth.max() > 0


def test_a_ring_round_a_speck_is_a_digit() -> None:
    y, x = np.mgrid[:150, :200]
    distance = np.hypot(x - 100, y - 75)
    mask = ((distance > 40) & (distance < 46)) | (distance < 3)
    parts = measured(mask, mask * 0.8)
    assert not parts.frames.any()
    assert parts.worth.argmax() == parts.sides.argmax()
