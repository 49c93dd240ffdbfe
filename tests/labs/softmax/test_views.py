"""The three views by themselves: everything lies on the stage, in any room and type, and says what it shows."""

from __future__ import annotations

import itertools
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.core.palette import LIGHT
from cnnstudio.core.texts import Translator
from cnnstudio.labs.softmax.binary_view import BinaryView
from cnnstudio.labs.softmax.class_table import ClassTable
from cnnstudio.labs.softmax.formula_line import FormulaLine
from cnnstudio.labs.softmax.loss_view import LossView
from cnnstudio.labs.softmax.softmax_view import SoftmaxView
from cnnstudio.labs.softmax.table_painter import TablePainter
from cnnstudio.widgets.fitted import FittedLabel
from cnnstudio.widgets.theme import Theme, interface_font
from tests.labs.softmax.models import digit_model, own_model

Shown = TypeVar("Shown", bound=QWidget)

_LEFT = Qt.MouseButton.LeftButton

ROOMS = ((880, 400), (1148, 350), (1500, 780))
"""Widths and heights of the stage in windows of 1280 × 720, at a zoom of 100 and 200 %, and of 1920 × 1080."""


def shown(view: Shown, qtbot: QtBot, room: tuple[int, int] = ROOMS[0]) -> Shown:
    qtbot.addWidget(view, before_close_func=lambda _closing: view.hide())
    view.resize(*room)
    view.show()
    qtbot.waitExposed(view)
    return view


def lies_well(view: QWidget, parts: list[QWidget]) -> None:
    """Check that the parts are on the stage and apart."""
    places = [part.rect().translated(part.mapTo(view, QPoint())) for part in parts if not part.isHidden()]
    assert all(view.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for one, other in itertools.combinations(places, 2))
    view.grab()


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("stable", [False, True])
def test_all_ten_classes_lie_on_the_stage(
    qtbot: QtBot, theme: Theme, translator: Translator, zoom: int, room: tuple[int, int], stable: bool
) -> None:
    model, _ = digit_model()
    model.update(stable=stable, temperature=2.0)
    theme.zoom = zoom
    view = shown(SoftmaxView(model, theme, translator), qtbot, room)

    lies_well(view, [view.table, view.foot])
    layout = view.table.layout_
    assert layout.pixels >= 11
    last = layout.cell_rect(len(view.table.table.columns) - 1, 9)
    assert view.table.rect().contains(last.toAlignedRect()), "no number is cut"
    lefts = [layout.cell_rect(place, 0) for place in range(len(view.table.table.columns))]
    assert not any(one.intersects(other) for one, other in itertools.combinations(lefts, 2))


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("room", ROOMS)
def test_losses_and_two_classes_lie_on_the_stage(
    qtbot: QtBot, theme: Theme, translator: Translator, zoom: int, room: tuple[int, int]
) -> None:
    model, _ = digit_model()
    theme.zoom = zoom
    losses = shown(LossView(model, theme, translator), qtbot, room)
    lies_well(losses, [losses.table, losses.plot, losses.cards, losses.foot])
    two = shown(BinaryView(model, theme, translator), qtbot, room)
    lies_well(two, [two.curve, two.losses, two.cards, two.foot])


@pytest.mark.parametrize(("room", "zoom"), [((712, 385), 100), ((1148, 350), 200)])
def test_in_a_low_room_the_numbers_take_the_height_of_their_rows(
    qtbot: QtBot, theme: Theme, translator: Translator, room: tuple[int, int], zoom: int
) -> None:
    model, _ = digit_model()
    theme.zoom = zoom
    for view in (SoftmaxView(model, theme, translator), LossView(model, theme, translator)):
        shown(view, qtbot, room)
        layout = view.table.layout_
        assert layout.pixels >= min(0.8 * layout.row, 16 * zoom / 100 - 1), "as large as the zoom asks, or the row has"
        figures = QFontMetricsF(interface_font(layout.pixels)).tightBoundingRect("0123456789").height()
        assert figures < 0.85 * layout.row, "rows keep apart"
        mark = TablePainter(view.table.table, layout, theme.palette).mark_rect("class", 3)
        assert figures + 1 < mark.height() <= layout.row


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("room", [(712, 317), (712, 385), *ROOMS])
def test_no_caption_is_cut(qtbot: QtBot, theme: Theme, language: str, room: tuple[int, int]) -> None:
    """The first two rooms are those of the smallest window, with and without the transport below."""
    model, _ = digit_model()
    look = model, theme, Translator(language)
    for view in (SoftmaxView(*look), LossView(*look), BinaryView(*look)):
        shown(view, qtbot, room)
        captions = [label for label in view.findChildren(FittedLabel) if label.text()]
        assert captions
        for caption in captions:
            assert caption.heightForWidth(caption.width()) <= caption.height(), caption.objectName()
        places = [caption.geometry() for caption in captions]
        assert not any(one.intersects(other) for one, other in itertools.combinations(places, 2))
        assert all(view.rect().contains(place) for place in places)


