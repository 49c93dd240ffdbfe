"""The training lab in windows of all sizes and types: nothing is cut, nothing overlaps, everything can be reached."""

from __future__ import annotations

import itertools
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QListWidget,
    QScrollArea,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

import cnnstudio.labs.training.lab as training_lab
from cnnstudio.labs.training.run_view import RunView
from cnnstudio.labs.training.tabs import TABS
from cnnstudio.widgets.fitted import FittedRow
from tests.app.conftest import MakeWindow
from tests.app.training_window import WindowWithFake
from tests.labs.training.fake_trainer import FakeTrainer

SIZES = [(1280, 720), (1920, 1080), (800, 560)]
ZOOMS = [100, 150, 200]


@pytest.fixture
def app(make: MakeWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> WindowWithFake:
    monkeypatch.setattr(training_lab, "Worker", FakeTrainer)
    opened = WindowWithFake(make())
    qtbot.waitUntil(lambda: opened.model.test_set is not None, timeout=10_000)
    return opened


def show(app: WindowWithFake, size: tuple[int, int], zoom: int, language: str = "en") -> None:
    app.window.translator.language = language
    app.window.theme.zoom = zoom
    app.window.resize(*size)
    for _ in range(4):  # sizes follow words, words follow sizes
        QApplication.processEvents()


def shown_in(whole: QWidget) -> list[QWidget]:
    """Return what is seen directly in a widget."""
    return [part for part in whole.findChildren(QWidget) if part.isVisible() and part.parent() is whole]


def is_whole(button: QAbstractButton) -> bool:
    """Whether all of a button's words and its icon have room."""
    return button.width() >= button.sizeHint().width() and button.height() >= button.minimumSizeHint().height() - 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_start_step_unit_stop_rewind_and_progress_are_always_there(
    app: WindowWithFake, size: tuple[int, int], zoom: int, language: str
) -> None:
    app.run_through()
    show(app, size, zoom, language)
    bar = app.part(QWidget, "transport")
    shown = shown_in(bar)
    names = {part.objectName().removeprefix("training.") for part in shown}

    assert names >= {"start", "step", "stop", "rewind", "rewind_label", "position"}
    assert len(names & {"unit", "unit_menu"}) == 1
    assert all(bar.rect().contains(part.geometry()) for part in shown)
    for first, second in itertools.combinations(shown, 2):
        assert not first.geometry().intersects(second.geometry()), (first, second)
    assert all(is_whole(part) for part in shown if isinstance(part, QAbstractButton))
    position = app.part(QWidget, "position")
    assert position.sizeHint().width() <= position.width()


def test_where_the_list_has_no_room_a_menu_chooses_what_a_step_is(app: WindowWithFake) -> None:
    show(app, (800, 560), 200)
    button = app.part(QAbstractButton, "unit_menu")
    assert button.isVisible()
    assert not app.part(QComboBox, "unit").isVisible()
    actions = button.menu().actions()  # type: ignore[attr-defined]  # a QToolButton
    assert [action.text() for action in actions] == ["by batch", "by epoch"]
    actions[1].trigger()

    assert app.model.params.step_unit == "epoch"
    assert actions[1].isChecked()
    assert is_whole(button)
    show(app, (1280, 720), 200)
    assert button.text() == "Epoch"
    assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon  # type: ignore[attr-defined]
    assert is_whole(button), "where there is room, it says what it chooses"
    assert app.part(QAbstractButton, "step").text() == "One epoch"


def test_three_whole_runs_are_seen_beside_all_settings(app: WindowWithFake) -> None:
    for _ in range(5):
        app.run_through()
    show(app, (1280, 720), 100)
    runs = app.part(QListWidget, "runs")
    places = [runs.visualItemRect(runs.item(row)) for row in range(runs.count())]
    seen = [place for place in places if place.intersects(runs.viewport().rect())]
    assert len(seen) >= 3
    assert all(runs.viewport().rect().contains(place) for place in seen)


@pytest.mark.parametrize("runs", [0, 1, 4])
@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (1920, 1080)])
def test_what_can_be_done_with_runs_stays_in_sight_however_many_there_are(
    app: WindowWithFake, size: tuple[int, int], runs: int
) -> None:
    for _ in range(runs):
        app.run_through()
    show(app, size, 100)
    panel, runs_list = app.lab.controls, app.part(QListWidget, "runs")
    for name in ("use", "save_model", "open_model", "further", "compare", "export", "delete_all", "more", "demo"):
        button = app.part(QAbstractButton, name)
        assert button.visibleRegion().boundingRect() == button.rect(), name
        assert panel.rect().contains(button.mapTo(panel, button.rect().bottomRight())), name
        assert is_whole(button), name
    assert runs_list.viewport().height() >= 50
    settings = panel.findChild(QScrollArea, "controls")
    assert settings is not None
    assert not settings.verticalScrollBar().isVisible()


