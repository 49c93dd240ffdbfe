"""What a cell sees through several layers: its receptive field.

    last first:  fields grow by   first' = first · S − P,   last' = last · S − P + D · (F − 1)

Source: Araujo, Norris, Sim, "Computing receptive fields of convolutional neural networks", Distill (2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cnnstudio.ops.window import Pair


@dataclass(frozen=True)
class StackedLayer:
    """One layer of a stack, with a square window."""

    kernel_size: int
    stride: int = 1
    dilation: int = 1
    padding: int = 0

    def seen(self, cells: Pair) -> Pair:
        """Return the first and the last cell of the layer's input that its output cells first…last see.

        Cells below 0, or beyond the input's end, lie in the padding.

        >>> StackedLayer(3, stride=2, padding=1).seen((0, 1))
        (-1, 3)
        """
        first, last = cells
        start = first * self.stride - self.padding
        return start, last * self.stride - self.padding + self.dilation * (self.kernel_size - 1)


def receptive_field(layers: Sequence[StackedLayer]) -> int:
    """Return how many cells wide and high the part of the input is that one output cell sees.

    >>> receptive_field([StackedLayer(3)] * 2), receptive_field([StackedLayer(3)] * 3), receptive_field([])
    (5, 7, 1)
    """
    ((first, last), _) = field_of(layers, 0, 0)[-1]
    return last - first + 1


def field_of(layers: Sequence[StackedLayer], row: int, column: int) -> tuple[tuple[Pair, Pair], ...]:
    """Return the cells that one cell of the last output sees, at that output first, then layer by layer to the input.

    Returns
    -------
    One ((first row, last row), (first column, last column)) for the last output and for each layer's input,
    1 + len(layers) in all; they may reach into the padding.

    Examples
    --------
    >>> field_of([StackedLayer(3), StackedLayer(3)], 2, 0)
    (((2, 2), (0, 0)), ((2, 4), (0, 2)), ((2, 6), (0, 4)))

    """
    fields = [((row, row), (column, column))]
    for layer in reversed(layers):
        rows, columns = fields[-1]
        fields.append((layer.seen(rows), layer.seen(columns)))
    return tuple(fields)


def stack_parameters(layers: Sequence[StackedLayer], channels: int = 1, bias: bool = False) -> int:
    """Return the weights of a stack in which every layer has `channels` maps in and out: Σ C · (C · F² + b).

    >>> stack_parameters([StackedLayer(5)]), stack_parameters([StackedLayer(3)] * 2)
    (25, 18)
    """
    return sum(channels * (channels * layer.kernel_size**2 + bias) for layer in layers)
