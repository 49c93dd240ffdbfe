"""Bars, flow layout, theme, captions, cards: the parts of a few lines."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.core.palette import DARK, LIGHT
from cnnstudio.core.texts import Translator, text
from cnnstudio.widgets.bars import Bars
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.cards import GridCard, TextCard, cell_text
from cnnstudio.widgets.flow_layout import FlowLayout
from cnnstudio.widgets.style_sheet import style_sheet
from cnnstudio.widgets.theme import Theme


def test_a_bar_is_as_long_as_its_share(qtbot: QtBot, theme: Theme) -> None:
    bars = Bars(theme, "0123456789")
    qtbot.addWidget(bars)
    bars.resize(400, 440)
    lengths = []
    for share in (0.25, 0.5, 1.0):
        rest = (1 - share) / 9
        bars.show_shares(np.array([rest] * 7 + [share] + [rest] * 2))
        picture = bars.grab().toImage()
        accent = LIGHT.accent.lower()
        lengths.append(sum(picture.pixelColor(x, 7 * 44 + 22).name() == accent for x in range(400)))

    assert lengths[1] / lengths[0] == pytest.approx(2, abs=0.1)
    assert lengths[2] / lengths[0] == pytest.approx(4, abs=0.2)


def test_bars_without_an_answer_are_empty(qtbot: QtBot, theme: Theme) -> None:
    bars = Bars(theme, "0123456789")
    qtbot.addWidget(bars)
    bars.resize(400, 440)
    picture = bars.grab().toImage()

    assert LIGHT.accent.lower() not in {picture.pixelColor(x, y).name() for x in range(400) for y in range(5, 440, 44)}


@pytest.fixture
def flow(qtbot: QtBot) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = FlowLayout(holder, gap=10)
    for _ in range(3):
        button = QPushButton(holder)
        button.setFixedSize(100, 30)
        layout.addWidget(button)
    return holder


@pytest.mark.parametrize(("width", "rows"), [(320, 1), (319, 2), (210, 2), (120, 3)])
def test_widgets_flow_as_words_do(flow: QWidget, width: int, rows: int) -> None:
    layout = flow.layout()
    assert layout is not None
    height = layout.heightForWidth(width)

    assert height == rows * 30 + (rows - 1) * 10
    flow.resize(width, height)
    flow.grab()
    assert len({child.y() for child in flow.findChildren(QPushButton)}) == rows


def test_the_theme_tells_when_colours_or_zoom_change(theme: Theme) -> None:
    heard = []
    theme.subscribe(lambda: heard.append((theme.palette.is_dark, theme.zoom)))

    theme.wish = "dark"
    theme.wish = "dark"
    theme.zoom = 150
    theme.zoom = 900

    assert heard == [(True, 100), (True, 150), (True, 200)]
    assert theme.palette is DARK
    assert theme.scaled(16) == 32


@pytest.mark.parametrize("wish", ["light", "dark"])
@pytest.mark.parametrize("zoom", [100, 200])
def test_qt_understands_the_style_sheet(qtbot: QtBot, wish: str, zoom: int) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)

    widget.setStyleSheet(style_sheet(Theme(wish, zoom)))  # Qt warns of what it cannot read, and that fails the test
    widget.grab()


def test_captions_follow_the_language(qtbot: QtBot, translator: Translator) -> None:
    captions, label = Captions(translator), QLabel()
    qtbot.addWidget(label)
    captions.bind(label.setText, text("Undo"))
    captions.describe(label, "some.label", text("Undo"), key="Ctrl+Z")
    assert (label.text(), label.toolTip(), label.objectName()) == ("Undo", "Undo (Ctrl+Z)", "some.label")

    translator.language = "ko"

    assert label.text() != "Undo"
    assert label.toolTip() == f"{label.text()} (Ctrl+Z)"
    assert label.accessibleName() == label.text()


def test_escape_puts_a_card_away(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    stage = QWidget()
    qtbot.addWidget(stage)
    card = TextCard("some.card", theme, translator, stage)
    card.show_text("Heading", "Words")
    stage.show()
    card.show()

    with qtbot.waitSignal(card.closed):
        qtbot.keyClick(card, Qt.Key.Key_Escape)

    assert card.isHidden()


def test_a_grid_card_reads_out_the_cell(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    stage = QWidget()
    qtbot.addWidget(stage)
    card = GridCard("some.grid", theme, translator, stage)
    card.show_values("Map", np.array([[0.0, -1.25]]), lambda: theme.colormaps.signed, 1.25)
    stage.show()
    card.show()

    qtbot.keyClick(card.grid, Qt.Key.Key_Right)
    qtbot.keyClick(card.grid, Qt.Key.Key_Right)

    assert any(label.text() == "Row 1, column 2: −1.250" for label in card.findChildren(QLabel))
    assert translator(cell_text(card.grid.values, None)) == "Point at a cell to read its number."
