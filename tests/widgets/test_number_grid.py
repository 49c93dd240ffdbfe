from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.palette import DARK, LIGHT, cell_hue, rgb
from cnnstudio.widgets.grid_rings import ring_bounds
from cnnstudio.widgets.number_grid import NumberGrid, Ring
from cnnstudio.widgets.theme import Theme

NUMBERS = np.linspace(0, 1, 16).reshape(4, 4)


@pytest.fixture
def grid(qtbot: QtBot, theme: Theme) -> NumberGrid:
    grid = NumberGrid(theme)
    grid.resize(200, 200)
    grid.show_values(NUMBERS)
    qtbot.addWidget(grid)
    grid.show()
    qtbot.waitExposed(grid)
    return grid


def test_cells_take_the_colours_of_their_numbers(grid: NumberGrid, theme: Theme) -> None:
    grid.show_values(np.array([[0.0, 1.0], [0.5, 0.25]]))
    picture = grid.grab().toImage()

    colors = theme.colormaps.picture.colors(np.array([[0.0, 1.0], [0.5, 0.25]]), 1.0)

    for row, y in enumerate((10, 110)):
        for column, x in enumerate((10, 110)):
            assert picture.pixelColor(x, y).rgb() & 0xFFFFFF == int.from_bytes(colors[row, column].tobytes())


def test_the_cell_under_the_pointer_is_told(qtbot: QtBot, grid: NumberGrid) -> None:
    with qtbot.waitSignal(grid.cell_entered) as entered:
        qtbot.mouseMove(grid, QPoint(125, 75))

    assert entered.args == [(1, 2)]


def test_arrows_walk_from_cell_to_cell_and_stop_at_the_edge(qtbot: QtBot, grid: NumberGrid) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, *[Qt.Key.Key_Left] * 9):
        qtbot.keyClick(grid, key)

    assert grid.cell == (1, 0)


def test_zooming_keeps_the_point_under_the_pointer(qtbot: QtBot, grid: NumberGrid) -> None:
    grid.resize(80, 80)
    grid.zoom_by(2, QPointF(40, 40))
    qtbot.mouseMove(grid, QPoint(41, 41))

    assert grid.zoom == 2
    assert grid.cell == (2, 2)
    qtbot.mouseMove(grid, QPoint(2, 2))
    assert grid.cell == (1, 1)


def test_zooming_has_limits(grid: NumberGrid) -> None:
    grid.zoom_by(0.01)
    assert grid.zoom == 1
    grid.zoom_by(1e6)
    assert 200 / 4 * grid.zoom <= 96 + 1e-9


def test_dragging_moves_an_enlarged_grid_within_its_edges(qtbot: QtBot, grid: NumberGrid) -> None:
    grid.resize(80, 80)
    grid.zoom_by(2, QPointF(0, 0))
    qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=QPoint(70, 70))
    qtbot.mouseMove(grid, QPoint(-500, -500))
    qtbot.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=QPoint(-500, -500))
    qtbot.mouseMove(grid, QPoint(79, 79))

    assert grid.cell == (3, 3)


def test_a_double_click_enlarges_and_brings_back(qtbot: QtBot, grid: NumberGrid) -> None:
    grid.resize(100, 100)
    qtbot.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert grid.zoom == 3
    qtbot.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert grid.zoom == 1


@pytest.mark.parametrize(
    "values", [np.full((3, 3), np.nan), np.full((3, 3), np.inf), np.zeros((1, 1)), np.zeros((3, 9))]
)
def test_any_numbers_can_be_painted(grid: NumberGrid, values: np.ndarray) -> None:
    grid.show_values(values)

    assert not grid.grab().isNull()


def test_the_overlay_is_told_where_the_whole_grid_lies(grid: NumberGrid) -> None:
    seen: list[QRectF] = []

    def remember(painter: QPainter, whole: QRectF) -> None:
        seen.append(whole)

    grid.set_overlay(remember)
    grid.show_values(np.zeros((2, 4)))
    grid.grab()

    assert seen[-1] == QRectF(0, 50, 200, 100)


