"""The large cells of the hand calculation: what is written, rung, pointed at, and changed in place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QEvent, QPoint, QPointF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QAccessible, QCursor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from cnnstudio.core.palette import DARK, LIGHT, Palette, cell_hue, contrast, rgb
from cnnstudio.widgets.style_sheet import style_sheet
from cnnstudio.widgets.term_grid import TermGrid
from cnnstudio.widgets.theme import Theme

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
SOBEL = ["−1", "0", "1", "−2", "0", "2", "−1", "0", "1"]


@pytest.fixture
def grid(qtbot: QtBot, theme: Theme) -> TermGrid:
    """The kernel of the mock-up: three by three cells of 56 pixels."""
    grid = TermGrid(theme)
    qtbot.addWidget(grid)
    grid.setObjectName("convolution.kernel")
    grid.setStyleSheet(style_sheet(theme))
    QCursor.setPos(0, 0)  # where an earlier test left the pointer, it would enter a cell
    grid.setGeometry(200, 200, 169, 169)
    grid.show_terms(3, 3, SOBEL)
    grid.show()
    qtbot.waitUntil(grid.hasFocus)
    grid.clearFocus()
    return grid


@pytest.fixture
def kernel(grid: TermGrid) -> TermGrid:
    """The same, with the keyboard, and to be changed."""
    grid.set_editable(True)
    grid.setFocus()
    return grid


@pytest.fixture
def edits(kernel: TermGrid) -> list[tuple[int, int, float]]:
    """What the kernel asked to be changed."""
    asked: list[tuple[int, int, float]] = []
    kernel.value_edited.connect(lambda *edit: asked.append(edit))
    return asked


def middle(row: int, column: int) -> QPoint:
    return QPoint(column * 56 + 28, row * 56 + 28)


def editor(grid: TermGrid) -> QLineEdit:
    (found,) = (line for line in grid.findChildren(QLineEdit) if line.isVisible())
    assert found.objectName() == "convolution.kernel.editor"
    return found


def write(grid: TermGrid, typed: str) -> None:
    """Type into the open line, also what no test key stands for."""
    for character in typed:
        QApplication.sendEvent(editor(grid), QKeyEvent(QEvent.Type.KeyPress, 0, NONE, character))


def is_editing(grid: TermGrid) -> bool:
    return any(line.isVisible() for line in grid.findChildren(QLineEdit))


def picture(grid: TermGrid) -> QImage:
    QApplication.processEvents()
    return grid.grab().toImage()


# -- what is shown


@pytest.mark.parametrize("wish", ["light", "dark"])
def test_each_cell_has_the_hue_of_its_place_in_the_kernel(grid: TermGrid, theme: Theme, wish: str) -> None:
    theme.wish = wish
    shown, palette = picture(grid), theme.palette
    for row in range(3):
        for column in range(3):
            border = shown.pixelColor(middle(row, column) + QPoint(0, 26))
            assert border.name() == cell_hue(palette, row, column).lower()
            fill = shown.pixelColor(middle(row, column) + QPoint(0, 20))
            assert contrast(rgb(fill.name()), rgb(palette.text)) >= 8


def test_without_hues_all_cells_look_alike(grid: TermGrid) -> None:
    grid.show_terms(3, 3, SOBEL, hues=False)
    borders = {picture(grid).pixelColor(middle(row, row) + QPoint(0, 26)).name() for row in range(3)}
    assert borders == {LIGHT.outline.lower()}


@pytest.mark.parametrize(
    ("rows", "columns", "side"), [(1, 1, 120), (1, 11, 40), (11, 1, 40), (5, 5, 34), (7, 7, 30), (11, 11, 28)]
)
def test_type_fits_every_cell(grid: TermGrid, rows: int, columns: int, side: int) -> None:
    grid.resize(columns * side + 1, rows * side + 1)
    grid.show_terms(rows, columns, ["−0.12"] * (rows * columns))
    look = grid.look

    assert (look.cell.width(), look.cell.height()) == (
        side + 1 if columns == 1 else side,
        side + 1 if rows == 1 else side,
    )
    assert 9 <= look.main <= 27
    assert look.main * 2.7 <= look.cell.width()


def test_small_cells_are_coloured_but_carry_no_number(grid: TermGrid) -> None:
    grid.resize(11 * 15, 11 * 15)
    grid.show_terms(11, 11, ["1"] * 121)
    assert grid.look.main == 0
    assert picture(grid).pixelColor(7, 7).name() != LIGHT.stage.lower()


def test_a_second_line_gives_way_first(grid: TermGrid) -> None:
    grid.resize(240, 168)
    grid.show_terms(3, 3, ["−0.40"] * 9, ["Σ −10.44"] * 9)
    assert grid.look.main > grid.look.sub >= 9
    grid.resize(110, 96)
    assert (grid.look.main >= 9, grid.look.sub) == (True, 0)


def test_the_type_grows_with_the_zoom_where_there_is_room(grid: TermGrid, theme: Theme) -> None:
    grid.resize(900, 900)
    before = grid.look.main
    theme.zoom = 200
    assert grid.look.main == 2 * before == 54


def test_cell_sizes_are_whole_pixels(theme: Theme) -> None:
    assert TermGrid.cell_size_for(QSizeF(100, 80), 3, 3) == QSizeF(33, 26)


def test_the_term_of_the_moment_is_rung_and_later_ones_wait(grid: TermGrid) -> None:
    grid.set_active(4)
    shown = picture(grid)
    assert shown.pixelColor(middle(1, 1) + QPoint(0, 26)).name() == LIGHT.text.lower()
    assert shown.pixelColor(middle(1, 0) + QPoint(0, 26)).name() == cell_hue(LIGHT, 1, 0).lower()
    assert shown.pixelColor(middle(1, 2) + QPoint(0, 18)).name() == LIGHT.stage.lower()
    grid.set_active(None)
    assert shown != picture(grid)


def test_what_is_not_yet_computed_is_blank_paper(grid: TermGrid) -> None:
    grid.show_terms(3, 3, ["0.5"] * 5 + [""] * 4, ["Σ 1.0"] * 5 + [""] * 4)
    shown = picture(grid)
    blank = shown.copy(QRect(QPoint(2 * 56 + 6, 2 * 56 + 6), QSize(44, 44)))
    colors = {blank.pixelColor(x, y).name() for x in range(44) for y in range(44)}
    assert colors == {LIGHT.stage.lower()}


def test_a_partner_that_is_pointed_at_elsewhere_is_rung(grid: TermGrid) -> None:
    before = picture(grid)
    grid.set_hover((0, 2))
    assert picture(grid).pixelColor(middle(0, 2) + QPoint(0, 27)).name() == LIGHT.text_second.lower()
    grid.set_hover((7, 7))  # the other grid is larger
    assert picture(grid) == before


class Painted(TermGrid):
    """Remembers which part was painted."""

    areas: list[QRect]

    def paintEvent(self, event: QPaintEvent) -> None:
        self.areas = [*getattr(self, "areas", []), event.region().boundingRect()]
        super().paintEvent(event)


def test_only_cells_that_changed_are_painted(qtbot: QtBot, theme: Theme) -> None:
    grid = Painted(theme)
    qtbot.addWidget(grid)
    grid.resize(169, 169)
    grid.show_terms(3, 3, ["0.1"] * 9)
    grid.show()
    qtbot.waitExposed(grid)
    QApplication.processEvents()
    grid.areas.clear()
    grid.show_terms(3, 3, ["0.1"] * 4 + ["0.2"] + ["0.1"] * 4)
    QApplication.processEvents()

    assert grid.areas == [QRect(56, 56, 56, 56)]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_vectors_keep_text(grid: TermGrid, theme: Theme, palette: Palette) -> None:
    theme.wish = "dark" if palette.is_dark else "light"
    target, generator = QBuffer(), QSvgGenerator()
    generator.setOutputDevice(target)
    painter = QPainter(generator)
    grid.paint(painter)
    painter.end()
    written = bytes(target.data().data()).decode()

    assert "<image" not in written
    assert ">−2</text>" in written


# -- pointing and walking


def test_pointer_and_arrows_enter_cells(qtbot: QtBot, grid: TermGrid) -> None:
    entered: list[object] = []
    grid.cell_entered.connect(entered.append)
    qtbot.mouseMove(grid, middle(1, 2))
    assert entered == [(1, 2)]
    grid.setFocus()
    qtbot.keyClick(grid, Key.Key_Up)
    qtbot.keyClick(grid, Key.Key_Up)
    qtbot.keyClick(grid, Key.Key_Left)
    assert entered == [(1, 2), (0, 2), (0, 1)]


def test_the_keyboard_starts_at_the_first_cell_and_leaves_nothing_behind(qtbot: QtBot, grid: TermGrid) -> None:
    entered: list[object] = []
    grid.cell_entered.connect(entered.append)
    grid.setFocus()
    grid.clearFocus()
    assert entered == [(0, 0), None]


def test_a_click_and_enter_name_the_cell(qtbot: QtBot, grid: TermGrid) -> None:
    clicked: list[object] = []
    grid.cell_clicked.connect(clicked.append)
    qtbot.mouseClick(grid, LEFT, pos=middle(2, 0))
    grid.setFocus()
    qtbot.keyClick(grid, Key.Key_Return)
    qtbot.mousePress(grid, LEFT, pos=middle(0, 0))
    qtbot.mouseRelease(grid, LEFT, pos=middle(2, 2))
    assert clicked == [(2, 0), (2, 0)]
    assert not is_editing(grid)


def test_cells_have_names_for_screen_readers(grid: TermGrid) -> None:
    grid.set_cell_names(lambda row, column, value: f"kernel row {row + 1}, column {column + 1}: {value}")
    grid.setFocus()
    cells = grid.accessible_cells()
    assert (cells.cell_count(), cells.cell_name(5), cells.focused_cell()) == (9, "kernel row 2, column 3: 2", 0)
    interface = QAccessible.queryAccessibleInterface(grid)
    assert interface.child(3).text(QAccessible.Text.Name) == "kernel row 2, column 1: −2"


# -- changing in place


@pytest.mark.parametrize(
    ("typed", "value"), [("0.5", 0.5), ("-3", -3.0), ("−3", -3.0), (" 1e2 ", 100.0), (".25", 0.25), ("0", 0.0)]
)
def test_a_number_is_typed_over_the_old_one(
    qtbot: QtBot, kernel: TermGrid, edits: list[object], typed: str, value: float
) -> None:
    qtbot.mouseClick(kernel, LEFT, pos=middle(1, 2))
    write(kernel, typed)
    qtbot.keyClick(editor(kernel), Key.Key_Return)

    assert edits == [(1, 2, value)]
    assert not is_editing(kernel)
    assert kernel.hasFocus()


def test_a_digit_or_a_sign_starts_typing(qtbot: QtBot, kernel: TermGrid, edits: list[object]) -> None:
    qtbot.keyClick(kernel, Key.Key_Right)
    qtbot.keyClicks(kernel, "-")
    qtbot.keyClicks(editor(kernel), "4")
    qtbot.keyClick(editor(kernel), Key.Key_Return)
    assert edits == [(0, 1, -4.0)]


def test_escape_gives_up_and_untouched_nothing_changes(qtbot: QtBot, kernel: TermGrid, edits: list[object]) -> None:
    qtbot.keyClick(kernel, Key.Key_Return)
    qtbot.keyClicks(editor(kernel), "7")
    qtbot.keyClick(editor(kernel), Key.Key_Escape)
    assert not is_editing(kernel)
    qtbot.keyClick(kernel, Key.Key_Return)
    qtbot.keyClick(editor(kernel), Key.Key_Return)
    assert edits == []


@pytest.mark.parametrize("typed", ["abc", "nan", "inf", "1/2", "1e999"])
def test_what_is_no_number_is_refused_and_can_be_mended(
    qtbot: QtBot, kernel: TermGrid, edits: list[object], typed: str
) -> None:
    refused: list[str] = []
    kernel.editing_refused.connect(refused.append)
    qtbot.keyClick(kernel, Key.Key_Return)
    qtbot.keyClicks(editor(kernel), typed)
    qtbot.keyClick(editor(kernel), Key.Key_Return)
    assert (refused, edits) == ([typed], [])
    assert editor(kernel).selectedText() == typed
    qtbot.keyClicks(editor(kernel), "2")
    qtbot.keyClick(editor(kernel), Key.Key_Return)
    assert edits == [(0, 0, 2.0)]


def test_leaving_the_line_takes_the_number_over(qtbot: QtBot, kernel: TermGrid, edits: list[object]) -> None:
    qtbot.mouseClick(kernel, LEFT, pos=middle(0, 0))
    qtbot.keyClicks(editor(kernel), "5")
    editor(kernel).clearFocus()
    assert edits == [(0, 0, 5.0)]
    assert not is_editing(kernel)


def turn(grid: TermGrid, cell: QPoint, delta: int, modifiers: Qt.KeyboardModifier = NONE) -> bool:
    event = QWheelEvent(
        QPointF(cell), QPointF(cell), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    event.ignore()
    QApplication.sendEvent(grid, event)
    return event.isAccepted()


def test_the_wheel_turns_a_number_finely_and_with_shift_coarsely(kernel: TermGrid, edits: list[object]) -> None:
    kernel.show_terms(3, 3, ["0.2", *SOBEL[1:]])
    assert turn(kernel, middle(0, 0), 120)
    turn(kernel, middle(1, 0), -120)
    turn(kernel, middle(2, 2), 240, SHIFT)
    assert edits == [(0, 0, 0.3), (1, 0, -2.1), (2, 2, 3.0)]


def test_a_grid_that_is_only_shown_leaves_the_wheel_and_digits_to_others(qtbot: QtBot, grid: TermGrid) -> None:
    grid.setFocus()
    assert not turn(grid, middle(0, 0), 120)
    qtbot.keyClick(grid, Key.Key_1)
    assert not is_editing(grid)


def test_dragging_up_raises_and_back_restores(kernel: TermGrid, edits: list[object]) -> None:
    def send(kind: QEvent.Type, up: int) -> None:
        place = QPointF(middle(1, 2) - QPoint(0, up))
        QApplication.sendEvent(kernel, QMouseEvent(kind, place, place, LEFT, LEFT, NONE))

    send(QEvent.Type.MouseButtonPress, 0)
    for up in (3, 8, 17, 0, -24):
        send(QEvent.Type.MouseMove, up)
    send(QEvent.Type.MouseButtonRelease, -24)

    assert edits == [(1, 2, 2.1), (1, 2, 2.2), (1, 2, 2.0), (1, 2, 1.7)]
    assert not is_editing(kernel)


def test_another_size_closes_the_line(qtbot: QtBot, kernel: TermGrid, edits: list[object]) -> None:
    qtbot.mouseClick(kernel, LEFT, pos=middle(2, 2))
    kernel.show_terms(2, 2, ["1"] * 4)
    assert not is_editing(kernel)
    assert edits == []


def test_a_low_cell_keeps_the_line_that_can_be_read() -> None:
    from PySide6.QtCore import QSizeF

    from cnnstudio.widgets.term_layout import fitting_type

    high, low = (fitting_type(QSizeF(60, height), 2.5, 3.0, 100) for height in (40, 25))
    assert high[0] >= 9
    assert high[1] >= 9
    assert low == (9, 0)
