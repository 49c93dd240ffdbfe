"""Grids come as people have them, and whatever is wrong with one is told with its place."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cnnstudio.core.errors import UserError
from cnnstudio.data.grids import load_grid, parse_grid

GRID = [[1.0, 0.0, 1.0], [0.0, -2.5, 1.0]]


def file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def array_file(folder: Path, array: object, name: str = "grid.npy") -> Path:
    np.save(folder / name, np.asarray(array))
    return folder / name


@pytest.mark.parametrize(
    "written",
    [
        "1 0 1; 0 -2.5 1",
        "1 0 1;0 −2.5 1;",
        " 1, 0, 1 ;\n0,-2.5,1\n".replace(";\n", "\n"),
        "1\t0\t1\n0\t-25e-1\t1\n",
        "[[1, 0, 1], [0, -2.5, 1]]",
    ],
)
def test_numbers_are_typed_in_many_ways(written: str) -> None:
    assert load_grid(written).tolist() == GRID


def test_a_single_number_and_a_single_row_are_grids() -> None:
    assert load_grid("−3").tolist() == [[-3.0]]
    assert parse_grid("1 2 3").shape == (1, 3)


@pytest.mark.parametrize(
    "content",
    [
        "1,0,1\n0,-2.5,1\n",
        "1;0;1\r\n0;−2.5;1\r\n",
        "1\t0\t1\n0\t-2.5\t1",
        "1 0 1\n0   -2.5 1\n\n",
        '\ufeff"1","0","1"\n"0","-2.5","1"\n',
        "1,0,1\r\r\n0,-2.5,1\r\r\n",
    ],
    ids=["commas", "semicolons", "tabs", "spaces", "quotes and a byte order mark", "lines ended twice"],
)
def test_csv_comes_in_many_ways(tmp_path: Path, content: str) -> None:
    assert load_grid(file(tmp_path, "grid.csv", content)).tolist() == GRID


def test_blank_lines_part_the_channels_of_a_csv_file(tmp_path: Path) -> None:
    grid = load_grid(file(tmp_path, "grid.csv", "1,2\n3,4\n\n5,6\n7,8\n"))
    assert grid.tolist() == [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]


@pytest.mark.parametrize("shape", [(2, 3), (2, 3, 4), (2, 3, 4, 5)])
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.uint8, bool, ">i2"])
def test_arrays_come_with_their_axes_as_float64(tmp_path: Path, shape: tuple[int, ...], dtype: str) -> None:
    array = np.arange(np.prod(shape)).reshape(shape).astype(dtype)
    grid = load_grid(array_file(tmp_path, array))
    assert grid.dtype == np.float64
    assert np.array_equal(grid, array)


def test_nested_lists_come_from_a_json_file(tmp_path: Path) -> None:
    path = file(tmp_path, "bank.json", json.dumps([[GRID, GRID]]))
    assert load_grid(str(path)).shape == (1, 2, 2, 3)


cells = st.floats(-1e12, 1e12)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=4))
def test_what_is_written_out_in_full_comes_back_to_the_bit(rows: list[list[float]]) -> None:
    assert parse_grid("; ".join(" ".join(map(repr, row)) for row in rows)).tolist() == rows
    assert load_grid(json.dumps(rows)).tolist() == rows


def test_a_grey_picture_gives_its_bytes_from_0_to_1_at_full_size(tmp_path: Path) -> None:
    pixels = np.arange(2000 * 3, dtype=np.int64).reshape(3, 2000) % 256
    Image.fromarray(pixels.astype(np.uint8)).save(tmp_path / "wide.png")
    grid = load_grid(tmp_path / "wide.png")
    assert grid.shape == (3, 2000)
    assert np.allclose(grid, pixels / 255, rtol=0, atol=1e-12)


def test_a_colour_picture_gives_its_luminance_or_its_three_colours(tmp_path: Path) -> None:
    Image.new("RGB", (4, 2), (255, 0, 51)).save(tmp_path / "pink.png")
    assert load_grid(tmp_path / "pink.png") == pytest.approx(np.full((2, 4), 0.299 + 0.114 * 0.2))
    colours = load_grid(tmp_path / "pink.png", colour=True)
    assert colours.shape == (3, 2, 4)
    assert colours[:, 1, 3].tolist() == [1, 0, 0.2]


TYPED_WRONG = {
    "": "There are no numbers in the grid",
    "1 0; 2 abc": 'Row 2, column 2: "abc" is not a number',
    "1 nan": 'Row 1, column 2: "nan" is not a number',
    "1 -inf": 'column 2: "-inf" is not a number',
    "1e999": '"1e999" is not a number',
    "1_000": '"1_000" is not a number',
    "1,,3": "Row 1, column 2 is empty",
    "1 0;; 1 0": "Row 2 is empty",
    "1 0; 1 0 1": "Row 2 and the first row differ in length: 3 and 2",
    "1 " + "x" * 500: '"' + "x" * 19 + "…",
    "[[1, 0], [1]]": "lists of equal length",
    "[[1, 0": "lists of equal length",
    "[" * 100_000: "lists of equal length",
    "[1, 0]": "A shape of 2 is no grid",
    "[[[[[1]]]]]": "A shape of 1 × 1 × 1 × 1 × 1 is no grid",
    "[[1, null]]": "not everything in it is a real number",
    '[["1"]]': "not everything in it is a real number",
    "[[]]": "There are no numbers in it: its shape is 1 × 0",
    "[[1, NaN]]": "Row 1, column 2 is not a number",
    "[[[1, 2]], [[3, Infinity]]]": "Channel 2, row 1, column 2 is infinite",
    "[[[[1]]], [[[NaN]]]]": "Image 2, channel 1, row 1, column 1 is not a number",
    "no-such-file.csv": "There is no file no-such-file.csv",
    "no such picture.png": "There is no file no such picture.png",
}


@pytest.mark.parametrize(("written", "sentence"), TYPED_WRONG.items(), ids=[key[:20] or "empty" for key in TYPED_WRONG])
def test_what_is_wrong_in_a_line_is_told(written: str, sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        load_grid(written)
    assert sentence.casefold() in str(caught.value).casefold()
    assert len(str(caught.value)) < 200


FILES_WRONG: dict[str, tuple[str | bytes, str]] = {
    "a hole.csv": ("1,2,3\n4,,6\n", "a hole.csv: Row 2, column 2 is empty"),
    "a hole at the end.csv": ("1,2\n3,\n", "Row 2, column 2 is empty"),
    "words.csv": ("1,2\n\nsum,3\n", 'Row 3, column 1: "sum" is not a number'),
    "ragged.csv": ("1,2,3\n4,5\n", "Row 2 and the first row differ in length: 2 and 3"),
    "channels.csv": ("1,2\n3,4\n\n5,6\n", "channel 2 has 1 × 2 numbers, the first has 2 × 2"),
    "nan.csv": ("1,nan\n", 'Row 1, column 2: "nan"'),
    "empty.csv": ("", "There are no numbers in it"),
    "blank.csv": ("\n \n", "There are no numbers in it"),
    "binary.csv": (b"1,2\0", "is not a text file of numbers"),
    "utf-16.csv": ("1,2".encode("utf-16"), "is not a text file of numbers"),
    "broken.json": ("[[1", "lists of equal length"),
    "words.npy": ("1 2 3", "holds no array of numbers"),
    "empty.npy": ("", "holds no array of numbers"),
    "essay.png": ("no picture", "is not a picture"),
}


@pytest.mark.parametrize("name", FILES_WRONG)
def test_what_is_wrong_in_a_file_is_told(tmp_path: Path, name: str) -> None:
    content, sentence = FILES_WRONG[name]
    with pytest.raises(UserError) as caught:
        load_grid(file(tmp_path, name, content))
    assert sentence in str(caught.value)
    assert name in str(caught.value)


ARRAYS_WRONG = {
    "nan": ([[1.0, np.nan]], "Row 1, column 2 is not a number"),
    "infinite": ([[[1.0], [-np.inf]]], "Channel 1, row 2, column 1 is infinite"),
    "one axis": ([1.0, 2.0], "A shape of 2 is no grid"),
    "no axis": (1.0, "is no grid"),
    "empty": (np.zeros((0, 3)), "its shape is 0 × 3"),
    "complex": ([[1j]], "not everything"),
    "text": ([["1"]], "not everything"),
}


@pytest.mark.parametrize("name", ARRAYS_WRONG)
def test_what_is_wrong_in_an_array_is_told(tmp_path: Path, name: str) -> None:
    array, sentence = ARRAYS_WRONG[name]
    with pytest.raises(UserError) as caught:
        load_grid(array_file(tmp_path, array))
    assert sentence.casefold() in str(caught.value).casefold()
    assert "grid.npy" in str(caught.value)


def test_objects_are_not_unpickled(tmp_path: Path) -> None:
    np.save(tmp_path / "objects.npy", np.array([[1, None]], object), allow_pickle=True)
    with pytest.raises(UserError, match="holds no array of numbers"):
        load_grid(tmp_path / "objects.npy")


@pytest.mark.parametrize("kept", range(0, 200, 9))
def test_an_array_that_was_cut_off_is_told(tmp_path: Path, kept: int) -> None:
    content = array_file(tmp_path, np.ones((5, 5))).read_bytes()
    with pytest.raises(UserError, match=r"cut.npy"):
        load_grid(file(tmp_path, "cut.npy", content[:kept]))


def test_several_arrays_in_one_file_are_told(tmp_path: Path) -> None:
    with (tmp_path / "several.npy").open("wb") as stream:
        np.savez(stream, a=np.ones((2, 2)), b=np.ones((2, 2)))
    with pytest.raises(UserError, match="holds several arrays"):
        load_grid(tmp_path / "several.npy")


def test_a_csv_file_of_100_mb_is_refused_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "huge.csv").open("wb") as stream:
        stream.truncate(100_000_000)  # a hole: it takes no room on the disk
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    with pytest.raises(UserError, match="larger than 64 MB"):
        load_grid(tmp_path / "huge.csv")


def test_an_array_that_would_fill_the_memory_is_refused_by_its_header(tmp_path: Path) -> None:
    header = io.BytesIO()
    layout = {"descr": "|u1", "fortran_order": False, "shape": (20_000, 10_000)}
    np.lib.format.write_array_header_1_0(header, layout)
    with (tmp_path / "huge.npy").open("wb") as stream:
        stream.write(header.getvalue())
        stream.truncate(len(header.getvalue()) + 200_000_000)
    with pytest.raises(UserError, match="more than 1000 MB"):
        load_grid(tmp_path / "huge.npy")


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        load_grid(str(tmp_path))


def test_a_file_goes_before_numbers_of_the_same_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file(tmp_path, "1.csv", "5,6")
    assert load_grid("1.csv").tolist() == [[5, 6]]