def test_many_runs_scroll_in_their_own_room(app: WindowWithFake) -> None:
    for _ in range(8):
        app.run_through()
    show(app, (1280, 720), 100)
    runs = app.part(QListWidget, "runs")

    assert runs.verticalScrollBar().maximum() > 0
    assert (
        runs.geometry().bottom()
        < app.part(QAbstractButton, "use")
        .mapTo(app.lab.controls, app.part(QAbstractButton, "use").rect().topLeft())
        .y()
    )


def test_with_large_type_all_of_the_panel_scrolls_and_everything_can_be_scrolled_to(app: WindowWithFake) -> None:
    app.run_through()
    show(app, (1280, 720), 200)
    app.window.toggle_controls()
    show(app, (1280, 720), 200)
    settings = app.lab.controls.findChild(QScrollArea, "controls")
    assert settings is not None
    for name in ("experiment", "batch_size", "runs", "use", "export"):
        part = app.part(QWidget, name)
        settings.ensureWidgetVisible(part)
        assert not part.visibleRegion().isEmpty(), name
    assert app.part(QWidget, "export").visibleRegion().boundingRect().height() > 40
    show(app, (1280, 720), 100)
    assert app.part(QWidget, "export").visibleRegion().boundingRect() == app.part(QWidget, "export").rect()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("zoom", ZOOMS)
def test_curves_come_first_in_every_window(app: WindowWithFake, size: tuple[int, int], zoom: int) -> None:
    app.run_through()
    show(app, size, zoom)
    view = cast(RunView, app.lab.view.current)
    plots = (view.loss, view.accuracy)
    parts = [*plots, *(part for part in (view.strip, view.matrix) if part.isVisible())]

    for part in parts:
        assert view.rect().contains(part.geometry())
    for first, second in itertools.combinations(parts, 2):
        assert not first.geometry().intersects(second.geometry())
    for plot in plots:
        assert plot.frame.curves.height() >= 0.25 * view.height()
    for link, plot in ((view.scale, view.loss), (view.unit, view.accuracy)):
        assert plot.geometry().adjusted(0, -6, 0, 0).contains(link.geometry())
        assert is_whole(link)
        assert plot.frame.heading.right() <= link.geometry().left() - plot.geometry().left()


def test_the_type_of_all_views_grows_when_presented_on_a_large_screen(app: WindowWithFake) -> None:
    app.run_through()
    show(app, (1280, 720), 100)
    view = cast(RunView, app.lab.view.current)
    before = view.loss.frame.caption, view.scale.fontMetrics().height()
    app.window.toggle_presenting()
    app.window.showNormal()
    show(app, (1920, 1080), 100)
    after = view.loss.frame.caption, view.scale.fontMetrics().height()

    assert after[0] >= 1.4 * before[0]
    assert after[1] >= 1.2 * before[1]
    app.lab.view.show_tab("compare")
    show(app, (1920, 1080), 100)
    buttons = app.lab.view.findChildren(FittedRow)[0].findChildren(QAbstractButton)
    assert all(is_whole(button) for button in buttons)
    assert buttons[0].fontMetrics().height() > before[1]
    app.window.toggle_presenting()
    show(app, (1280, 720), 100)
    app.lab.view.show_tab("curves")
    assert (view.loss.frame.caption, view.scale.fontMetrics().height()) == before


@pytest.mark.parametrize("tab", [tab.id for tab in TABS])
@pytest.mark.parametrize("zoom", ZOOMS)
def test_no_part_of_a_view_leaves_it(app: WindowWithFake, tab: str, zoom: int) -> None:
    app.run_through()
    app.run_through()
    for size in SIZES:
        app.lab.view.show_tab(tab)
        show(app, size, zoom)
        view = app.lab.view.picture
        for part in shown_in(view):
            assert view.rect().adjusted(0, -6, 0, 0).contains(part.geometry()), (tab, size, part.objectName())


def test_everything_that_acts_has_a_name_and_a_tooltip(app: WindowWithFake) -> None:
    app.run_through()
    for tab in TABS:
        app.lab.view.show_tab(tab.id)
    for whole in (app.lab.view, app.lab.controls):
        for kind in (QAbstractButton, QComboBox, QAbstractSpinBox, QSlider):
            for part in whole.findChildren(kind):
                if part.objectName().startswith("training."):
                    assert part.accessibleName(), part.objectName()
                    assert part.toolTip(), part.objectName()


def test_keys_are_told_in_the_tooltips_of_what_they_do(app: WindowWithFake) -> None:
    keys = {"start": "Space", "step": "B", "stop": "S", "rewind": "←", "use": "U", "save_model": "Ctrl+S"}
    keys |= {"compare": "P", "export": "X", "more": "M", "experiment": "(T)", "runs": "L", "tabs": "Alt+1"}
    for name, key in keys.items():
        assert key in app.part(QWidget, name).toolTip(), name
