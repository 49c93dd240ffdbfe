"""The column sum: points below each other, the result in its colour, and all of it however little room there is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from pytestqt.qtbot import QtBot

from cnnstudio.core.palette import LIGHT
from cnnstudio.widgets.column_sum import ColumnSum, SumLine
from cnnstudio.widgets.theme import Theme

YELLOW = "#e0ce55"
LINES = (
    SumLine("Sum", "3.39"),
    SumLine("Bias", "−0.50"),
    SumLine("Before ReLU", "2.89", rule_above=True),
    SumLine("After ReLU", "2.89", result_color=YELLOW),
)


@pytest.fixture
def column(qtbot: QtBot, theme: Theme) -> ColumnSum:
    column = ColumnSum(theme)
    qtbot.addWidget(column)
    column.resize(290, 170)
    return column


def picture(column: ColumnSum) -> QImage:
    """The column on paper of the stage's colour."""
    image = QImage(column.size(), QImage.Format.Format_RGB32)
    image.fill(LIGHT.stage)
    painter = QPainter(image)
    column.paint(painter)
    painter.end()
    return image


def inked(image: QImage, area: QRect) -> list[int]:
    """The columns of an area in which anything is drawn."""
    columns = range(area.left(), area.right() + 1)
    rows = range(area.top(), area.bottom() + 1)
    paper = LIGHT.stage.lower()
    return [x for x in columns if any(image.pixelColor(x, y).name() != paper for y in rows)]


def test_the_result_stands_in_a_ringed_box_of_its_colour(column: ColumnSum) -> None:
    column.show_lines(LINES)
    box, image = column.result_rect.toRect(), picture(column)

    assert QRect(0, 0, 290, 170).contains(box)
    assert box.right() == 289
    assert image.pixelColor(box.left() + 8, box.top() + 8).name() == YELLOW
    assert image.pixelColor(box.center().x(), box.top() + 1).name() == LIGHT.text.lower()


def test_without_a_box_the_last_number_is_the_result(column: ColumnSum) -> None:
    column.show_lines(LINES[:2])
    assert column.result_rect.center().y() > 85
    column.show_lines(())
    assert column.result_rect.isEmpty()


@pytest.mark.parametrize("numbers", [("3.4", "12.391"), ("3", "12.391"), ("3.39", "−0.50")])
def test_decimal_points_stand_below_each_other(column: ColumnSum, numbers: tuple[str, str]) -> None:
    """What stands left of the point ends at one place: the digits before it are as wide as those of the other line."""
    ends = []
    for number in numbers:
        whole = number.split(".")[0]
        for words in (number, whole):
            others = [SumLine("", other if other != number else words) for other in numbers]
            column.show_lines((*others, SumLine("", "0.000")))  # the longest fraction keeps the place of the point
        image = picture(column)
        row = numbers.index(number)
        top = (170 - 3 * 38) // 2 + row * 38
        ends.append(inked(image, QRect(100, top + 4, 190, 30))[-1])

    assert ends[0] == pytest.approx(ends[1], abs=2)


def test_a_rule_stands_where_something_is_added_up(column: ColumnSum) -> None:
    def rules() -> int:
        image = picture(column)
        return sum(image.pixelColor(140, y).name() == LIGHT.text.lower() for y in range(170))

    column.show_lines((SumLine("", "1"), SumLine("", "2")))
    assert rules() == 0
    column.show_lines((SumLine("", "1"), SumLine("", "2", rule_above=True)))
    assert rules() >= 1


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("count", [2, 5, 8])
@pytest.mark.parametrize("size", [(290, 170), (160, 120), (500, 300)])
def test_all_lines_fit(column: ColumnSum, theme: Theme, count: int, zoom: int, size: tuple[int, int]) -> None:
    theme.zoom = zoom
    column.resize(*size)
    lines = tuple(SumLine(f"Channel {place}", "−12.345") for place in range(count - 1))
    column.show_lines((*lines, SumLine("After leaky ReLU", "−2.89", result_color=YELLOW)))
    image = picture(column)
    box = column.result_rect

    assert box.bottom() <= size[1]
    assert box.left() > 0
    marked = inked(image, QRect(0, int(box.top()) + 2, int(box.left()) - 1, int(box.height()) - 4))
    assert marked[-1] < box.left() - 3  # the label ends before the box


def test_another_number_repaints_its_line_only(column: ColumnSum, qtbot: QtBot) -> None:
    column.show()
    qtbot.waitExposed(column)
    column.show_lines(LINES)
    before = column.grab().toImage()
    column.show_lines((LINES[0], SumLine("Bias", "−0.70"), *LINES[2:]))
    after = column.grab().toImage()
    changed = [y for y in range(170) if any(before.pixel(x, y) != after.pixel(x, y) for x in range(290))]

    assert 40 <= changed[0] <= changed[-1] <= 85


def test_it_is_read_out_as_words(column: ColumnSum) -> None:
    column.show_lines(LINES[:2])
    assert column.accessibleDescription() == "Sum: 3.39, Bias: −0.50"


def test_vectors_keep_text(column: ColumnSum) -> None:
    column.show_lines(LINES)
    target, generator = QBuffer(), QSvgGenerator()
    generator.setOutputDevice(target)
    painter = QPainter(generator)
    column.paint(painter)
    painter.end()
    written = bytes(target.data().data()).decode()

    assert ">After ReLU</text>" in written
    assert "<image" not in written
