"""Finding the digit among what stands out in a picture: the worthiest part, its fainter rest, and what lies near it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.components import BoolArray
from cnnstudio.data.ink_parts import Parts, measured
from cnnstudio.data.lighting import sliding_maximum

_FAINTEST = 0.07
"""Less contrast is never looked at: paper is not even."""

_LEAST_CONTRAST = 0.12
"""The digit's mean contrast; less is a stain. Twice as much where it touches the rim, where light falls off."""

_NOISE_FOLD = 6.0
"""Contrast has to exceed the noise, as a standard deviation, by this factor."""

_GAP = 0.3
"""Parts of a digit lie at most this share of its longer side apart."""

_GAP_BESIDE = 0.17
"""The same for a large part to the left or right: there it may be the next digit."""


@dataclass(frozen=True, eq=False)
class _Candidate:
    """The part that looks most like a digit, among the parts found with the same threshold."""

    parts: Parts
    index: int
    threshold: float

    @property
    def worth(self) -> float:
        return float(self.parts.worth[self.index])

    @property
    def on_rim(self) -> bool:
        return bool(self.parts.on_rim[self.index] > 0)

    @property
    def alone(self) -> BoolArray:
        """(n,) true for this part only."""
        alone = np.zeros(self.parts.sides.shape, np.bool_)
        alone[self.index] = True
        return alone


@dataclass(frozen=True, eq=False)
class Group:
    """The parts that make up the digit.

    Attributes
    ----------
    mask
        (H, W) true on its ink.
    box
        Left, top, right, bottom of its largest part, pixels.
    worth
        How much that part looks like a digit.

    """

    mask: BoolArray
    box: tuple[int, int, int, int]
    worth: float


def find_group(contrast: FloatArray, *, whole: bool = False) -> Group | None:
    """Return the digit in an (H, W) map of contrast, or None if nothing in it looks like one.

    With `whole`, all that is written in the map belongs to the digit, wherever it lies.
    """
    faintest = max(_FAINTEST, _NOISE_FOLD * _noise(contrast))
    candidate = _best(contrast, faintest, rim_counts=not whole)
    if candidate is None:
        return None
    candidate = _with_fainter_rest(candidate, contrast, faintest, rim_counts=not whole)
    parts, index = candidate.parts, candidate.index
    if parts.contrasts[index] < _LEAST_CONTRAST * (2 if candidate.on_rim and not whole else 1):
        return None
    chosen = _belonging(candidate, anywhere=whole)
    left, top, right, bottom = (int(side) for side in parts.boxes[index])
    return Group(parts.mask(chosen), (left, top, right, bottom), candidate.worth)


def _noise(values: FloatArray) -> float:
    """Return the standard deviation of the noise, from the median step between neighbours, which is none of ink's."""
    steps = np.abs(np.diff(values[:, ::2], axis=1)) if values.shape[1] > 2 else np.zeros(1)
    return float(np.median(steps) * 1.4826 / np.sqrt(2))


def _best(contrast: FloatArray, faintest: float, *, rim_counts: bool) -> _Candidate | None:
    """Return the worthiest part; where it touches the rim, look again with all that does so left out."""
    eligible = contrast > faintest
    best: _Candidate | None = None
    for _ in range(3):
        if np.count_nonzero(eligible) < 8:
            break
        candidate = _strongest(eligible, contrast, faintest, rim_counts=rim_counts)
        if candidate.worth > (best.worth if best else 0):
            best = candidate
        if not rim_counts or (best is not None and not best.on_rim):
            break
        reach = max(2, round(0.01 * max(contrast.shape)))
        parts = candidate.parts
        margin = sliding_maximum(parts.mask(parts.on_rim > 0).astype(np.float32), reach)
        eligible = eligible & (margin == 0)
    return best


