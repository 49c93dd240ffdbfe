"""Words are read off the pixels of a screen, and missing letters are not taken for them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from proof.commands import ProofError
from proof.display import SIZE, Pixels, open_display, read_xwd, wait_until
from proof.words_on_screen import CERTAIN, likeness

_FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"


def _screen(word: str, size: int = 20, ink: str = "#1b1f27", paper: str = "#f4f5f7") -> Pixels:
    """Return a small window with a word and a frame, drawn off the pixel grid as Qt may do."""
    large = Image.new("RGB", (1200, 480), paper)
    draw = ImageDraw.Draw(large)
    font = ImageFont.truetype(str(_FONTS / "Pretendard-SemiBold.otf"), 4 * size)
    draw.text((131, 202), word, fill=ink, font=font)
    draw.rectangle((800, 100, 1100, 300), outline=ink, width=8)
    return np.asarray(large.resize((300, 120), Image.Resampling.BOX))


@pytest.mark.parametrize(("ink", "paper"), [("#1b1f27", "#f4f5f7"), ("#e8eaee", "#15181e")])
def test_a_word_is_found_light_and_dark(ink: str, paper: str) -> None:
    assert likeness(_screen("합성곱 한 걸음씩", ink=ink, paper=paper), "합성곱 한 걸음씩", _FONTS) >= CERTAIN


@pytest.mark.parametrize("shown", ["□□□ □ □□□", "풀링 한 걸음씩", "그리고 인식하기", ""])
def test_boxes_and_other_words_are_not_that_word(shown: str) -> None:
    assert likeness(_screen(shown), "합성곱 한 걸음씩", _FONTS) < CERTAIN


@pytest.mark.parametrize(("order", "kind"), [(0, "<u4"), (1, ">u4")])
def test_the_memory_of_the_screen_becomes_a_picture(order: int, kind: str) -> None:
    header = np.zeros(25, ">u4")
    header[[0, 4, 5, 7, 11, 12, 19]] = 104, 2, 1, order, 32, 12, 1  # lines of 12 bytes: 4 are none of the picture's
    pixels = np.array([0x00FF8001, 0x00102030], kind).tobytes()
    data = header.tobytes() + b"name" + bytes(12) + pixels + bytes(4)
    assert read_xwd(data).tolist() == [[[255, 128, 1], [16, 32, 48]]]


def test_another_depth_is_told() -> None:
    header = np.zeros(25, ">u4")
    header[11] = 8
    with pytest.raises(ProofError, match="8 bits a pixel"):
        read_xwd(header.tobytes())


def test_waiting_in_vain_is_told() -> None:
    with pytest.raises(ProofError, match=r"Waited 0 s in vain for a window\."):
        wait_until(lambda: False, "a window", patience=0.1)


@pytest.mark.skipif(shutil.which("Xvfb") is None or shutil.which("xdotool") is None, reason="needs Xvfb and xdotool")
def test_a_screen_is_opened_seen_and_closed() -> None:
    with open_display() as display:
        assert display.screenshot().shape == (SIZE[1], SIZE[0], 3)
        assert not display.has_window("CNN Studio")
        display.type("ctrl+2")  # reaches the server
    gone = subprocess.run(
        ["xdotool", "getmouselocation"], env={"DISPLAY": display.name}, capture_output=True, check=False
    )
    assert gone.returncode != 0
