from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QSlider, QSpinBox, QToolButton
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.core.settings import Settings
from cnnstudio.data.recipe import Recipe
from cnnstudio.labs.draw.recipe_panel import RecipePanel
from cnnstudio.labs.draw.sources import DrawnSource, PhotoSource, SampleSource
from cnnstudio.nets.shipped import use_shipped_network
from tests.app.conftest import MakeWindow, draw, open_and_wait

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def find(window: MainWindow, name: str) -> QAbstractButton:
    button = window.findChild(QAbstractButton, name)
    assert button is not None, name
    return button


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A dark one on grey paper, small and off the middle."""
    picture = Image.new("RGB", (300, 200), (200, 200, 190))
    ImageDraw.Draw(picture).line([(60, 40), (62, 110)], fill=(30, 30, 80), width=7)
    picture.save(tmp_path / "one.png")
    return tmp_path / "one.png"


def test_drawing_a_one_is_read_as_a_one_in_every_view(qtbot: QtBot, window: MainWindow) -> None:
    draw(qtbot, window)
    view = window.draw_lab.view

    assert view.bars.shares is not None
    assert view.bars.shares.argmax() == 1
    assert "reads a <b>1</b>" in window.line.words
    assert view.grid.values.max() == 1
    assert [group.title for group in view.strip.groups][:3] == ["Convolution 1", "ReLU", "Max pool"]
    assert not view.welcome.isVisible()


def test_the_views_follow_in_the_middle_of_a_stroke(qtbot: QtBot, window: MainWindow) -> None:
    view = window.draw_lab.view
    qtbot.mousePress(view.sheet.canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 60))
    seen = []
    for y in range(80, 300, 20):
        qtbot.mouseMove(view.sheet.canvas, QPoint(100 + y * y // 400, y))
        seen.append(view.grid.values)
    qtbot.mouseRelease(view.sheet.canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 300))

    assert len({pixels.tobytes() for pixels in seen}) > 5


def test_undo_redo_clear_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    canvas = window.draw_lab.view.sheet.canvas
    draw(qtbot, window)
    draw(qtbot, window, ((0.2, 0.8), (0.8, 0.8)))
    strokes = [len(canvas.drawing)]
    for key, modifier in (
        (Qt.Key.Key_Z, CTRL),
        (Qt.Key.Key_Z, CTRL | SHIFT),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier(0)),
    ):
        qtbot.keyClick(window, key, modifier)
        strokes.append(len(canvas.drawing))
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    strokes.append(len(canvas.drawing))

    assert strokes == [2, 1, 2, 0, 2]


def test_pen_and_eraser_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    draw(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_E)
    assert find(window, "draw.eraser").isChecked()
    draw(qtbot, window, ((0.3, 0.5), (0.7, 0.5)))
    assert len(window.draw_lab.view.sheet.canvas.drawing) == 2

    qtbot.keyClick(window, Qt.Key.Key_P)
    qtbot.keyClick(window, Qt.Key.Key_BracketRight)

    assert find(window, "draw.pen").isChecked()
    assert window.draw_lab.view.sheet.canvas.pen_width == pytest.approx(0.06)


def test_a_step_of_the_recipe_is_switched_by_click_and_by_key(qtbot: QtBot, window: MainWindow) -> None:
    draw(qtbot, window)
    whole = window.draw_lab.view.grid.values.copy()

    find(window, "draw.recipe_crop").click()
    assert window.draw_lab.model.params.recipe == Recipe(crop=False)
    assert (window.draw_lab.view.grid.values != whole).any()
    qtbot.keyClick(window, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.draw_lab.model.params.recipe == Recipe())

    np.testing.assert_array_equal(window.draw_lab.view.grid.values, whole)


def test_random_next_and_back_through_mnist(qtbot: QtBot, window: MainWindow) -> None:
    model, opener = window.draw_lab.model, window.draw_lab.view.sheet.opener
    find(window, "window.random_digit").click()
    qtbot.waitUntil(lambda: not opener.busy, timeout=20_000)
    first = model.params.source
    assert isinstance(first, SampleSource)
    assert str(first.label) in window.line.words

    qtbot.keyClick(window, Qt.Key.Key_N)
    assert isinstance(model.params.source, SampleSource)
    assert model.params.source.index == (first.index + 1) % 10_000
    qtbot.keyClick(window, Qt.Key.Key_N, SHIFT)
    assert model.params.source.index == first.index


def test_a_sample_by_number_and_by_digit(qtbot: QtBot, window: MainWindow) -> None:
    model, opener = window.draw_lab.model, window.draw_lab.view.sheet.opener
    opener.show_sample("test", 0)
    qtbot.waitUntil(lambda: not opener.busy, timeout=20_000)
    number = window.findChild(QSpinBox, "draw.number")
    digit = window.findChild(QComboBox, "draw.digit")
    assert number is not None
    assert digit is not None

    number.setValue(30)
    assert isinstance(model.params.source, SampleSource)
    assert (model.params.source.index, model.params.source.label) == (30, 3)
    qtbot.keyClick(digit, Qt.Key.Key_7)
    digit.activated.emit(digit.currentIndex())
    assert model.params.source.label == 7
    find(window, "draw.sample_next").click()
    assert model.params.source.label == 7

    find(window, "draw.leave_sample").click()
    assert isinstance(model.params.source, DrawnSource)


def test_a_photo_is_found_and_can_be_corrected_by_hand(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    model, sheet = window.draw_lab.model, window.draw_lab.view.sheet
    open_and_wait(qtbot, window, photo)
    source = model.params.source
    assert isinstance(source, PhotoSource)
    assert source.found.dark_ink
    assert find(window, "draw.dark_ink").isChecked()
    assert model.result.ranking[0] == 1
    left, top, right, bottom = source.found.crop or (0, 0, 0, 0)
    assert left == pytest.approx(56, abs=6)
    assert bottom == pytest.approx(112, abs=6)

    find(window, "draw.light_ink").click()
    qtbot.waitUntil(lambda: not sheet.opener.busy, timeout=20_000)
    assert isinstance(model.params.source, PhotoSource)
    assert not model.params.source.found.dark_ink

    find(window, "draw.find_again").click()
    qtbot.waitUntil(lambda: not sheet.opener.busy, timeout=20_000)
    assert model.params.source.found.dark_ink
    qtbot.keyClick(sheet.photo, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: not model.params.source.found.crop_automatic, timeout=20_000)
    assert model.params.source.found.crop is not None
    assert model.params.source.found.crop[0] > left

    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert model.params.source.found.crop_automatic


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + bytes(30)])
def test_a_bad_file_is_told_in_the_line_and_the_drawing_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, content: bytes
) -> None:
    draw(qtbot, window)
    params = window.draw_lab.model.params
    (tmp_path / "bad.png").write_bytes(content)

    open_and_wait(qtbot, window, tmp_path / "bad.png")

    assert window.line.is_error
    assert "bad.png" in window.line.words
    assert window.draw_lab.model.params is params
    assert window.settings.recent_files == ()
    draw(qtbot, window)
    assert not window.line.is_error


def test_a_file_name_is_no_mark_up(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    open_and_wait(qtbot, window, tmp_path / "<b>loud<b>.png")

    assert "&lt;b&gt;loud" in window.line.words


def test_an_image_without_ink_is_said_plainly(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    Image.new("L", (80, 80), 255).save(tmp_path / "white.png")

    open_and_wait(qtbot, window, tmp_path / "white.png")

    assert "No ink was found" in window.line.words
    assert window.draw_lab.view.bars.shares is None


def test_a_dropped_file_is_opened_and_remembered(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    with qtbot.waitSignal(window.settings_changed, timeout=20_000):
        window.dropEvent(event)

    assert isinstance(window.draw_lab.model.params.source, PhotoSource)
    assert window.settings.recent_files == (str(photo),)


def test_a_picture_is_pasted(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    QGuiApplication.clipboard().setImage(QImage(str(photo)))
    qtbot.keyClick(window, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: isinstance(window.draw_lab.model.params.source, PhotoSource), timeout=20_000)

    QGuiApplication.clipboard().setText("words")
    qtbot.keyClick(window, Qt.Key.Key_V, CTRL)

    assert "no picture to paste" in window.line.words


def test_the_language_changes_while_the_app_runs(qtbot: QtBot, window: MainWindow) -> None:
    draw(qtbot, window)
    english = {label.text() for label in window.findChildren(QLabel)}

    window.menus.actions["language.ko"].trigger()

    korean = {label.text() for label in window.findChildren(QLabel)}
    assert "그리기" in {button.text() for button in window.findChildren(QToolButton)}
    untranslated = {words for words in korean & english if any(c.isalpha() for c in words)}
    assert untranslated == set()
    assert window.settings.language == "ko"


def test_light_dark_and_zoom(qtbot: QtBot, window: MainWindow) -> None:
    window.menus.actions["theme.dark"].trigger()
    assert window.theme.palette.is_dark
    for _ in range(9):
        qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert window.theme.zoom == 200
    qtbot.keyClick(window, Qt.Key.Key_Minus, CTRL)
    assert window.theme.zoom == 175
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert window.theme.zoom == 100


def test_presenting_shows_the_stage_alone_and_escape_ends_it(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert window.is_presenting
    assert not window.rail.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.is_presenting
    assert window.rail.isVisible()


def test_the_explanation_holds_todays_numbers_and_follows_them(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    words = window.explanation.card.findChild(QLabel, "window.explanation.text")
    assert words is not None
    before = words.text()

    draw(qtbot, window)

    assert words.text() != before
    assert "the score of 1 is" in words.text()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert not window.explanation.card.isVisible()


def test_a_map_is_enlarged_and_stays_live(qtbot: QtBot, window: MainWindow) -> None:
    draw(qtbot, window)
    view = window.draw_lab.view
    view.card.choose(1, 2)
    np.testing.assert_array_equal(view.card.grid.values, view.strip.groups[1].maps[2])
    before = view.card.grid.values

    draw(qtbot, window, ((0.2, 0.8), (0.8, 0.8)))

    assert (view.card.grid.values != before).any()
    qtbot.keyClick(window, Qt.Key.Key_Delete)  # nothing to enlarge any more
    assert not view.card.isVisible()


def test_with_large_type_in_a_small_window_the_layers_are_a_key_away(qtbot: QtBot, make: MakeWindow) -> None:
    window = make(zoom=200)
    window.resize(1280, 720)
    draw(qtbot, window)
    view = window.draw_lab.view
    assert not view.strip.isVisible()

    qtbot.keyClick(window, Qt.Key.Key_M)

    assert view.strip.isVisible()
    assert view.strip.height() > 250


def test_window_zoom_theme_and_pen_are_kept(qtbot: QtBot, window: MainWindow, make: MakeWindow) -> None:
    window.resize(1111, 777)
    window.theme.zoom = 125
    window.theme.wish = "dark"
    window.draw_lab.view.pen_width.setValue(9)
    with qtbot.waitSignal(window.settings_changed) as kept:
        window.close()
    settings: Settings = kept.args[0]

    again = make(
        zoom=settings.zoom,
        theme=settings.theme,
        window_geometry=settings.window_geometry,
        pen_width=settings.pen_width,
    )

    assert settings.window_geometry
    assert (again.theme.zoom, again.theme.palette.is_dark) == (125, True)
    assert again.draw_lab.view.sheet.canvas.pen_width == pytest.approx(0.09)


def test_closing_in_the_middle_of_loading_ends_cleanly(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    window.open_files([photo])

    window.close()

    assert not window.draw_lab.view.sheet.opener.busy


def test_every_control_has_a_name_an_accessible_name_and_a_tooltip(window: MainWindow) -> None:
    kinds = (QAbstractButton, QComboBox, QSlider, QSpinBox)
    controls = [
        widget for kind in kinds for widget in window.findChildren(kind) if not widget.objectName().startswith("qt_")
    ]

    assert len(controls) > 25
    for control in controls:
        assert "." in control.objectName(), control
        assert control.accessibleName(), control.objectName()
        assert control.toolTip(), control.objectName()


def test_no_key_is_given_twice(window: MainWindow) -> None:
    keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    keys += [
        button.shortcut().toString()
        for button in window.findChildren(QAbstractButton)
        if not button.shortcut().isEmpty()
    ]

    assert len(keys) > 30
    assert len(keys) == len(set(keys))


def test_the_window_follows_the_desktop_from_light_to_dark(
    make: MakeWindow, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make(theme="system")
    seen = []
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        monkeypatch.setattr("cnnstudio.widgets.theme.desktop_is_dark", lambda scheme=scheme: scheme.name == "Dark")
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        seen.append(window.theme.palette.is_dark)

    assert seen == [True, False]


def test_a_finger_draws(qtbot: QtBot, window: MainWindow) -> None:
    canvas = window.draw_lab.view.sheet.canvas
    screen = QTest.createTouchDevice()
    QTest.touchEvent(canvas, screen).press(0, QPoint(100, 60), canvas).commit()
    for y in range(80, 300, 20):
        QTest.touchEvent(canvas, screen).move(0, QPoint(100, y), canvas).commit()
    QTest.touchEvent(canvas, screen).release(0, QPoint(100, 280), canvas).commit()

    assert len(canvas.drawing) == 1
    assert len(canvas.drawing[0].points) > 8
    assert "reads a <b>1</b>" in window.line.words


def test_random_digits_keep_to_the_kind_and_part_that_were_chosen(qtbot: QtBot, window: MainWindow) -> None:
    sheet = window.draw_lab.view.sheet
    sheet.opener.show_sample("train", 0)
    qtbot.waitUntil(lambda: not sheet.opener.busy, timeout=20_000)
    digit = window.findChild(QComboBox, "draw.digit")
    assert digit is not None
    digit.setCurrentIndex(digit.findData(2))
    sheet.clear()

    qtbot.keyClick(window, Qt.Key.Key_R, CTRL)

    source = window.draw_lab.model.params.source
    assert isinstance(source, SampleSource)
    assert (source.part, source.label) == ("train", 2)
    sheet.opener.show_sample("train", 0)  # a five, chosen by its number
    assert digit.currentData() is None


def test_a_damaged_network_is_said_in_the_line_and_drawing_goes_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "recogniser.safetensors").write_bytes(b"nothing")

    use_shipped_network(window.draw_lab.model.network, tmp_path / "recogniser.safetensors")
    draw(qtbot, window)

    assert window.line.is_error
    assert "Install CNN Studio again" in window.line.words
    assert window.draw_lab.view.grid.values.max() == 1
    assert window.draw_lab.view.strip.isHidden()


def is_cut(window: MainWindow) -> bool:
    """Whether the recipe, or a row of buttons, has less room than its words need, once the event loop has turned."""
    QApplication.processEvents()
    parts = [*window.findChildren(RecipePanel), *window.draw_lab.view.sheet.rows]
    shown = [part for part in parts if part.isVisible()]
    return any(
        part.height() < part.heightForWidth(part.width()) or part.width() < part.minimumSizeHint().width()
        for part in shown
    )


def test_the_recipe_has_room_for_its_note_as_soon_as_a_sample_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    opener = window.draw_lab.view.sheet.opener
    opener.show_sample("test", 30)
    qtbot.waitUntil(lambda: not opener.busy, timeout=20_000)

    assert not is_cut(window)


def test_nothing_is_cut_whatever_was_shown_before(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    window.resize(1280, 720)
    window.menus.actions["language.ko"].trigger()
    open_and_wait(qtbot, window, photo)
    cut = [is_cut(window)]
    window.menus.actions["language.en"].trigger()
    cut.append(is_cut(window))
    for zoom in (200, 150, 100):
        window.theme.zoom = zoom
        cut.append(is_cut(window))

    assert not any(cut), cut


def test_undo_in_the_menu_is_offered_only_where_there_is_something_to_undo(qtbot: QtBot, window: MainWindow) -> None:
    undo = window.menus.actions["undo"]
    assert not undo.isEnabled()
    draw(qtbot, window)
    assert undo.isEnabled()


def test_the_title_gives_way_to_large_type_and_comes_back(qtbot: QtBot, make: MakeWindow) -> None:
    window = make()
    window.resize(1280, 800)
    title = window.header.title
    assert title.isVisible()
    window.theme.zoom = 200
    qtbot.waitUntil(lambda: not title.isVisible())
    window.theme.zoom = 100
    qtbot.waitUntil(title.isVisible)
    assert title.width() >= title.sizeHint().width()