# -- what a lesson shows


def _pixels(grid: NumberGrid) -> np.ndarray:
    """Return (H, W, 3) red, green, blue of what is on screen, without the sign of the focus."""
    grid.clearFocus()
    picture = grid.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    width, height = picture.width(), picture.height()
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(height, width, 4)
    return pixels[:, :, 2::-1].copy()


def _painted(qtbot: QtBot, grid: NumberGrid, change: Callable[[], None]) -> QRect:
    """Return the rectangle that is painted because of a change."""
    regions: list[QRect] = []
    paint = grid.paintEvent

    def remember(event: QPaintEvent) -> None:
        regions.append(event.rect())
        paint(event)

    grid.paintEvent = remember  # type: ignore[method-assign]
    QApplication.processEvents()
    regions.clear()
    change()
    QApplication.processEvents()
    whole = QRect()
    for region in regions:
        whole = whole.united(region)
    return whole


def _share(pixels: np.ndarray, color: str) -> float:
    return float((pixels == np.array(rgb(color))).all(axis=2).mean())


def test_cells_that_are_not_revealed_are_blank_paper(grid: NumberGrid, theme: Theme) -> None:
    grid.show_values(np.ones((4, 4)))
    grid.set_revealed(6)
    pixels = _pixels(grid)

    shown = [[tuple(pixels[row * 50 + 8, column * 50 + 8]) for column in range(4)] for row in range(4)]

    ink, paper = rgb(theme.palette.ink), rgb(theme.palette.paper)
    assert shown == [[ink] * 4, [ink, ink, paper, paper], [paper] * 4, [paper] * 4]
    grid.set_revealed(None)
    assert tuple(_pixels(grid)[158, 158]) == ink


def test_revealing_one_more_cell_paints_that_cell(qtbot: QtBot, grid: NumberGrid) -> None:
    grid.set_revealed(5)

    painted = _painted(qtbot, grid, lambda: grid.set_revealed(6))

    assert QRect(50, 50, 50, 50).contains(painted.adjusted(2, 2, -2, -2))
    assert painted.contains(QRect(50, 50, 50, 50))


def test_a_ring_that_moves_paints_where_it_was_and_where_it_is(qtbot: QtBot, theme: Theme) -> None:
    grid = NumberGrid(theme)
    qtbot.addWidget(grid)
    grid.resize(560, 560)
    grid.show()
    qtbot.waitExposed(grid)
    grid.set_rings((Ring(3, 3, 3, 3),))

    painted = _painted(qtbot, grid, lambda: grid.set_rings((Ring(3, 4, 3, 3),)))

    assert painted.contains(QRect(60, 60, 80, 60))
    assert QRect(50, 50, 100, 80).contains(painted)


@pytest.mark.parametrize("wish", ["light", "dark"])
def test_what_moves_leaves_nothing_behind(qtbot: QtBot, wish: str) -> None:
    theme = Theme(wish)
    grid = NumberGrid(theme)
    qtbot.addWidget(grid)
    grid.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its sign would come and go between the pictures
    grid.resize(333, 301)
    grid.show_values(np.linspace(0, 1, 15 * 14).reshape(15, 14))
    grid.set_margins(1, 1, 1, 1)
    grid.show()
    qtbot.waitExposed(grid)
    untouched = _pixels(grid)

    # Onto an image that is kept, only where the grid asks for it: as on a screen.
    screen = QImage(grid.size(), QImage.Format.Format_RGB32)
    grid.render(screen)
    for row, column in ((0, 0), (5, 6), (12, 11), (7, 3)):
        for change in (
            lambda row=row, column=column: grid.set_rings((Ring(row, column, 3, 3), Ring(column, row, kind="hover"))),
            lambda row=row, column=column: grid.set_hues({(row, column): "#7DAEFF", (row + 2, column + 2): "#760044"}),
            lambda row=row, column=column: grid.set_revealed(14 * row + column),
        ):
            painted = _painted(qtbot, grid, change)
            grid.render(screen, painted.topLeft(), painted)
    for restore in (lambda: grid.set_rings(()), lambda: grid.set_hues(None), lambda: grid.set_revealed(None)):
        painted = _painted(qtbot, grid, restore)
        grid.render(screen, painted.topLeft(), painted)

    assert (_pixels(grid) == untouched).all()
    kept = np.frombuffer(screen.constBits(), np.uint8).reshape(301, 333, 4)[:, :, 2::-1]
    assert (kept == untouched).all()


