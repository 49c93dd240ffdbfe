"""Every sentence of the app is there in every language, and the check that says so can fail."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from translations import Translations

_SOURCE = """
from cnnstudio.core.texts import text

PLAIN = text("Draw a digit here.")
FILLED = text("The network reads a <b>{digit}</b>.", digit=4)
LONG = text("A sentence "
            "over two lines.")
"""

_KOREAN = {
    "Draw a digit here.": "여기에 숫자를 그리세요.",
    "The network reads a <b>{digit}</b>.": "신경망은 <b>{digit}</b>(으)로 읽습니다.",
    "A sentence over two lines.": "두 줄 문장.",
}


@pytest.fixture
def translations(tmp_path: Path) -> Translations:
    """A package with three sentences, all translated."""
    package = tmp_path / "package"
    package.mkdir()
    (package / "lab.py").write_text(_SOURCE, encoding="utf-8")
    made = Translations(package, tmp_path / "i18n", ("ko",))
    made.update()
    for english, korean in _KOREAN.items():
        _translate(made, english, korean)
    made.compile()
    return made


def _translate(translations: Translations, english: str, korean: str) -> None:
    """Write a translation into the catalogue, as a translator does."""
    path = translations.catalogue("ko")
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[lines.index(f'msgid "{english}"') + 1] = f'msgstr "{korean}"'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_app_is_translated() -> None:
    assert Translations().problems() == []


def test_complete_translations_have_no_problems(translations: Translations) -> None:
    assert translations.problems() == []


def test_the_compiled_file_is_what_gettext_reads(translations: Translations) -> None:
    catalogue = gettext.translation("cnnstudio", translations.folder, ["ko"])
    assert {english: catalogue.gettext(english) for english in _KOREAN} == _KOREAN


def test_writing_twice_changes_nothing(translations: Translations) -> None:
    before = {path: path.read_bytes() for path in translations.folder.rglob("*.*")}
    translations.update()
    translations.compile()
    assert {path: path.read_bytes() for path in translations.folder.rglob("*.*")} == before


def test_a_missing_translation_is_named(translations: Translations) -> None:
    _translate(translations, "Draw a digit here.", "")
    translations.compile()
    assert translations.problems() == ["ko: missing: 'Draw a digit here.'"]


def test_a_new_sentence_is_named_until_it_is_translated(translations: Translations) -> None:
    (translations.package / "new.py").write_text('text("Undo")', encoding="utf-8")
    stale = ["cnnstudio.pot is not of today's sentences: run update", "ko: missing: 'Undo'"]
    assert translations.problems() == stale
    translations.update()
    assert translations.problems() == stale[1:]
    _translate(translations, "Undo", "실행 취소")
    translations.compile()
    assert translations.problems() == []


def test_a_sentence_that_is_gone_is_named_and_dropped(
    translations: Translations, capsys: pytest.CaptureFixture[str]
) -> None:
    source = translations.package / "lab.py"
    source.write_text(_SOURCE.replace("Draw a digit here.", "Draw here."), encoding="utf-8")
    assert "ko: obsolete: 'Draw a digit here.'" in translations.problems()
    translations.update()
    assert "여기에 숫자를 그리세요." in capsys.readouterr().out
    assert "Draw a digit here." not in translations.catalogue("ko").read_text(encoding="utf-8")


@pytest.mark.parametrize("korean", ["신경망은 <b>{number}</b>(으)로 읽습니다.", "신경망은 {digit}", "<b>{digit</b>"])
def test_placeholders_and_tags_must_be_the_same(translations: Translations, korean: str) -> None:
    _translate(translations, "The network reads a <b>{digit}</b>.", korean)
    translations.compile()
    (problem,) = translations.problems()
    assert problem.startswith("ko: placeholders or tags differ: 'The network reads")


def test_a_guess_does_not_count(translations: Translations) -> None:
    path = translations.catalogue("ko")
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace('msgid "Draw', '#, fuzzy\nmsgid "Draw'), encoding="utf-8")
    assert "ko: fuzzy: 'Draw a digit here.'" in translations.problems()


def test_a_stale_compiled_file_is_named(translations: Translations) -> None:
    _translate(translations, "Draw a digit here.", "숫자를 그리세요.")
    assert translations.problems() == ["ko: the compiled file is not of today's catalogue: run compile"]


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        ("text(sentence)", "text() needs a literal sentence, which translators can find"),
        ('text("{digit} of {count}", digit=1)', "'{digit} of {count}' names ['count', 'digit'] but is given ['digit']"),
        ('text("{digit", digit=1)', "braces do not match in '{digit'"),
    ],
)
def test_a_call_that_would_fail_is_named_with_its_place(translations: Translations, call: str, problem: str) -> None:
    (translations.package / "wrong.py").write_text(f"\n{call}\n", encoding="utf-8")
    assert f"package/wrong.py:2: {problem}" in translations.problems()
