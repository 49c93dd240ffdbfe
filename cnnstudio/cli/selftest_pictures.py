"""What `cnnstudio selftest` checks of what is shown and saved: windows, labs, letters, pictures, animations, plots."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from cnnstudio.cli.stage import StageOptions, offscreen_window, settle, show_lab
from cnnstudio.core.errors import UserError
from cnnstudio.core.resources import resource_path
from cnnstudio.core.texts import LANGUAGES, Translator

_WORDS = "한글 Aa 0−9"
_FEWEST_COLORS = 20
"""A picture of fewer colours shows an empty window."""


def check_window() -> str:
    """Draw a five in a window of each language: the network reads it, and the picture is saved in every format."""
    from cnnstudio.cli.tour_drawing import FIVE
    from cnnstudio.labs.draw.sources import DrawnSource
    from cnnstudio.widgets.picture_file import save_picture

    read = {}
    for language in LANGUAGES:
        with offscreen_window(StageOptions(language)) as window, _scratch() as folder:
            window.draw_lab.model.put(DrawnSource(FIVE))
            problem = window.draw_lab.model.network.problem
            if problem is not None:
                raise UserError(problem)
            read[language] = window.draw_lab.model.result.ranking[0]
            for ending in ("png", "svg", "pdf"):
                path = folder / f"lab.{ending}"
                save_picture(window, path)
                if path.stat().st_size < 5_000:
                    raise ValueError(f"the {ending} is empty")
    if set(read.values()) != {5}:
        raise ValueError(f"a five was read as {read}")
    return "a drawn 5 is read as 5; PNG, SVG and PDF saved"


def check_labs() -> str:
    """Open every lab in each language; each has a headline in it, and shows something."""
    from cnnstudio.labs import LABS
    from cnnstudio.widgets.picture_file import save_picture

    for language in LANGUAGES:
        with offscreen_window(StageOptions(language)) as window, _scratch() as folder:
            translator = Translator(language)
            for entry in LABS:
                lab = show_lab(window, entry.id)
                settle()
                if _is_korean(translator(entry.title)) != (language == "ko"):
                    raise ValueError(f"the lab {entry.id} has no {language} name")
                if not translator(lab.headline()):
                    raise ValueError(f"the lab {entry.id} says nothing")
                path = folder / f"{entry.id}.png"
                save_picture(window, path)
                if _colors(path) < _FEWEST_COLORS:
                    raise ValueError(f"the lab {entry.id} shows nothing")
    return f"{', '.join(entry.id for entry in LABS)}; in {' and '.join(LANGUAGES)}"


def check_photos() -> str:
    """Read the digits in the photos that are shipped; the end of a photo's name says which digit it shows."""
    from cnnstudio.cli.predict import predict_picture
    from cnnstudio.nets.model_file import load_model
    from cnnstudio.nets.shipped import shipped_model_path

    network = load_model(shipped_model_path())
    photos = sorted(path for path in resource_path("samples").iterdir() if path.suffix in {".jpg", ".png"})
    for path in photos:
        digit = predict_picture(network, path).digit
        if str(digit) != path.stem[-1]:
            raise ValueError(f"{path.name} was read as {digit}")
    if not photos:
        raise ValueError("there are no photos")
    return f"{', '.join(path.name for path in photos)} read"


def check_icons() -> str:
    """Let Qt draw every icon, which needs a part of its own for their format."""
    from PySide6.QtGui import QIcon

    paths = sorted(resource_path("icons").glob("*.svg"))
    with offscreen_window(StageOptions("en")):
        for path in paths:
            pixels = QIcon(str(path)).pixmap(32).toImage()
            if pixels.isNull() or not np.frombuffer(pixels.constBits(), np.uint8).any():
                raise ValueError(f"{path.name} cannot be drawn")
    if not paths:
        raise ValueError("there are no icons")
    return f"{len(paths)} drawn"


def check_animation() -> str:
    """Save some steps of a convolution as a GIF, and count its pictures."""
    from PIL import Image

    from cnnstudio.app.save_animation import save_animation
    from cnnstudio.app.step_range import StepRange

    with offscreen_window(StageOptions("en")) as window, _scratch() as folder:
        lab = show_lab(window, "convolution")
        assert lab.steps is not None
        path = folder / "steps.gif"
        save_animation(lab.picture, lab.steps, StepRange(0, 3), path)
        with Image.open(path) as animation:
            count = getattr(animation, "n_frames", 1)
    if count != 4:
        raise ValueError(f"4 steps were saved as {count} pictures")
    return f"{count} steps saved as a GIF"


def check_plots() -> str:
    """Save a plot with Korean words in it in every format; a letter that no font has is an error."""
    from cnnstudio.core.palette import LIGHT
    from cnnstudio.plots.answers import draw_answers
    from cnnstudio.plots.figures import new_figure, save_figure

    signs = {"png": b"\x89PNG", "svg": b"<svg", "pdf": b"/Font"}
    answers = [np.full(10, 0.1), np.eye(10)[5]]
    with warnings.catch_warnings(), _scratch() as folder:
        warnings.simplefilter("error")
        for ending, sign in signs.items():
            figure = new_figure(LIGHT)
            draw_answers(figure.add_subplot(), answers, [str(digit) for digit in range(10)], LIGHT, ("부분", "확률"))
            path = folder / f"plot.{ending}"
            save_figure(figure, path)
            if sign not in path.read_bytes():
                raise ValueError(f"the {ending} of a plot is none")
    return f"{', '.join(signs).upper()} of a plot saved"


def check_fonts() -> str:
    """Look for a glyph of each letter in the fonts that are shipped, and in what a window draws with."""
    from PySide6.QtGui import QRawFont

    for weight in ("Regular", "SemiBold"):
        font = QRawFont(str(resource_path("fonts", f"Pretendard-{weight}.otf")), 16)
        if not font.isValid() or 0 in font.glyphIndexesForString(_WORDS):
            raise ValueError(f"Pretendard {weight} lacks glyphs")
    used = _drawn_glyphs(_WORDS)
    if 0 in [glyph for glyphs in used.values() for glyph in glyphs]:
        raise ValueError("a window would draw boxes in place of letters")
    if set(used) != {"Pretendard"}:
        raise ValueError(f"a window would draw with {', '.join(sorted(used))}")
    return "Latin, digits, Hangul: each has a glyph, and all are drawn with Pretendard"


def _drawn_glyphs(words: str) -> dict[str, list[int]]:
    """Return the glyphs that a window draws words with, by font family."""
    from PySide6.QtGui import QGuiApplication, QTextLayout

    with offscreen_window(StageOptions("ko")):
        layout = QTextLayout(words, QGuiApplication.font())
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        drawn: dict[str, list[int]] = {}
        for run in layout.glyphRuns():
            drawn.setdefault(run.rawFont().familyName(), []).extend(run.glyphIndexes())
    return drawn


def _is_korean(words: str) -> bool:
    return any("가" <= letter <= "힣" for letter in words)


def _colors(path: Path) -> int:
    from PIL import Image

    with Image.open(path) as picture:
        return len(np.unique(np.asarray(picture.convert("RGB")).reshape(-1, 3)[::7], axis=0))


@contextmanager
def _scratch() -> Iterator[Path]:
    """Give out a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
