from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cnnstudio.core.palette import DARK, LIGHT, Palette
from cnnstudio.plots.answers import draw_answers
from cnnstudio.plots.figures import new_figure, save_figure

ANSWERS = [np.array([0.7, 0.2, 0.1]), np.array([0.3, 0.6, 0.1]), np.array([0.05, 0.9, 0.05])]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_each_class_has_its_line_and_the_last_winner_the_accent(palette: Palette) -> None:
    axes = new_figure(palette).add_subplot()

    draw_answers(axes, ANSWERS, "abc", palette, ("Part", "Probability"))

    lines = axes.get_lines()
    drawn = np.array([np.asarray(line.get_ydata(), float) for line in lines])
    np.testing.assert_allclose(drawn, np.transpose(ANSWERS))
    assert [line.get_color() == palette.accent for line in lines] == [False, True, False]
    assert {words.get_text() for words in axes.texts} == {"a", "b"}  # c was never likely
    assert axes.get_ylim()[0] == 0


def test_a_single_answer_can_be_drawn() -> None:
    draw_answers(new_figure(LIGHT).add_subplot(), ANSWERS[:1], "abc", LIGHT, ("Part", "Probability"))


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_figure_is_saved_with_hangul(tmp_path: Path, ending: str) -> None:
    figure = new_figure(LIGHT)
    draw_answers(figure.add_subplot(), ANSWERS, "abc", LIGHT, ("그림의 부분", "확률"))

    save_figure(figure, tmp_path / f"answers.{ending}")  # a missing glyph is a warning, and that fails the test

    assert (tmp_path / f"answers.{ending}").stat().st_size > 5_000
    if ending == "png":
        with Image.open(tmp_path / "answers.png") as picture:
            assert picture.size == (1280, 720)
