"""Sentences as data: written once in English, shown in the language of the moment.

A model or an error holds a `Text`: an English template and its values. Only where it is shown (a widget, the
command line) does a `Translator` turn it into words, so that the language can change while the app runs and
nothing below the views needs to know which one it is.

>>> sentence = text("The network reads a {digit}.", digit=4)
>>> Translator("en")(sentence)
'The network reads a 4.'
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Protocol

from cnnstudio.core.observable import Observable
from cnnstudio.core.resources import resource_path

LANGUAGES = {"en": "English", "ko": "한국어"}
"""Language codes and what each language calls itself."""


@dataclass(frozen=True)
class Text:
    """An English template with the values that go into its braces; a value may be a `Text` itself."""

    template: str
    values: tuple[tuple[str, object], ...] = ()


def text(template: str, /, **values: object) -> Text:
    """Make a `Text`. The template is a literal, so that the translation tools find it."""
    return Text(template, tuple(values.items()))


def system_language() -> str:
    """Return the code of the user's language where we speak it, else English."""
    wanted = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    if not wanted:
        import locale  # late: only Windows and macOS need it, and it takes a millisecond of the start

        wanted = locale.getlocale()[0] or ""
    return "ko" if wanted.lower().startswith(("ko", "korean")) else "en"


class Translator(Observable):
    """Turns a `Text` into a sentence of the current language; emits when the language changes."""

    def __init__(self, language: str = "en") -> None:
        super().__init__()
        self._language = ""
        self._catalogue: _Catalogue | None = None
        self.language = language

    @property
    def language(self) -> str:
        """The code of the current language, a key of `LANGUAGES`."""
        return self._language

    @language.setter
    def language(self, code: str) -> None:
        if code == self._language:
            return
        if code not in LANGUAGES:
            code = "en"
        self._language = code
        self._catalogue = None if code == "en" else _catalogue(code)
        self.emit()

    def __call__(self, message: Text) -> str:
        """Return the message in the current language, its values filled in."""
        template = message.template if self._catalogue is None else self._catalogue.gettext(message.template)
        values = {key: self(value) if isinstance(value, Text) else value for key, value in message.values}
        return template.format(**values) if values else template


class _Catalogue(Protocol):
    def gettext(self, message: str, /) -> str: ...


def _catalogue(code: str) -> _Catalogue:
    """Return the sentences of a language; what it lacks is shown in English."""
    import gettext  # late: English, the language of the templates, starts without it

    return gettext.translation("cnnstudio", resource_path("i18n"), languages=[code], fallback=True)
