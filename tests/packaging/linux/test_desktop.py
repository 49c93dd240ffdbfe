"""What desktops read: complete in both languages, and the same names everywhere."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from configparser import RawConfigParser
from pathlib import Path

from linux import desktop
from product import PRODUCT, version

import cnnstudio
from cnnstudio.labs import LABS
from cnnstudio.nets import model_file

_ROOT = Path(__file__).resolve().parents[3]
_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def _entry(program: str = PRODUCT.command) -> dict[str, str]:
    parser = RawConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(desktop.desktop_entry(program))
    return dict(parser["Desktop Entry"])


def test_the_menu_entry_is_korean_too() -> None:
    entry = _entry()
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert any("가" <= letter <= "힣" for letter in entry[f"{key}[ko]"]), key
        assert entry[key].isascii()


def test_a_double_click_on_a_network_or_a_picture_starts_the_app_with_it() -> None:
    entry = _entry()
    assert entry["Exec"] == "cnnstudio %F"
    assert {PRODUCT.model_file.mime, "image/png", "image/jpeg"} <= set(entry["MimeType"].split(";"))


def test_a_path_with_a_space_stays_one_word() -> None:
    entry = _entry("/home/kim min/cnnstudio")
    assert entry["Exec"] == '"/home/kim min/cnnstudio" %F'
    assert entry["TryExec"] == "/home/kim min/cnnstudio"


def test_the_window_says_to_which_menu_entry_it_belongs() -> None:
    source = (_ROOT / "cnnstudio" / "app" / "application.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{PRODUCT.identifier}")' in source
    assert f'setApplicationName("{_entry()["StartupWMClass"]}")' in source


def test_the_file_type_is_that_of_the_networks_that_the_app_saves() -> None:
    kind = ET.fromstring(desktop.mime_package())[0]
    assert kind.attrib["type"] == PRODUCT.model_file.mime
    glob, match = kind.find(f"{_MIME}glob"), kind.find(f"{_MIME}magic/{_MIME}match")
    assert glob is not None
    assert match is not None
    ending = glob.attrib["pattern"].removeprefix("*")
    assert any(ending in lab.file_types for lab in LABS)
    first, last = map(int, match.attrib["offset"].split(":"))
    shipped = (_ROOT / "resources" / "models" / "recogniser.safetensors").read_bytes()
    assert first <= shipped.index(match.attrib["value"].encode()) <= last
    assert model_file.FORMAT.startswith(match.attrib["value"])


def test_the_component_names_the_menu_entry_the_program_and_the_newest_release() -> None:
    root = ET.fromstring(desktop.metainfo())
    assert root.findtext("id") == PRODUCT.identifier
    assert root.findtext("launchable") == f"{PRODUCT.identifier}.desktop"
    assert root.findtext("provides/binary") == "cnnstudio"
    assert root.find("releases")[0].attrib["version"] == version()  # type: ignore[index]


def test_the_component_is_korean_too() -> None:
    root = ET.fromstring(desktop.metainfo())
    for path in ("name", "summary", "description/p", "keywords/keyword", "releases/release/description/p"):
        languages = [element.get(_LANGUAGE, "en") for element in root.findall(path)]
        assert languages
        assert languages == ["en", "ko"] * (len(languages) // 2), path


def test_the_version_is_that_of_the_app() -> None:
    assert version() == cnnstudio.__version__ == PRODUCT.releases[0].version


def test_the_summary_fits_into_a_list_of_programs() -> None:
    assert len(PRODUCT.summary.en) <= 60
    assert not PRODUCT.summary.en.endswith(".")
