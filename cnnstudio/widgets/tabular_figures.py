"""Figures of equal width that stay text when a picture is saved as PDF.

Columns of numbers, and numbers that change, want figures of equal width. Pretendard has them as alternates behind the
OpenType feature `tnum`. A PDF, however, knows only the characters that lead to a glyph directly: what a feature put in
their place is drawn but can be neither searched nor copied. So the alternates are made the figures themselves: in the
font's table from characters to glyphs (`cmap`), in memory, before Qt reads it. The file stays as its maker wrote it.
"""

from __future__ import annotations

import struct

_FIGURES = ord("0"), ord("9")

_PROPORTIONAL, _TABULAR = 13001, 14377
"""The glyph of "0" in Pretendard 1.3.9, and of its alternate of equal width; those of "1" to "9" follow each."""


def with_tabular_figures(font: bytes) -> bytes:
    """Return the font file with figures of equal width in the place of the usual ones.

    Parameters
    ----------
    font
        The content of a Pretendard file. A `cmap` of format 12 holds groups of three 32-bit numbers: first character,
        last character, glyph of the first [1]_. The figures are a group of their own, of which the glyph is replaced.

    Raises
    ------
    ValueError
        If there is no such group: the file is not the one that is shipped.

    References
    ----------
    .. [1] OpenType specification, "cmap: Character to Glyph Index Mapping Table".

    """
    usual = struct.pack(">III", *_FIGURES, _PROPORTIONAL)
    if usual not in font:
        raise ValueError("no figures where Pretendard 1.3.9 has them")
    return font.replace(usual, struct.pack(">III", *_FIGURES, _TABULAR), 1)
