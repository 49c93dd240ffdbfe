"""The self-test's checks of what is shown and saved find what is missing.

That they pass where nothing is, is seen in `test_pictures`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib
import pytest

from cnnstudio.app import save_animation
from cnnstudio.cli import selftest_pictures
from cnnstudio.core import texts
from cnnstudio.core.resources import resource_path
from cnnstudio.plots import figures
from cnnstudio.widgets import picture_file

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_catalogue_that_is_not_there_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_catalogue", lambda _code: None)
    with pytest.raises(ValueError, match="the lab draw has no ko name"):
        selftest_pictures.check_labs()


def test_an_empty_picture_of_a_lab_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    monkeypatch.setattr(picture_file, "save_picture", lambda _window, path: Image.new("RGB", (90, 60)).save(path))
    with pytest.raises(ValueError, match="the lab draw shows nothing"):
        selftest_pictures.check_labs()


def test_a_picture_without_content_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_file, "save_picture", lambda _window, path: path.write_bytes(b""))
    with pytest.raises(ValueError, match="the png is empty"):
        selftest_pictures.check_window()


def test_an_animation_of_one_picture_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def save_first(view: Any, steps: Any, shown: Any, path: Path) -> None:
        original(view, steps, type(shown)(shown.first, shown.first), path)

    original = save_animation.save_animation
    monkeypatch.setattr(save_animation, "save_animation", save_first)
    with pytest.raises(ValueError, match="4 steps were saved as 1 pictures"):
        selftest_pictures.check_animation()


def test_a_missing_way_to_save_plots_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.backends.backend_pdf", None)
    with pytest.raises(ImportError, match="backend_pdf"):
        selftest_pictures.check_plots()


def test_a_plot_whose_font_has_no_hangul_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    monkeypatch.setattr(figures, "resource_path", lambda *_parts: latin)
    with pytest.raises(UserWarning, match=r"[Gg]lyph"):
        selftest_pictures.check_plots()


@pytest.mark.parametrize(
    ("check", "words"),
    [(selftest_pictures.check_photos, "there are no photos"), (selftest_pictures.check_icons, "there are no icons")],
)
def test_a_folder_that_is_empty_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, check: Callable[[], str], words: str
) -> None:
    monkeypatch.setattr(selftest_pictures, "resource_path", lambda *_parts: tmp_path)
    with pytest.raises(ValueError, match=words):
        check()


def test_a_photo_that_is_read_wrongly_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "photo-4.png").write_bytes(resource_path("samples", "scan-5.png").read_bytes())
    monkeypatch.setattr(selftest_pictures, "resource_path", lambda *_parts: tmp_path)
    with pytest.raises(ValueError, match=r"photo-4\.png was read as 5"):
        selftest_pictures.check_photos()


def test_an_icon_that_qt_cannot_draw_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "stop.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    monkeypatch.setattr(selftest_pictures, "resource_path", lambda *_parts: tmp_path)
    with pytest.raises(ValueError, match=r"stop\.svg cannot be drawn"):
        selftest_pictures.check_icons()


def test_a_font_that_is_not_there_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(selftest_pictures, "resource_path", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(ValueError, match="Pretendard Regular lacks glyphs"):
        selftest_pictures.check_fonts()


@pytest.mark.parametrize(
    ("drawn", "words"),
    [({"Pretendard": [5, 0, 7]}, "boxes in place of letters"), ({"DejaVu Sans": [5, 7]}, "draw with DejaVu Sans")],
)
def test_letters_that_a_window_would_not_draw_are_found(
    monkeypatch: pytest.MonkeyPatch, drawn: dict[str, list[int]], words: str
) -> None:
    monkeypatch.setattr(selftest_pictures, "_drawn_glyphs", lambda _words: drawn)
    with pytest.raises(ValueError, match=words):
        selftest_pictures.check_fonts()
