"""The worked examples are stepped by keys, buttons, wheel and mouse, forward and backward."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSlider, QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.core.palette import LIGHT, cell_hue
from cnnstudio.labs.pooling.lab import PoolingLab
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.term_grid import TermGrid
from tests.app.driving import (
    ALT,
    SHIFT,
    choose,
    click,
    click_cell,
    copied,
    part,
    point_at,
    press,
    set_number,
    turn_wheel,
    window_words,
)


def input_grid(window: MainWindow) -> NumberGrid:
    return part(window, NumberGrid, "pooling.input")


def terms(lab: PoolingLab) -> tuple[tuple[str, ...], ...]:
    """Return what stands in the grids of the hand calculation, and below in small type."""
    return tuple(words for table in lab.view.step_view.row.tables for words in (table.main, table.sub) if words)


def sum_lines(lab: PoolingLab) -> list[str]:
    return [line.number for line in lab.view.step_view.row.sum.lines]


def ringed(grid: NumberGrid, row: int, column: int) -> bool:
    """Whether a frame runs inside the edges of a cell, on all four sides."""
    picture, cell = grid.grab().toImage(), grid.cell_rect(row, column)
    middle = cell.center()
    sides = [
        [QPointF(cell.left() + by, middle.y()) for by in range(3, 8)],
        [QPointF(cell.right() - by, middle.y()) for by in range(3, 8)],
        [QPointF(middle.x(), cell.top() + by) for by in range(3, 8)],
        [QPointF(middle.x(), cell.bottom() - by) for by in range(3, 8)],
    ]
    return all(any(picture.pixelColor(at.toPoint()) == QColor(LIGHT.text) for at in side) for side in sides)


# -- forward


def test_the_four_winners_by_keys(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    """P1: of 16 numbers four go on, and 75 % are dropped."""
    said = [window.line.words]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Home):
        press(qtbot, window, key)
        said.append(window.line.words)

    sentence = "Row <b>{}</b>, column <b>{}</b>: the largest of 4 numbers is <b>{}</b>."
    places = ((1, 1, 4), (1, 2, 2), (2, 1, 1), (2, 2, 6), (2, 1, 1), (1, 1, 4))
    assert [sentence.format(*place) in words for place, words in zip(places, said, strict=True)] == [True] * 6
    press(qtbot, window, Qt.Key.Key_End)
    assert copied(qtbot, part(window, NumberGrid, "pooling.output")) == [4, 2, 1, 6]
    assert "<b>75 %</b> of the input's cells win nowhere" in window_words(window)


def test_the_winner_is_ringed_and_no_other_cell_of_its_window(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab
) -> None:
    grid = input_grid(window)
    for cell, winner in enumerate(((1, 1), (1, 2), (2, 1), (2, 2))):
        lab.model.update(cell=cell)
        rows, columns = lab.view.step_view.content.window
        assert [(u, v) for u in rows for v in columns if ringed(grid, u, v)] == [winner]


def test_the_windows_cells_carry_the_hues_of_their_terms(lab: PoolingLab, window: MainWindow) -> None:
    grid = input_grid(window)
    picture = grid.grab().toImage()
    for u in range(2):
        for v in range(2):
            cell = grid.cell_rect(u, v)
            places = range(round(cell.left()), round(cell.right()))
            across = {picture.pixelColor(x, round(cell.center().y())).name() for x in places}
            assert cell_hue(LIGHT, u, v).lower() in across


def test_the_buttons_and_the_scrubber_step(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    for name, cell in (("next", 1), ("next", 2), ("back", 1), ("last", 3), ("first", 0)):
        click(qtbot, window, f"pooling.{name}")
        assert lab.model.params.cell == cell
    part(window, QSlider, "pooling.scrubber").setValue(2)
    assert lab.model.place == (1, 0)


def test_wheel_rows_and_playing(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    for notch, cell in ((-120, 1), (-120, 2), (120, 1)):
        turn_wheel(lab.view, input_grid(window), notch)
        assert lab.model.params.cell == cell
    press(qtbot, window, Qt.Key.Key_Right, SHIFT)
    assert lab.model.place == (1, 1)
    press(qtbot, window, Qt.Key.Key_Home)
    press(qtbot, window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: lab.model.params.cell == 3, timeout=10_000)
    qtbot.waitUntil(lambda: not lab.view.transport.is_playing, timeout=5000)


def test_a_click_goes_to_an_output_cell_or_to_the_window_of_an_input_cell(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab
) -> None:
    click_cell(qtbot, part(window, NumberGrid, "pooling.output"), 1, 1)
    assert "is <b>6</b>" in window.line.words
    click_cell(qtbot, input_grid(window), 0, 3)
    assert lab.model.place == (0, 1)
    press(qtbot, window, Qt.Key.Key_Right)
    assert lab.model.place == (1, 0), "the mouse leaves the arrows to the stage"


def test_value_by_value_the_largest_so_far_is_ringed(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    choose(window, "pooling.unit", "term")
    grid = input_grid(window)
    steps = (
        ("Value 1 of 4: <b>1</b> is the largest so far.", (0, 0)),
        ("Value 2 of 4: 0. The largest so far stays <b>1</b>.", (0, 0)),
        ("Value 3 of 4: 0. The largest so far stays <b>1</b>.", (0, 0)),
        ("the largest of 4 numbers is <b>4</b>.", (1, 1)),
    )
    for words, winner in steps:
        assert words in window.line.words
        assert [(u, v) for u in (0, 1) for v in (0, 1) if ringed(grid, u, v)] == [winner]
        press(qtbot, window, Qt.Key.Key_Right)
    assert lab.model.place == (0, 1)
    assert "Value 1 of 4: <b>1</b> is the largest so far." in window.line.words


def test_average_and_l2_write_their_sums_out(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    choose(window, "pooling.source", "average")
    assert "4 numbers add up to 16. 16 ÷ 4 = <b>4</b>." in window.line.words
    assert terms(lab) == (("1", "3", "5", "7"), ("Σ 1", "Σ 4", "Σ 9", "Σ 16"))
    assert sum_lines(lab) == ["16", "4", "4"]

    choose(window, "pooling.source", "l2")
    assert "4 squares add up to 25. Its root is <b>5</b>." in window.line.words
    assert terms(lab) == (("3", "4", "0", "0"), ("9", "16", "0", "0"), ("Σ 9", "Σ 25", "Σ 25", "Σ 25"))
    choose(window, "pooling.kind", "max")
    assert "the largest of 4 numbers is <b>4</b>" in window.line.words


def test_one_window_as_large_as_the_map(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    press(qtbot, window, Qt.Key.Key_End)
    press(qtbot, window, Qt.Key.Key_G)
    assert "Row <b>1</b>, column <b>1</b>: the largest of 16 numbers is <b>6</b>." in window.line.words
    assert lab.model.result.output.tolist() == [[[6]]]
    assert ringed(input_grid(window), 2, 2)
    choose(window, "pooling.kind", "average")
    assert "16 numbers add up to 17" in window.line.words
    assert not part(window, QWidget, "pooling.stride").isVisible()
    press(qtbot, window, Qt.Key.Key_G)
    assert lab.model.result.output_size == (2, 2)


def test_overlapping_windows_share_a_winner(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    choose(window, "pooling.source", "overlapping")
    press(qtbot, window, Qt.Key.Key_End)
    assert copied(qtbot, part(window, NumberGrid, "pooling.output")) == [9, 9, 9, 9]
    grid = input_grid(window)
    point_at(qtbot, grid, grid.cell_rect(2, 2).center())
    assert "row <b>3</b>, column <b>3</b> is 9; windows it is in: 4, wins: <b>4</b>" in window.line.words


# -- backward


def test_backward_the_winner_gets_all_of_the_gradient(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    press(qtbot, window, Qt.Key.Key_2, ALT)
    said = "The gradient <b>1</b> goes to the winner at row <b>{}</b>, column <b>{}</b>; the other 3 get 0."
    for row, column in ((2, 2), (2, 3), (3, 2), (3, 3)):
        assert said.format(row, column) in window.line.words
        press(qtbot, window, Qt.Key.Key_Right)
    assert input_grid(window).values.tolist() == [[0, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 0]]
    assert terms(lab) == (("1", "0", "0", "0"), ("+ 1", "+ 0", "+ 0", "+ 0"))
    press(qtbot, window, Qt.Key.Key_1, ALT)
    assert not lab.model.params.backward


def test_backward_the_average_shares_and_l2_splits_by_size(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    press(qtbot, window, Qt.Key.Key_2, ALT)
    choose(window, "pooling.kind", "average")
    assert "each of the 4 cells gets <b>0.25</b>" in window.line.words
    assert terms(lab) == (("0.25",) * 4, ("+ 0.25",) * 4)
    press(qtbot, window, Qt.Key.Key_End)
    assert set(input_grid(window).values.ravel()) == {0.25}

    choose(window, "pooling.source", "l2")
    choose(window, "pooling.kind", "l2")
    lab.model.update(backward=True, cell=0)
    assert terms(lab)[1][:2] == ("+ 1 × 3 ÷ 5", "+ 1 × 4 ÷ 5")
    assert input_grid(window).values[0, :2].tolist() == pytest.approx([0.6, 0.8])


def test_backward_a_winner_of_several_windows_gathers_several_gradients(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab
) -> None:
    choose(window, "pooling.source", "overlapping")
    press(qtbot, window, Qt.Key.Key_2, ALT)
    middle = []
    for _ in range(4):
        middle.append(float(input_grid(window).values[2, 2]))
        press(qtbot, window, Qt.Key.Key_Right)
    assert middle == [1, 2, 3, 4]


def test_the_gradient_of_the_padding_is_lost(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    set_number(window, "pooling.padding", 1)
    choose(window, "pooling.kind", "average")
    press(qtbot, window, Qt.Key.Key_2, ALT)
    press(qtbot, window, Qt.Key.Key_End)
    assert lab.model.result.output_size == (3, 3)
    inner = input_grid(window).values[1:5, 1:5]
    assert inner.sum() == 4, "of nine gradients of 1, sixteen quarters stay inside"


# -- pointing


def test_pointing_tells_what_a_cell_holds_and_what_the_padding_counts_as(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab
) -> None:
    grid, output = input_grid(window), part(window, NumberGrid, "pooling.output")
    point_at(qtbot, grid, grid.cell_rect(0, 0).center())
    assert "windows it is in: 1, wins: <b>0</b>" in window.line.words
    point_at(qtbot, output, output.cell_rect(1, 1).center())
    assert "Output row <b>2</b>, column <b>2</b> is <b>6</b>. Click to go there." in window.line.words
    window_grid = part(window, TermGrid, "pooling.terms_window")
    point_at(qtbot, window_grid, QPointF(8, 8))
    assert "row <b>1</b>, column <b>1</b> is 1" in window.line.words

    set_number(window, "pooling.padding", 1)
    for kind, words in (("max", "counts as −∞"), ("average", "counts as 0"), ("l2", "counts as 0")):
        choose(window, "pooling.kind", kind)
        point_at(qtbot, grid, grid.cell_rect(0, 0).center())
        assert words in window.line.words
    press(qtbot, window, Qt.Key.Key_Right)
    assert "This cell is padding" not in window.line.words, "a step ends what was pointed at"
