from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF, QRawFont, QTextLayout

from cnnstudio.core.resources import resource_path
from cnnstudio.widgets.tabular_figures import with_tabular_figures
from cnnstudio.widgets.theme import Theme, interface_font

SENTENCE = "−1.25 × 3.10 = 11 (28×28) -> 10:30 [A-B] A–B (N−F+2P)/S 합성곱 5x5 ∂L/∂W"


def drawn_glyphs(words: str, *, bold: bool) -> list[int]:
    """The glyphs with which the words are drawn in the interface font, after all that its features do."""
    layout = QTextLayout(words, interface_font(16, bold=bold))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]


@pytest.mark.parametrize("bold", [False, True])
def test_all_figures_are_equally_wide(theme: Theme, bold: bool) -> None:
    metrics = QFontMetricsF(interface_font(200, bold=bold))

    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("bold", [False, True])
def test_every_character_is_drawn_as_its_own_glyph_so_that_a_pdf_can_name_it(theme: Theme, bold: bool) -> None:
    own = QRawFont.fromFont(interface_font(16, bold=bold)).glyphIndexesForString(SENTENCE)

    assert 0 not in own
    assert sorted(drawn_glyphs(SENTENCE, bold=bold)) == sorted(own)  # Latin and Hangul come in either order


@pytest.mark.parametrize("weight", ["Regular", "SemiBold"])
def test_nothing_but_the_figures_changes(weight: str) -> None:
    font = resource_path("fonts", f"Pretendard-{weight}.otf").read_bytes()
    changed = with_tabular_figures(font)

    assert len(changed) == len(font)
    assert 1 <= sum(a != b for a, b in zip(font, changed, strict=True)) <= 4


def test_another_font_is_refused() -> None:
    with pytest.raises(ValueError, match="no figures"):
        with_tabular_figures(b"OTTO and nothing else")
