"""Qt's own words, those of its dialogs and buttons, in the language of the app."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

_MOVED = {"QAbstractFileIconProvider": "QFileDialog"}
"""Where catalogues still have the words of a part that has another name by now."""


class WordsOfQt(QTranslator):
    """Qt's catalogue of a language.

    Some of its entries are older than Qt's sources: since, a key was added ("&Look in:"), or a part was renamed.
    They are found all the same.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("words_of_qt")

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Return the words for a source, None where there are none: Qt would show an empty string."""
        return (
            super().translate(context, source, disambiguation, n)
            or super().translate(_MOVED.get(context, context), source.replace("&", ""), disambiguation, n)
            or None
        )


def speak(app: QCoreApplication, language: str) -> None:
    """Let Qt's own buttons and dialogs speak a language."""
    words = app.findChild(WordsOfQt, "words_of_qt") or WordsOfQt(app)
    app.removeTranslator(words)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(QLocale(language), "qtbase", "_", folder):
        app.installTranslator(words)
