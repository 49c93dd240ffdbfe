"""Where the nodes of an unrolled layer stand, and which connection a point lies on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.convolution.unrolled import Link, Mark, Unrolled

_ROW_GAP = 0.6
"""Room between the nodes of one row of the input and those of the next, in steps from node to node."""

_WIDEST_STEP = 44.0
_REACH = 5.0
"""Pixels beside a line or node that count as on it."""


@dataclass(frozen=True, eq=False)
class NodePlaces:
    """The x of both columns of nodes, the y of each node, and the radius of the nodes."""

    left: float
    right: float
    inputs: FloatArray
    outputs: FloatArray
    input_step: float
    output_step: float

    @property
    def radius(self) -> float:
        """Of the input nodes; the output nodes have at least this."""
        return min(max(self.input_step * 0.36, 1.5), 9.0)

    @property
    def output_radius(self) -> float:
        """Of the output nodes."""
        return min(max(self.output_step * 0.36, self.radius), 10.0)


def place_nodes(unrolled: Unrolled, left: float, right: float, height: float) -> NodePlaces:
    """Return the places of all nodes in a picture of this height, the columns at `left` and `right`."""
    rows, columns = unrolled.input.shape
    inputs = np.array([row * (columns + _ROW_GAP) + column for row in range(rows) for column in range(columns)])
    out_rows, out_columns = unrolled.output.shape
    gap = _ROW_GAP if out_rows > 1 else 0.0
    outputs = np.array([i * (out_columns + gap) + j for i in range(out_rows) for j in range(out_columns)])
    input_step, output_step = (min(height / (steps[-1] + 1), _WIDEST_STEP) for steps in (inputs, outputs))
    return NodePlaces(
        left,
        right,
        _centred(inputs, input_step, height),
        _centred(outputs, output_step, height),
        float(input_step),
        float(output_step),
    )


def mark_at(unrolled: Unrolled, places: NodePlaces, x: float, y: float) -> Mark | None:
    """Return the node under a point, or else the weight of the connection that runs through it."""
    for kind, side, nodes, radius in (
        ("input", places.left, places.inputs, places.radius),
        ("output", places.right, places.outputs, places.output_radius),
    ):
        nearest = int(np.abs(nodes - y).argmin())
        if abs(x - side) <= radius + _REACH and abs(nodes[nearest] - y) <= radius + _REACH:
            return Mark("input" if kind == "input" else "output", nearest)
    link = _link_at(unrolled.links, places, x, y)
    return None if link is None else Mark("weight", link.kernel_cell)


def _link_at(links: tuple[Link, ...], places: NodePlaces, x: float, y: float) -> Link | None:
    share = (x - places.left) / (places.right - places.left)
    if not 0 < share < 1:
        return None
    starts = places.inputs[[link.input for link in links]]
    ends = places.outputs[[link.output for link in links]]
    slopes = (ends - starts) / (places.right - places.left)
    distances = np.abs(starts + share * (ends - starts) - y) / np.hypot(1, slopes)
    nearest = int(distances.argmin())
    return links[nearest] if distances[nearest] <= _REACH else None


def _centred(steps: FloatArray, step: float, height: float) -> FloatArray:
    places: FloatArray = steps * step + (height - steps[-1] * step) / 2
    return places
