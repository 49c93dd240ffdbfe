"""Where the unrolled view puts its parts: piece and kernel at the left, then the network, the matrix, or both."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

from cnnstudio.ops.window import Pair

_MARGINS = (32, 16)
_GAP = 24
_SIGN = 28
_LARGEST_CELL = 56.0
RING_ROOM = 4
"""Pixels above and below grids of which rows are ringed, so that the ring does not cover the numbers."""

_WIDE = 1250
"""Pixels from which network and matrix stand beside each other."""


@dataclass(frozen=True)
class UnrolledNeeds:
    """What the parts ask for: heights of headings, buttons and foot in pixels, and rows and columns of the grids."""

    heading: int
    buttons: int
    foot: int
    piece: Pair
    kernel: Pair
    matrix: Pair


@dataclass(frozen=True)
class UnrolledPlaces:
    """One rectangle a part; those of what is not shown are None."""

    piece: QRect
    kernel: QRect
    network: QRect | None
    matrix: QRect | None
    vector: QRect | None
    output: QRect | None
    main: QRect
    foot: QRect

    def parts(self) -> tuple[QRect | None, ...]:
        """Return where piece, kernel, matrix, vector, output and network go, with room for the rings around rows."""
        above = (0, -RING_ROOM, 0, RING_ROOM)
        piece = self.piece.adjusted(*above)
        matrix = None if self.matrix is None else self.matrix.adjusted(*above)
        output = None if self.output is None else self.output.adjusted(*above)
        return piece, self.kernel, matrix, self.vector, output, self.network


def shows_both(width: int) -> bool:
    """Whether network and matrix have room beside each other."""
    return width >= _WIDE


def place_unrolled(width: int, height: int, needs: UnrolledNeeds, shows_matrix: bool) -> UnrolledPlaces:
    """Return where everything goes on a stage of this size."""
    margin = _MARGINS[width < 900]
    both = shows_both(width)
    top = max(needs.heading, 0 if both else needs.buttons) + 8 + RING_ROOM
    room = height - needs.foot - 16 - RING_ROOM - top
    side_width = int((width - 2 * margin) * (0.17 if both else 0.22))
    piece, kernel = _side(QRect(margin, top, side_width, room), needs)
    left = margin + side_width + _GAP
    main = QRect(left, top, width - margin - left, room)
    network = matrix_room = None
    if both:
        network = QRect(left, top, int(main.width() * 0.4), room)
        matrix_room = QRect(network.right() + _GAP, top, main.right() - network.right() - _GAP, room)
    elif shows_matrix:
        matrix_room = main
    else:
        network = main
    matrix = vector = output = None
    if matrix_room is not None:
        matrix, vector, output = _product(matrix_room, needs.matrix)
    foot = QRect(margin, top + room + RING_ROOM + 8, width - 2 * margin, needs.foot)
    return UnrolledPlaces(piece, kernel, network, matrix, vector, output, main, foot)


def _side(room: QRect, needs: UnrolledNeeds) -> tuple[QRect, QRect]:
    """Return the places of the piece and, below it, of the kernel; cells of both have one size."""
    rows = needs.piece[0] + needs.kernel[0]
    columns = max(needs.piece[1], needs.kernel[1])
    cell = min(room.width() / columns, (room.height() - needs.heading - 8) / rows, _LARGEST_CELL)
    piece = QRect(room.left(), room.top(), round(needs.piece[1] * cell), round(needs.piece[0] * cell))
    below = piece.bottom() + 1 + needs.heading + 8
    return piece, QRect(room.left(), below, round(needs.kernel[1] * cell), round(needs.kernel[0] * cell))


def _product(room: QRect, matrix: Pair) -> tuple[QRect, QRect, QRect]:
    """Return the places of matrix, input and output; rows of the output stand beside those of the matrix."""
    rows, columns = matrix
    vector_side = min(room.height() / columns, 32.0)
    side = min((room.width() - 2 * _SIGN - vector_side) / (columns + 1), room.height() / rows, _LARGEST_CELL)
    side = float(int(side)) if side >= 6 else max(side, 0.5)
    middle = room.top() + max(round(rows * side), round(columns * vector_side)) // 2
    place = QRect(room.left(), middle - round(rows * side) // 2, round(columns * side), round(rows * side))
    vector_height = round(columns * vector_side)
    vector = QRect(place.right() + 1 + _SIGN, middle - vector_height // 2, max(1, round(vector_side)), vector_height)
    output = QRect(vector.right() + 1 + _SIGN, place.top(), max(1, round(side)), place.height())
    return place, vector, output