def test_a_ring_stays_within_the_window_where_its_cells_do(grid: NumberGrid, theme: Theme) -> None:
    grid.set_rings((Ring(0, 0, 4, 4),))
    pixels = _pixels(grid)

    for line in (pixels[3, 20:180], pixels[-4, 20:180], pixels[20:180, 3], pixels[20:180, -4]):
        assert (line == np.array(rgb(theme.palette.text))).all()


@pytest.mark.parametrize("cell", [(0, 0), (7, 7), (0, 4), (3, 3)])
def test_a_ring_around_a_small_cell_leaves_its_number_free(grid: NumberGrid, cell: tuple[int, int]) -> None:
    grid.show_values(np.full((8, 8), 123.0))
    inside = grid.cell_rect(*cell).adjusted(4.5, 4.5, -4.5, -4.5).toAlignedRect()
    rows, columns = slice(inside.top(), inside.bottom()), slice(inside.left(), inside.right())
    before = _pixels(grid)[rows, columns]
    grid.set_rings((Ring(*cell),))
    ringed = _pixels(grid)
    assert (ringed[rows, columns] == before).all()
    assert _share(ringed, LIGHT.text) > 0


def test_a_ring_around_cells_too_small_to_see_can_be_seen(grid: NumberGrid) -> None:
    grid.show_values(np.zeros((2000, 2000), np.float32))
    grid.set_rings((Ring(1000, 1000, 3, 3),))

    assert _share(_pixels(grid)[90:111, 90:111], LIGHT.text) > 0.1


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_cells_of_the_window_wear_the_kernels_hues(qtbot: QtBot, palette: object) -> None:
    theme = Theme("light" if palette is LIGHT else "dark")
    grid = NumberGrid(theme)
    qtbot.addWidget(grid)
    grid.resize(150, 150)
    grid.show_values(np.zeros((3, 3)))
    plain = _pixels(grid)[10, 10]
    grid.set_hues({(row, column): cell_hue(theme.palette, row, column) for row in range(3) for column in range(3)})
    pixels = _pixels(grid)

    for row in range(3):
        for column in range(3):
            hue = np.array(rgb(cell_hue(theme.palette, row, column)))
            assert (pixels[row * 50 + 25, column * 50 + 2] == hue).all()
            inside = pixels[row * 50 + 10, column * 50 + 10].astype(float)
            share = 0.26 if theme.palette.is_dark else 0.2
            assert np.abs(inside - (plain * (1 - share) + hue * share)).max() <= 1


def test_hues_on_small_cells_leave_their_numbers_colour(qtbot: QtBot, grid: NumberGrid) -> None:
    grid.resize(140, 140)
    grid.show_values(np.ones((14, 14)))
    grid.set_hues({(2, 3): "#FA7FB3"})
    pixels = _pixels(grid)

    assert tuple(pixels[25, 35]) == rgb(LIGHT.ink)
    assert _share(pixels[20:30, 30:40], "#FA7FB3") > 0.3
    assert _share(pixels, "#FA7FB3") < 0.01


