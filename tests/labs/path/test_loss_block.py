"""The loss beside its row: whole numbers in any column."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from cnnstudio.core.numbers import NO_BREAK_SPACE
from cnnstudio.labs.path.loss_block import broken, draw_loss
from cnnstudio.widgets.stage.fitted_text import words_width
from cnnstudio.widgets.theme import CAPTION, Theme, load_fonts


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("width", [58, 80, 107, 150])
@pytest.mark.parametrize(
    "words", ["= 5.9270\xa0×\xa010⁻¹⁵", "was 0.1103", "이전: 5.92801\xa0×\xa010⁻⁵", "−ln 0.9999941"]
)
def test_words_are_broken_or_made_smaller_but_never_cut(words: str, width: int) -> None:
    load_fonts()
    lines = broken(words, width, 22, bold=True)

    assert " ".join(line for line, _ in lines).replace(" ×", f"{NO_BREAK_SPACE}×") == words
    assert all(words_width(line, font) <= width for line, font in lines)
    assert not any(line.endswith("×") for line, _ in lines)


@pytest.mark.usefixtures("qapp")
def test_what_fits_is_one_line_as_large_as_it_can_be() -> None:
    load_fonts()
    ((words, font),) = broken("= 0.110", 150, 22, bold=True)

    assert words == "= 0.110"
    assert font.pixelSize() == 22 > CAPTION
    assert broken("", 150, 22, bold=True) == []


@pytest.mark.usefixtures("qapp")
def test_all_lines_stand_in_the_column() -> None:
    load_fonts()
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    room = QRectF(100, 0, 80, 200)
    lines = ("−ln 0.999", "= 5.9270\xa0×\xa010⁻⁵", "was 5.9280\xa0×\xa010⁻⁵")
    block = draw_loss(painter, room, QRectF(0, 150, 90, 20), lines, round, Theme("light"))
    painter.end()

    assert room.contains(block)
    inked = [x for x in range(300) if any(image.pixelColor(x, y).lightness() < 200 for y in range(200))]
    assert 100 <= min(inked) <= max(inked) <= 180
