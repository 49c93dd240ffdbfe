"""Numbers as text that a spreadsheet takes."""

from __future__ import annotations

from cnnstudio.core.arrays import FloatArray


def table_text(values: FloatArray, shown: int | None = None) -> str:
    """Return (H, W) numbers in full precision, tabs between columns, a line a row.

    Parameters
    ----------
    values
        The numbers.
    shown
        How many of them, in reading order, are written; the other cells stay empty. None: all.

    """
    width = values.shape[1]
    lines = []
    for row, numbers in enumerate(values):
        written = width if shown is None else min(max(0, shown - row * width), width)
        # The shortest digits that give the same number again, in the precision it has: 0.1, not 0.10000000149.
        lines.append("\t".join([*map(str, numbers[:written]), *[""] * (width - written)]))
    return "\n".join(lines)
