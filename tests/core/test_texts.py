"""Sentences are data until they are shown; then they are words of the current language."""

from __future__ import annotations

import gettext
import locale
from pathlib import Path

import pytest

from cnnstudio.core.texts import Text, Translator, system_language, text


def test_a_text_remembers_its_template_and_values() -> None:
    sentence = text("{name} is empty.", name="four.png")
    assert sentence == Text("{name} is empty.", (("name", "four.png"),))
    assert sentence == text("{name} is empty.", name="four.png")
    assert sentence != text("{name} is empty.", name="five.png")
    assert len({sentence, text("{name} is empty.", name="four.png")}) == 1


def test_the_words_hold_the_values() -> None:
    translate = Translator("en")
    assert translate(text("Draw a digit here.")) == "Draw a digit here."
    assert translate(text("{first} of {second:.1f}", first=3, second=0.25)) == "3 of 0.2"


def test_a_value_that_is_a_text_is_translated_too() -> None:
    outer = text("{name} is a {label}.", name=text("MNIST test {index}", index=30), label=4)
    assert Translator("en")(outer) == "MNIST test 30 is a 4."


def test_braces_without_values_stay() -> None:
    assert Translator("en")(text("a set {1, 2}")) == "a set {1, 2}"


def test_a_name_of_a_value_may_be_template() -> None:
    assert Translator("en")(text("{template}", template="free")) == "free"


@pytest.fixture
def korean(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue in which every sentence is its own, backwards."""

    class Backwards(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return {"Undo": "odnU", "{n} of {m}": "{m} fo {n}"}[message]

    def find(domain: str, folder: Path, languages: list[str], fallback: bool) -> gettext.NullTranslations:
        assert domain == "cnnstudio"
        assert folder.name == "i18n"
        return Backwards() if languages == ["ko"] else gettext.NullTranslations()

    monkeypatch.setattr(gettext, "translation", find)


@pytest.mark.usefixtures("korean")
def test_the_language_changes_while_the_app_runs() -> None:
    translate = Translator("en")
    heard: list[str] = []
    translate.subscribe(lambda: heard.append(translate(text("Undo"))))
    translate.language = "ko"
    translate.language = "ko"
    translate.language = "en"
    assert heard == ["odnU", "Undo"]


@pytest.mark.usefixtures("korean")
def test_values_may_change_their_order() -> None:
    assert Translator("ko")(text("{n} of {m}", n=1, m=2)) == "2 fo 1"


def test_an_unknown_language_is_english() -> None:
    assert Translator("xx").language == "en"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8"}, "ko"),
        ({"LC_ALL": "C", "LANG": "ko_KR.UTF-8"}, "en"),
    ],
)
def test_the_language_of_the_system(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == expected


@pytest.mark.parametrize(("name", "expected"), [("Korean_Korea", "ko"), ("en_US", "en"), (None, "en")])
def test_the_language_of_a_system_without_such_variables(
    monkeypatch: pytest.MonkeyPatch, name: str | None, expected: str
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(locale, "getlocale", lambda: (name, None))
    assert system_language() == expected