def test_padding_is_hatched_and_the_unused_edge_the_other_way(grid: NumberGrid) -> None:
    grid.resize(280, 280)
    grid.show_values(np.ones((14, 14)), limit=1.0)
    grid.set_margins(1, 1, 1, 1)
    grid.set_unused(2, 0)
    pixels = _pixels(grid).astype(int).sum(axis=2)

    padding, unused = pixels[22:258, 3:18], pixels[243:258, 22:258]
    assert _share(_pixels(grid)[22:258, 3:18], LIGHT.panel) > 0.4
    assert _slants(padding) == 1
    assert _slants(unused) == -1
    assert tuple(_pixels(grid)[24, 24]) == rgb(LIGHT.ink)


def _slants(strip: np.ndarray) -> int:
    """Return 1 if what is seen runs from lower left to upper right, −1 if from upper left to lower right."""
    rising = np.abs(strip[1:, :-1] - strip[:-1, 1:]).mean()
    falling = np.abs(strip[1:, 1:] - strip[:-1, :-1]).mean()
    return 1 if rising < falling else -1


@pytest.mark.parametrize("size", [8, 14, 40, 400])
def test_touched_cells_are_marked_at_any_size_of_cells(grid: NumberGrid, size: int) -> None:
    grid.resize(280, 280)
    grid.show_values(np.zeros((size, size)))
    before = _pixels(grid)
    mask = np.zeros((size, size), bool)
    mask[size // 4 : size // 2, size // 4 : size // 2] = True
    grid.set_touched(mask)
    changed = (_pixels(grid) != before).any(axis=2)

    assert changed[72:138, 72:138].mean() > 0.9
    assert not changed[142:].any()
    assert not changed[:, 142:].any()
    grid.set_touched(None)
    assert (_pixels(grid) == before).all()


# -- numbers


def _words(grid: NumberGrid, tmp_path: Path) -> str:
    """Return the text of the grid as an SVG."""
    generator = QSvgGenerator()
    generator.setFileName(str(tmp_path / "grid.svg"))
    painter = QPainter(generator)
    grid.paint(painter)
    painter.end()
    return (tmp_path / "grid.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("values", "decimals", "written"),
    [
        ([[2.0, 1.0], [0.0, -2.0]], None, [">2<", ">1<", ">0<", ">−2<"]),
        ([[2.0, 0.5], [0.25, -2.0]], None, [">2.00<", ">0.50<", ">0.25<", ">−2.00<"]),
        ([[2.0, 0.5], [0.25, -2.0]], 3, [">2.000<", ">0.500<", ">0.250<", ">−2.000<"]),
        ([[np.nan, np.inf], [1.0, 0.5]], None, [">nan<", ">∞<", ">1.00<", ">0.50<"]),
    ],
)
def test_whole_numbers_stand_without_decimals(
    grid: NumberGrid, tmp_path: Path, values: list[list[float]], decimals: int | None, written: list[str]
) -> None:
    grid.show_values(np.array(values), decimals=decimals)
    words = _words(grid, tmp_path)

    for number in written:
        assert number in words


def test_a_number_that_would_be_cut_off_is_not_written(grid: NumberGrid, tmp_path: Path) -> None:
    grid.show_values(np.arange(16.0).reshape(4, 4))
    grid.zoom_by(1.5, QPointF(75, 75))
    words = _words(grid, tmp_path)

    assert ">5<" in words
    assert ">3<" not in words


def test_a_photo_is_averaged_where_its_cells_are_smaller_than_a_pixel(grid: NumberGrid, theme: Theme) -> None:
    photo = np.zeros((800, 800), np.float32)
    photo[::2] = 1.0
    grid.show_values(photo)

    grey = theme.colormaps.picture.colors(np.array([0.5]), 1.0)[0]
    assert (_pixels(grid)[20:180, 20:180] == grey).all()


# -- pointing and copying


def test_a_click_tells_the_cell_and_a_drag_does_not(qtbot: QtBot, grid: NumberGrid) -> None:
    clicked: list[object] = []
    grid.cell_clicked.connect(clicked.append)

    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(125, 75))
    qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    qtbot.mouseMove(grid, QPoint(120, 120))
    qtbot.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=QPoint(120, 120))

    assert clicked == [(1, 2)]