def test_the_table_shows_only_what_is_worked_out(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    model = own_model(place=("exponential", 1))
    view = shown(SoftmaxView(model, theme, translator), qtbot)

    assert [view.table.written("exponential", row) for row in range(3)] == ["9.03", "4.01", ""]
    assert view.table.written("share", 0) == ""
    assert view.table.table.now == ("exponential", 1)
    assert view.table.table.used == {("score", 1)}
    picture = view.table.grab().toImage()
    ring = view.table.cell_rect_of("exponential", 1)
    color = picture.pixelColor(QPointF(ring.left() - 6, ring.center().y()).toPoint())
    assert color.name() == LIGHT.text.lower()


def test_the_formula_waits_for_what_is_still_to_come(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    model = own_model(place=("total", 0))
    view = shown(SoftmaxView(model, theme, translator), qtbot)
    formula = view.findChild(FormulaLine, "softmax.formula")
    assert formula is not None
    assert formula.formula.endswith("= 9.03 / ? = <b>?</b>")
    model.update(place=None)
    assert formula.formula.endswith("= 9.03 / 15.38 = <b>0.587</b>")


def test_bars_are_as_long_as_their_numbers(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    view = shown(SoftmaxView(own_model(logits=(2.0, -2.0, 0.0)), theme, translator), qtbot)
    picture = view.table.grab().toImage()
    ratio = picture.devicePixelRatio()
    colors = {
        row: [
            picture.pixelColor(round(x * ratio), round(room.center().y() * ratio)).name()
            for x in range(round(room.left()), round(room.right()))
        ]
        for row, room in ((row, view.table.layout_.bar_rect(view.table.table.place("score"), row)) for row in range(3))
    }
    positive, negative = LIGHT.weights[-1].lower(), LIGHT.weights[0].lower()
    assert colors[0].count(positive) == pytest.approx(colors[1].count(negative), abs=4)
    assert colors[0].count(positive) > 20
    assert not {positive, negative} & set(colors[2])


def test_screen_readers_find_every_number(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    view = shown(SoftmaxView(own_model(), theme, translator), qtbot)
    names = [view.table.cell_name(index) for index in range(view.table.cell_count())]

    assert names[0] == "Class 0, Score z: 2.20"
    assert "Class 1, eᶻ: 4.01" in names
    assert len(names) == 3 * 4


def test_a_change_of_theme_and_language_is_taken_up(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    view = shown(LossView(own_model(), theme, translator), qtbot)
    before = view.grab().toImage()
    theme.wish = "dark"
    assert view.grab().toImage() != before
    translator.language = "ko"
    assert view.table.table.columns[0].words == ("0", "1", "2")


def test_losses_stand_in_cards_with_the_colour_of_their_curve(
    qtbot: QtBot, theme: Theme, translator: Translator
) -> None:
    view = shown(LossView(own_model(), theme, translator), qtbot)

    assert [(card.name, card.result) for card in view.cards.cards] == [
        ("Cross-entropy", "0.533"),
        ("KL divergence", "0.533"),
        ("Squared error", "0.131"),
    ]
    assert "½ (0.413² + 0.261² + 0.152²)" in view.cards.accessibleDescription()
    table = view.findChild(ClassTable, "softmax.loss_table")
    assert table is not None
    assert [table.written("gradient", row) for row in range(3)] == ["−0.413", "0.261", "0.152"]


def test_a_very_small_probability_is_not_written_as_nothing(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    view = shown(LossView(own_model(logits=(-4.0, 6.0, 0.0)), theme, translator), qtbot)

    assert view.cards.cards[0].calculation == "−1 · ln 4.5\xa0×\xa010⁻⁵"
    assert "Sure and wrong" in view.findChild(QWidget, "softmax.speed").property("text")  # type: ignore[union-attr]


def test_a_click_on_the_curves_gives_the_true_class_that_probability(
    qtbot: QtBot, theme: Theme, translator: Translator
) -> None:
    model = own_model(target=1)
    view = shown(LossView(model, theme, translator), qtbot)
    QTest.mouseClick(view.plot, _LEFT, pos=view.plot.point(0.25, 1.0).toPoint())

    assert model.result.probabilities[1] == pytest.approx(0.25, abs=0.01)
    assert model.scores[0] == 2.2
    view.probability.field.setValue(0.75)
    assert model.result.probabilities[1] == pytest.approx(0.75, abs=0.001)


def test_two_classes_follow_score_and_answer(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    model = own_model()
    view = shown(BinaryView(model, theme, translator), qtbot)
    view.score.field.setValue(-2.0)
    view.answer.second.click()

    assert (model.params.score, model.params.answer) == (-2.0, 0)
    sigmoid, softmax, loss, gradient = view.cards.cards
    assert sigmoid.result == softmax.result == "0.119"
    assert (loss.result, gradient.result) == ("0.127", "0.119")
    QTest.mouseClick(view.curve, _LEFT, pos=view.curve.point(4.0, 0.5).toPoint())
    assert model.params.score == pytest.approx(4.0, abs=0.1)
    model.undo()
    assert model.params.score == -2.0
