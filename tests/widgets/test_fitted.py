"""Rows and paragraphs that take a smaller type where there is little room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.fitted import FittedLabel, FittedRow, place_foot
from cnnstudio.widgets.stepper import Stepper
from cnnstudio.widgets.style_sheet import style_sheet
from cnnstudio.widgets.theme import CAPTION, Theme


@pytest.fixture
def stage(qtbot: QtBot) -> QWidget:
    stage = QWidget()
    qtbot.addWidget(stage)
    stage.resize(800, 300)
    stage.show()
    return stage


def _row(theme: Theme, stage: QWidget) -> FittedRow:
    row = FittedRow(theme, stage)
    captions = Captions(Translator("en"))
    for label in (text("Size"), text("Stride"), text("Dilation")):
        row.add_labelled(captions, label, Stepper(row.theme))
    row.show()
    return row


@pytest.mark.parametrize("dark", [False, True])
def test_a_row_gives_up_zoom_rather_than_height(theme: Theme, stage: QWidget, dark: bool) -> None:
    theme.wish = "dark" if dark else "light"
    theme.zoom = 200
    stage.setStyleSheet(style_sheet(theme))
    row = _row(theme, stage)

    wide = row.fit(2000, 100)
    assert row.theme.zoom == 200
    narrow = row.fit(620, 70)

    assert row.theme.zoom < 200
    assert narrow <= 70 < row.fit(620, 1000)
    assert wide >= narrow
    assert row.theme.palette.is_dark is dark


def test_a_row_that_fits_is_left_as_it_is(theme: Theme, stage: QWidget) -> None:
    stage.setStyleSheet(style_sheet(theme))
    row = _row(theme, stage)

    assert row.fit(760, 60) == row.fit(760, 60)
    assert row.styleSheet() == ""


def test_other_words_ask_for_another_layout(qtbot: QtBot, theme: Theme, stage: QWidget) -> None:
    row = FittedRow(theme, stage)
    button = QPushButton("Next")
    row.add(button)
    row.show()
    before = row.fit(800, 100), row.least_width

    with qtbot.waitSignal(row.needs_changed):
        button.setText("Next one of all that there are")
        QApplication.processEvents()

    row.fit(800, 100)
    assert row.least_width > before[1]


@pytest.mark.parametrize("width", [800, 420])
def test_a_note_that_would_be_cut_gets_more_height(theme: Theme, stage: QWidget, width: int) -> None:
    row, note = FittedRow(theme, stage), FittedLabel(theme, stage)
    row.add(QPushButton("Next"))
    for part in (row, note):
        part.show()
    room, tops = QRect(0, 0, width, 300), []
    for words in ("One of nine.", "Each of the nine products adds its share to the sum. " * 6):
        note.show_words(words)
        tops.append(place_foot(room, row, note, 24))
        assert note.heightForWidth(note.width()) <= note.height()
        assert not note.geometry().intersects(row.geometry())
        assert room.contains(note.geometry() | row.geometry())
        assert tops[-1] <= min(note.y(), row.y())
    assert tops[1] < tops[0]


def test_a_paragraph_is_as_large_as_fits_and_never_smaller_than_a_caption(theme: Theme, stage: QWidget) -> None:
    theme.zoom = 200
    label = FittedLabel(theme, stage)
    label.show()
    sizes = []
    for height in (400, 60, 5):
        label.setGeometry(0, 0, 300, height)
        label.show_words("Each of the nine products adds its share to the sum.")
        sizes.append(label.styleSheet())

    assert sizes[0] == "font-size: 32px"
    assert sizes[1] not in (sizes[0], sizes[2])
    assert sizes[2] == f"font-size: {CAPTION}px"
