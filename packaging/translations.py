"""Collects the app's sentences, merges them into each language's catalogue, and checks that nothing is missing.

python packaging/translations.py update    after sentences changed: rewrite the template, merge into the catalogues
python packaging/translations.py compile   after translating: make the files that the app reads
python packaging/translations.py check     say everything that is missing or does not fit; status 1 if anything is
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from sentences import collect_sentences

from cnnstudio.core.texts import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
_TAG = re.compile(r"</?[a-z][^>]*>")


class CalmCatalogue(Catalog):
    """A catalogue whose header says only what readers need, so that files change with the sentences alone."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What stands before the first sentence."""
        return [
            ("Project-Id-Version", "CNN Studio"),
            ("Language", str(self.locale or "")),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


@dataclass(frozen=True)
class Translations:
    """The catalogues of one package.

    Attributes
    ----------
    package
        Folder of the sources.
    folder
        Where the template lies and each language has its own folder.
    languages
        Codes of the languages to translate into.

    """

    package: Path = ROOT / "cnnstudio"
    folder: Path = ROOT / "resources" / "i18n"
    languages: tuple[str, ...] = tuple(code for code in LANGUAGES if code != "en")

    @property
    def template(self) -> Path:
        """The file with all sentences and no translation."""
        return self.folder / "cnnstudio.pot"

    def catalogue(self, language: str, ending: str = "po") -> Path:
        """Return the file of a language: "po" for people, "mo" for the app."""
        return self.folder / language / "LC_MESSAGES" / f"cnnstudio.{ending}"

    def update(self) -> None:
        """Rewrite the template and merge it into each catalogue; sentences that are gone are named and dropped."""
        wanted = collect_sentences(self.package).templates
        _write(self.template, _po_bytes(_filled(None, dict.fromkeys(wanted, ""))))
        for language in self.languages:
            known = _translated(self.catalogue(language))
            for gone in sorted(known.keys() - set(wanted)):
                print(f"{language}: dropped {gone!r} = {known[gone]!r}")
            merged = {template: known.get(template, "") for template in wanted}
            _write(self.catalogue(language), _po_bytes(_filled(language, merged)))

    def compile(self) -> None:
        """Write what the app reads."""
        for language in self.languages:
            _write(self.catalogue(language, "mo"), self._compiled(language))

    def problems(self) -> list[str]:
        """Return a sentence for each thing that is missing, superfluous or does not fit."""
        sentences = collect_sentences(self.package)
        found = list(sentences.problems)
        if _read(self.template) != _po_bytes(_filled(None, dict.fromkeys(sentences.templates, ""))):
            found.append(f"{self.template.name} is not of today's sentences: run update")
        for language in self.languages:
            found += [f"{language}: {problem}" for problem in self._problems_of(language, sentences.templates)]
        return found

    def _problems_of(self, language: str, wanted: tuple[str, ...]) -> list[str]:
        catalogue = read_po(io.BytesIO(_read(self.catalogue(language))))
        known = _translated(self.catalogue(language))
        found = [f"missing: {template!r}" for template in wanted if not known.get(template)]
        found += [f"fuzzy: {message.id!r}" for message in catalogue if message.id and message.fuzzy]
        gone = (known.keys() - set(wanted)) | {str(message) for message in catalogue.obsolete}
        found += [f"obsolete: {template!r}" for template in sorted(gone)]
        found += [
            f"placeholders or tags differ: {template!r} and {translation!r}"
            for template, translation in known.items()
            if translation and _marks(template) != _marks(translation)
        ]
        if _read(self.catalogue(language, "mo")) != self._compiled(language):
            found.append("the compiled file is not of today's catalogue: run compile")
        return found

    def _compiled(self, language: str) -> bytes:
        target = io.BytesIO()
        write_mo(target, _filled(language, _translated(self.catalogue(language))))
        return target.getvalue()


def _marks(template: str) -> tuple[object, ...]:
    """Return what a translation must share with its sentence: names in braces and mark-up."""
    try:
        names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError:
        return ("braces that do not match", template)
    return names, sorted(_TAG.findall(template))


def _filled(language: str | None, translations: Mapping[str, str]) -> Catalog:
    catalogue = CalmCatalogue(locale=language, header_comment="# The sentences of CNN Studio.", fuzzy=False)
    for template, translation in translations.items():
        catalogue.add(template, translation)
    return catalogue


def _translated(path: Path) -> dict[str, str]:
    """Return sentence and translation of each entry of a catalogue; nothing where there is no file."""
    return {str(message.id): str(message.string) for message in read_po(io.BytesIO(_read(path))) if message.id}


def _po_bytes(catalogue: Catalog) -> bytes:
    target = io.BytesIO()
    write_po(target, catalogue, no_location=True, width=100)
    return target.getvalue()


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def main(arguments: list[str] | None = None) -> int:
    """Do one of update, compile and check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("update", "compile", "check"))
    action = parser.parse_args(arguments).action
    translations = Translations()
    if action == "update":
        translations.update()
    elif action == "compile":
        translations.compile()
    else:
        problems = translations.problems()
        print("\n".join(problems) or "Every sentence is translated.")
        return 1 if problems else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