def test_enter_chooses_the_cell_under_the_cursor(qtbot: QtBot, grid: NumberGrid) -> None:
    clicked: list[object] = []
    grid.cell_clicked.connect(clicked.append)

    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        qtbot.keyClick(grid, key)

    assert clicked == [(1, 0), (1, 0)]


def test_escape_hands_the_focus_back(qtbot: QtBot, theme: Theme) -> None:
    stage = QWidget()
    qtbot.addWidget(stage)
    grid = NumberGrid(theme, stage)
    stage.show()
    qtbot.waitExposed(stage)
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Right)

    qtbot.keyClick(grid, Qt.Key.Key_Escape)

    assert stage.focusWidget() is stage
    assert grid.cell is None


def test_arrows_can_be_left_to_the_lab(qtbot: QtBot, grid: NumberGrid) -> None:
    grid.walks = False

    qtbot.keyClick(grid, Qt.Key.Key_Right)

    assert grid.cell is None


def test_the_pointer_comes_and_goes_and_the_cursor_stays(qtbot: QtBot, grid: NumberGrid) -> None:
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.mouseMove(grid, QPoint(175, 175))
    assert grid.cell == (3, 3)

    QApplication.sendEvent(grid, _leave())

    assert grid.cell == (0, 0)


def _leave() -> QEvent:
    return QEvent(QEvent.Type.Leave)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_grid_is_copied_as_a_table_in_full_precision(qtbot: QtBot, grid: NumberGrid, dtype: type) -> None:
    values: FloatArray = np.array([[0.1, -2.0], [1 / 3, 6600.0]], dtype)
    grid.show_values(values)

    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("0.1\t-2.0\n0.333")
    assert (np.array([line.split("\t") for line in copied.split("\n")], dtype) == values).all()


def test_only_what_is_revealed_is_copied(grid: NumberGrid) -> None:
    grid.show_values(np.array([[1.0, 2.0], [3.0, 4.0]]))
    grid.set_revealed(3)

    assert grid.table() == "1.0\t2.0\n3.0\t"


# -- zoomed


def test_a_window_is_brought_into_view_only_where_it_is_not(grid: NumberGrid) -> None:
    grid.show_values(np.zeros((100, 100)))
    grid.bring_into_view(90, 90)
    assert grid.cell_rect(0, 0).topLeft() == QPointF(0, 0)
    grid.zoom_by(10, QPointF(0, 0))

    grid.bring_into_view(3, 3, 3, 3)
    assert grid.cell_rect(0, 0).topLeft() == QPointF(0, 0)
    grid.bring_into_view(3, 50, 3, 3)

    window = QRectF(grid.cell_rect(3, 50).topLeft(), grid.cell_rect(5, 52).bottomRight())
    assert QRectF(grid.rect()).contains(window)
    assert window.center().x() == pytest.approx(100)
    assert grid.cell_rect(0, 0).top() == 0


def test_ring_bounds_hold_all_of_a_rings_paint(qtbot: QtBot, grid: NumberGrid) -> None:
    grid.show_values(np.zeros((10, 10)))
    before = _pixels(grid)
    for kind in ("now", "hover", "pinned"):
        ring = Ring(3, 4, 2, 2, kind)
        grid.set_rings((ring,))
        rows, columns = np.nonzero((_pixels(grid) != before).any(axis=2))
        painted = QRect(QPoint(columns.min(), rows.min()), QPoint(columns.max(), rows.max()))
        assert ring_bounds(ring, grid._view).toAlignedRect().contains(painted)


def test_colours_follow_the_theme(grid: NumberGrid, theme: Theme) -> None:
    grid.show_values(np.zeros((4, 4)))
    theme.wish = "dark"

    assert QColor(*_pixels(grid)[10, 10].tolist()).name().upper() == DARK.paper
