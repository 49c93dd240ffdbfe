"""The digit that tour and self-test draw, stroke by stroke."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cnnstudio.data.strokes import Drawing, Stroke, resampled

FIVE: Drawing = tuple(
    resampled(Stroke.of(points, 0.05), 0.01)
    for points in (
        # The down-stroke and the belly, then the hat, as most of the world is taught to write a five.
        [
            (0.40, 0.22),
            (0.37, 0.42),
            (0.48, 0.39),
            (0.60, 0.45),
            (0.66, 0.57),
            (0.62, 0.70),
            (0.50, 0.78),
            (0.36, 0.74),
        ],
        [(0.40, 0.22), (0.68, 0.20)],
    )
)
"""The digit that is drawn."""

_PARTS_A_STROKE = 3


def growing(drawing: Drawing) -> Iterator[Drawing]:
    """Yield the drawing after each third of each stroke."""
    for number, stroke in enumerate(drawing):
        for place in np.linspace(0, len(stroke.points), _PARTS_A_STROKE + 1)[1:]:
            end = round(float(place))
            yield (*drawing[:number], Stroke(stroke.points[:end], stroke.widths[:end]))


HALF_FIVE: Drawing = tuple(growing(FIVE))[1]
"""Two thirds of its first stroke, which the network reads wrong: from it there is something to learn."""