def _strongest(eligible: BoolArray, contrast: FloatArray, faintest: float, *, rim_counts: bool) -> _Candidate:
    """Return the worthiest part of the strong ink; of fainter ink where strong ink is mere specks, as of thin lines."""
    threshold = 0.85 * _otsu(contrast[eligible])
    while True:
        threshold = max(faintest, threshold)
        parts = measured(eligible & (contrast > threshold), contrast, rim_counts=rim_counts)
        candidate = _Candidate(parts, int(parts.worth.argmax()), threshold)
        if candidate.worth > 0 or threshold == faintest:
            return candidate
        threshold /= 2


def _otsu(values: FloatArray) -> float:
    """Return the threshold that best parts values into two classes (Otsu 1979), each weighing its square.

    Squares let a thin digit weigh as much as a page full of faint lines.
    """
    counts, edges = np.histogram(values, bins=64, range=(0, float(values.max())), weights=values * values)
    middles = (edges[:-1] + edges[1:]) / 2
    below, sum_below = np.cumsum(counts)[:-1], np.cumsum(counts * middles)[:-1]
    above, sum_above = counts.sum() - below, (counts * middles).sum() - sum_below
    apart = sum_below / np.maximum(below, 1e-9) - sum_above / np.maximum(above, 1e-9)
    between = below * above * apart**2
    # Where the classes lie far apart, every threshold between them is as good: take the middle.
    return float(edges[1:-1][between >= 0.999 * between.max()].mean())


def _with_fainter_rest(candidate: _Candidate, contrast: FloatArray, faintest: float, *, rim_counts: bool) -> _Candidate:
    """Return the candidate with fainter ink that hangs together with it, unless that lets in lines or a shadow."""
    threshold = max(faintest, candidate.threshold / 2)
    parts = measured(contrast > threshold, contrast, rim_counts=rim_counts)
    index = int(parts.pixels.sums(candidate.parts.mask(candidate.alone)).argmax())
    grown = _Candidate(parts, index, threshold)
    lets_in = _elsewhere(grown) - _elsewhere(candidate)
    is_rest = (
        lets_in <= 0.3 * parts.areas[index]
        and (candidate.on_rim or not grown.on_rim)
        and parts.widths[index] > 0.7 * candidate.parts.widths[candidate.index]
        and grown.worth / parts.contrasts[index] >= 0.9 * candidate.worth / candidate.parts.contrasts[candidate.index]
    )
    return grown if is_rest else candidate


def _elsewhere(candidate: _Candidate) -> float:
    """Return the pixels of all parts that neither belong to the candidate nor touch the rim."""
    others = ~_belonging(candidate, anywhere=False) & (candidate.parts.on_rim == 0)
    return float(candidate.parts.areas[others].sum())


def _belonging(candidate: _Candidate, *, anywhere: bool) -> BoolArray:
    """Return (n,) which parts belong to the digit: the candidate, and step by step what lies near."""
    parts, index = candidate.parts, candidate.index
    side = parts.sides[index]
    ink: BoolArray = (parts.contrasts > 0.65 * parts.contrasts[index]) & (parts.sides >= 0.08 * side)
    ink &= (parts.areas >= 0.25 * parts.widths[index] ** 2) & ~parts.frames
    if anywhere:
        return ink
    if not candidate.on_rim:
        ink &= parts.on_rim == 0
    stretch = np.where(parts.sides > 0.6 * side, _GAP / _GAP_BESIDE, 1.0)
    chosen, count = candidate.alone, 0
    while (added := int(chosen.sum())) > count:
        count = added
        left, top = parts.boxes[chosen, :2].min(axis=0)
        right, bottom = parts.boxes[chosen, 2:].max(axis=0)
        across = np.maximum(0, np.maximum(parts.boxes[:, 0] - right, left - parts.boxes[:, 2]))
        down = np.maximum(0, np.maximum(parts.boxes[:, 1] - bottom, top - parts.boxes[:, 3]))
        chosen = chosen | (ink & (np.hypot(across * stretch, down) <= _GAP * side))
    return chosen
