"""A file of strokes is read as it was written, and whatever is wrong in one is told with its place."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.core.errors import UserError
from cnnstudio.data.strokes import ink_box
from cnnstudio.data.strokes_file import WrittenDigit, load_strokes, save_strokes

SEVEN = {"label": 7, "strokes": [[[0, 100], [60, 100], [20, 0]], [[15, 50], [55, 50]]]}


def written(folder: Path, content: object) -> Path:
    path = folder / "pen.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def test_digits_come_with_their_strokes_and_labels(tmp_path: Path) -> None:
    seven, unknown = load_strokes(written(tmp_path, {"digits": [SEVEN, {"strokes": [[[1.5, 2]]]}]}))
    assert seven.label == 7
    assert [stroke.tolist() for stroke in seven.strokes] == SEVEN["strokes"]
    assert unknown.label is None
    assert unknown.strokes[0].tolist() == [[1.5, 2.0]]


def test_other_entries_and_a_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + json.dumps({"source": "a tablet", "digits": [{**SEVEN, "writer": 3}]}).encode()
    assert load_strokes(written(tmp_path, content))[0].label == 7


def test_the_drawing_is_upright_in_the_middle_of_the_canvas(tmp_path: Path) -> None:
    (seven,) = load_strokes(written(tmp_path, {"digits": [SEVEN]}))
    left, top, right, bottom = ink_box(seven.drawing, with_pen=False)
    assert (left + right) / 2 == pytest.approx(0.5)
    assert (top + bottom) / 2 == pytest.approx(0.5)
    assert seven.drawing[0].points[0, 1] == pytest.approx(top)  # y = 100 in the file is the upper end


numbers = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
strokes = st.lists(st.tuples(numbers, numbers), min_size=1, max_size=5).map(lambda points: np.array(points))
digits = st.builds(
    WrittenDigit,
    st.lists(strokes, min_size=1, max_size=3).map(tuple),
    st.none() | st.integers(0, 9),
)


@given(st.lists(digits, min_size=1, max_size=4))
def test_what_is_saved_is_loaded_again(tmp_path_factory: pytest.TempPathFactory, saved: list[WrittenDigit]) -> None:
    path = tmp_path_factory.mktemp("strokes") / "pen.json"
    save_strokes(saved, path)
    loaded = load_strokes(path)
    assert [digit.label for digit in loaded] == [digit.label for digit in saved]
    for one, other in zip(loaded, saved, strict=True):
        assert [stroke.tolist() for stroke in one.strokes] == [stroke.tolist() for stroke in other.strokes]
    assert [entry.name for entry in path.parent.iterdir()] == ["pen.json"]


def test_a_folder_that_is_not_there_is_told_when_saving(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"pen.json could not be saved"):
        save_strokes([WrittenDigit((np.zeros((1, 2)),))], tmp_path / "nowhere" / "pen.json")


def second(strokes: object, **entries: object) -> dict[str, object]:
    """A file whose second digit is wrong."""
    return {"digits": [SEVEN, {"strokes": strokes, **entries}]}


WRONG = {
    "no json": (b"digits: 1, 2, 3", "it is not valid JSON"),
    "nothing": (b"", "it is not valid JSON"),
    "no utf-8": (b'{"digits": "\xff"}', "it is not valid JSON"),
    "nested without end": (b"[" * 200_000, "it is not valid JSON"),
    "strokes nested deep": (b'{"digits": [{"strokes": ' + b"[" * 500 + b"]" * 500 + b"}]}", "digit 1, stroke 1"),
    "a huge number": (b'{"digits": [{"strokes": [[[' + b"9" * 10_000 + b", 1]]]}]}", "it is not valid JSON"),
    "a list": ([SEVEN], "it has no list “digits”"),
    "a word": ("digits", "it has no list “digits”"),
    "digits no list": ({"digits": {"strokes": []}}, "it has no list “digits”"),
    "no digits": ({"digits": []}, "holds no digits"),
    "digit a number": ({"digits": [7]}, "In digit 1, there is no list “strokes”"),
    "no strokes": (second([]), "In digit 2, there is no list “strokes”"),
    "strokes a word": (second("12"), "In digit 2, there is no list “strokes”"),
    "strokes missing": ({"digits": [SEVEN, {"label": 3}]}, "In digit 2, there is no list “strokes”"),
    "label 10": (second([[[0, 0]]], label=10), "In digit 2, the label"),
    "label a word": (second([[[0, 0]]], label="7"), "In digit 2, the label"),
    "label true": (second([[[0, 0]]], label=True), "In digit 2, the label"),
    "label 1.5": (second([[[0, 0]]], label=1.5), "In digit 2, the label"),
    "empty stroke": (second([[[0, 0]], []]), "In digit 2, stroke 2, there is no list of points"),
    "stroke a number": (second([[[0, 0]], 5]), "In digit 2, stroke 2, there is no list of points"),
    "point of one": (second([[[0]]]), "In digit 2, stroke 1, a point"),
    "point of three": (second([[[0, 1, 2]]]), "In digit 2, stroke 1, a point"),
    "point a number": (second([[0, 1]]), "In digit 2, stroke 1, a point"),
    "coordinate a word": (second([[[0, "1"]]]), "In digit 2, stroke 1, a point"),
    "coordinate true": (second([[[0, True]]]), "In digit 2, stroke 1, a point"),
    "coordinate null": (second([[[0, None]]]), "In digit 2, stroke 1, a point"),
    "not a number": (second([[[0, float("nan")]]]), "In digit 2, stroke 1, a point"),
    "infinite": (second([[[0, float("-inf")]]]), "In digit 2, stroke 1, a point"),
    "too large": (second([[[0, 10**400]]]), "In digit 2, stroke 1, a point"),
    "too many points": (second([[[i, i] for i in range(3000)]] * 2), "In digit 2, there are more than 5000 points"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_told_with_its_place(kind: str, tmp_path: Path) -> None:
    content, sentence = WRONG[kind]
    with pytest.raises(UserError, match=rf"^pen\.json .*{sentence}"):
        load_strokes(written(tmp_path, content))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        load_strokes(tmp_path / "pen.json")


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_no_stroke_whatever_is_in_it_raises_anything_else(
    tmp_path_factory: pytest.TempPathFactory, strokes: object
) -> None:
    path = written(tmp_path_factory.mktemp("strokes"), {"digits": [{"strokes": strokes}]})
    try:
        (digit,) = load_strokes(path)
    except UserError:
        return
    assert all(np.isfinite(stroke).all() for stroke in digit.strokes)
