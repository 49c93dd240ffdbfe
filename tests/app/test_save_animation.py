from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QSaveFile
from pytestqt.qtbot import QtBot

from cnnstudio.app.save_animation import save_animation
from cnnstudio.app.step_range import MOST_PICTURES, StepRange
from cnnstudio.core.errors import UserError
from tests.app.counting import SIDE, Counting, CountingView


@pytest.fixture
def steps() -> Counting:
    return Counting(10)


@pytest.fixture
def view(qtbot: QtBot, steps: Counting) -> CountingView:
    view = CountingView(steps)
    qtbot.addWidget(view)
    return view


def squares(pictures: list[Image.Image]) -> list[int]:
    """At which step each picture shows the square; every other pixel must be white."""
    places = []
    for picture in pictures:
        pixels = np.asarray(picture.convert("RGB").resize((10 * SIDE, 2 * SIDE), Image.Resampling.NEAREST))
        blue = np.all(np.abs(pixels.astype(int) - (0x1F, 0x5F, 0xA8)) <= 1, axis=2)
        assert blue.sum() == SIDE * SIDE
        assert (pixels[~blue] == 255).all()
        places.append(int(np.flatnonzero(blue.any(axis=0))[0]) // SIDE)
    return places


def frames(path: Path) -> list[Image.Image]:
    with Image.open(path) as animation:
        pictures = []
        for frame in range(getattr(animation, "n_frames", 1)):
            animation.seek(frame)
            pictures.append(animation.convert("RGB"))
        return pictures


def test_a_gif_shows_each_step_in_turn_and_begins_again(view: CountingView, steps: Counting, tmp_path: Path) -> None:
    assert save_animation(view, steps, StepRange(2, 6, frames_per_second=4), tmp_path / "steps.gif")

    assert squares(frames(tmp_path / "steps.gif")) == [2, 3, 4, 5, 6]
    with Image.open(tmp_path / "steps.gif") as animation:
        assert animation.size == (10 * SIDE, 2 * SIDE)
        assert animation.info["duration"] == 250
        assert animation.info["loop"] == 0
    assert [file.name for file in tmp_path.iterdir()] == ["steps.gif"]


def test_steps_can_be_left_out_and_shown_backwards(view: CountingView, steps: Counting, tmp_path: Path) -> None:
    save_animation(view, steps, StepRange(9, 0, every=3), tmp_path / "back.GIF")

    assert squares(frames(tmp_path / "back.GIF")) == [9, 6, 3, 0]


def test_what_does_not_move_is_not_stored_again_but_still_takes_its_time(
    view: CountingView, steps: Counting, tmp_path: Path
) -> None:
    still = Counting(500)
    save_animation(view, steps, StepRange(0, 0), tmp_path / "one.gif")
    save_animation(view, still, StepRange(0, 499), tmp_path / "still.gif")

    assert squares(frames(tmp_path / "still.gif")) == [0] * 500
    assert (tmp_path / "still.gif").stat().st_size < (tmp_path / "one.gif").stat().st_size + 500 * 40


def test_a_wide_view_is_made_smaller(view: CountingView, steps: Counting, tmp_path: Path) -> None:
    view.resize(2560, 100)

    save_animation(view, steps, StepRange(0, 1), tmp_path / "wide.gif")

    with Image.open(tmp_path / "wide.gif") as animation:
        assert animation.size == (1280, 50)


def test_pngs_are_numbered_and_twice_as_fine_as_the_screen(view: CountingView, steps: Counting, tmp_path: Path) -> None:
    assert save_animation(view, steps, StepRange(1, 9, every=4), tmp_path / "steps.png")

    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["steps-0001.png", "steps-0002.png", "steps-0003.png"]
    pictures = [picture for file in files for picture in frames(file)]
    assert pictures[0].size == (20 * SIDE, 4 * SIDE)
    assert squares(pictures) == [1, 5, 9]


def test_pngs_of_before_are_not_mixed_with_new_ones(view: CountingView, steps: Counting, tmp_path: Path) -> None:
    (tmp_path / "steps-0007.png").write_bytes(b"mine")

    with pytest.raises(UserError, match="There is a picture steps-0007.png already"):
        save_animation(view, steps, StepRange(0, 1), tmp_path / "steps.png")

    assert [file.name for file in tmp_path.iterdir()] == ["steps-0007.png"]


@pytest.mark.parametrize("name", ["steps.gif", "steps.png"])
def test_it_stands_where_it_stood_and_tells_how_far_it_is(
    view: CountingView, steps: Counting, tmp_path: Path, name: str
) -> None:
    steps.go_to(7)
    told: list[tuple[int, int]] = []

    def listen(done: int, count: int) -> bool:
        told.append((done, count))
        return True

    save_animation(view, steps, StepRange(0, 3), tmp_path / name, listen)

    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert steps.position == 7


@pytest.mark.parametrize("name", ["steps.gif", "steps.png"])
def test_cancelled_it_leaves_everything_as_it_was(
    view: CountingView, steps: Counting, tmp_path: Path, name: str
) -> None:
    (tmp_path / "steps.gif").write_bytes(b"older")
    steps.go_to(7)

    assert not save_animation(view, steps, StepRange(0, 9), tmp_path / name, lambda done, count: done < 3)

    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("steps.gif", b"older")]
    assert steps.position == 7


@pytest.mark.parametrize("name", ["steps.gif", "steps.png"])
def test_a_fault_while_painting_leaves_nothing_half_written(
    view: CountingView, steps: Counting, tmp_path: Path, name: str
) -> None:
    def break_off(done: int, count: int) -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save_animation(view, steps, StepRange(0, 9), tmp_path / name, break_off)

    assert list(tmp_path.iterdir()) == []
    assert steps.position == 0


@pytest.mark.parametrize("name", ["steps.mp4", "steps", "no such folder/steps.gif", "no such folder/steps.png"])
def test_what_cannot_be_saved_is_said_plainly(view: CountingView, steps: Counting, tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="steps"):
        save_animation(view, steps, StepRange(0, 2), tmp_path / name)

    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told(
    view: CountingView, steps: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSaveFile, "write", lambda self, part: -1)

    with pytest.raises(UserError, match="steps.gif could not be saved"):
        save_animation(view, steps, StepRange(0, 2), tmp_path / "steps.gif")

    assert list(tmp_path.iterdir()) == []


def test_too_many_pictures_are_refused_before_anything_happens(view: CountingView, tmp_path: Path) -> None:
    many = Counting(784)

    with pytest.raises(UserError, match="That would be 784 pictures; at most 600 can be saved. Take one step in 2"):
        save_animation(view, many, StepRange(0, 783), tmp_path / "steps.gif")

    assert many.visited == []
    assert len(StepRange(0, 783, every=2).positions) <= MOST_PICTURES
