"""What the user chose is kept from one start to the next, and a damaged file does no harm."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.core.settings import (
    MOST_RECENT_FILES,
    THEMES,
    Settings,
    load_settings,
    log_path,
    save_settings,
    settings_path,
)

_ANY_SETTINGS = st.builds(
    Settings,
    language=st.sampled_from([None, "en", "ko"]),
    theme=st.sampled_from(THEMES),
    zoom=st.integers(100, 200),
    window_geometry=st.none() | st.text(),
    lab=st.text(),
    recent_files=st.lists(st.text(st.characters()), max_size=MOST_RECENT_FILES).map(tuple),
    pen_width=st.integers(2, 12),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place for one example after the other."""
    return tmp_path_factory.mktemp("settings") / "settings.json"


@given(_ANY_SETTINGS)
def test_what_was_saved_is_loaded(path: Path, settings: Settings) -> None:
    assert save_settings(settings, path)
    assert load_settings(path) == settings
    assert list(path.parent.iterdir()) == [path]


def test_without_a_file_there_are_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()
    assert list(tmp_path.iterdir()) == []


def test_folders_are_made_when_something_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "settings.json"
    assert save_settings(Settings(zoom=150), path)
    assert load_settings(path).zoom == 150


def test_a_file_name_that_is_no_unicode_is_kept(tmp_path: Path) -> None:
    name = os.fsdecode(b"/home/f\xfcnf.png")
    save_settings(Settings(recent_files=(name,)), tmp_path / "settings.json")
    assert load_settings(tmp_path / "settings.json").recent_files == (name,)


@given(st.binary(max_size=200))
def test_garbage_gives_the_defaults_and_is_set_aside(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert load_settings(path) == Settings()
    assert not path.exists()
    assert path.with_name("settings.json.broken").read_bytes() == content
    path.with_name("settings.json.broken").unlink()


@pytest.mark.parametrize(
    "entries",
    [
        {"format": "cnnstudio-settings-2", "zoom": 150},
        {"zoom": 150},
        [],
        None,
        "text",
        {"format": "cnnstudio-settings-1", "zoom": 99},
        {"format": "cnnstudio-settings-1", "zoom": 201},
        {"format": "cnnstudio-settings-1", "zoom": 150.5},
        {"format": "cnnstudio-settings-1", "zoom": True},
        {"format": "cnnstudio-settings-1", "zoom": "150"},
        {"format": "cnnstudio-settings-1", "language": "xx"},
        {"format": "cnnstudio-settings-1", "language": ["ko"]},
        {"format": "cnnstudio-settings-1", "theme": None},
        {"format": "cnnstudio-settings-1", "window_geometry": 3},
        {"format": "cnnstudio-settings-1", "lab": None},
        {"format": "cnnstudio-settings-1", "recent_files": "four.png"},
        {"format": "cnnstudio-settings-1", "recent_files": [4]},
        {"format": "cnnstudio-settings-1", "recent_files": ["x.png"] * 9},
        {"format": "cnnstudio-settings-1", "pen_width": 0},
    ],
)
def test_a_foreign_newer_or_impossible_file_gives_the_defaults(tmp_path: Path, entries: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    assert load_settings(path) == Settings()
    assert json.loads(path.with_name("settings.json.broken").read_text(encoding="utf-8")) == entries


@pytest.mark.parametrize("content", [b"[" * 100_000, b" " * 2_000_000, b'{"zoom": ' + b"9" * 10_000 + b"}"])
def test_a_file_made_to_harm_does_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load_settings(path) == Settings()


def test_an_older_file_keeps_its_values_and_takes_the_new_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"format": "cnnstudio-settings-1", "zoom": 150, "no longer known": 1}', encoding="utf-8")
    assert load_settings(path) == Settings(zoom=150)


def test_a_failure_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    save_settings(Settings(zoom=150), path)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert not save_settings(Settings(zoom=200), path)
    assert load_settings(path).zoom == 150
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not save_settings(Settings(), tmp_path / "file" / "settings.json")


def test_a_folder_in_place_of_the_file_is_no_reason_to_stop(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()
    assert not save_settings(Settings(), tmp_path)


def test_impossible_values_are_refused() -> None:
    with pytest.raises(ValueError, match="zoom cannot be 300"):
        Settings().changed(zoom=300)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have other folders")
def test_they_lie_in_the_users_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert settings_path() == tmp_path / "config" / "cnnstudio" / "settings.json"
    assert log_path() == tmp_path / "state" / "cnnstudio" / "log" / "cnnstudio.log"
