"""The line above the stage: what is to be seen below, in one sentence with its numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import icon_pixmap
from cnnstudio.widgets.theme import Theme


class ExplanationLine(QFrame):
    """Shows one sentence; a mistake stands there with its sign until something else happens.

    Signals
    -------
    explanation_wanted
        "Explain this" was pressed.
    """

    explanation_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explanation")
        self._theme, self._translator = theme, translator
        self._captions = Captions(translator)
        self._message: Text | None = None
        self._is_error = False
        self._sign = QLabel()
        self._words = QLabel()
        self._words.setObjectName("explanation_text")
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._link = QToolButton()
        self._link.setProperty("role", "link")
        self._captions.bind(self._link.setText, text("Explain this"))
        self._captions.describe(self._link, "window.explain", text("Explain this"), key="F1")
        self._link.clicked.connect(self.explanation_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 6, 32, 6)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._link)
        theme.subscribe(self._on_theme)
        translator.subscribe(self._show)
        self._on_theme()

    @property
    def words(self) -> str:
        """The sentence shown, with its mark-up."""
        return self._words.text()

    @property
    def is_error(self) -> bool:
        """Whether the sentence tells of something that went wrong."""
        return self._is_error

    def say(self, message: Text, *, is_error: bool = False) -> None:
        """Show a sentence."""
        if message == self._message and is_error == self._is_error:
            return
        self._message, self._is_error = message, is_error
        self._show()

    def _show(self) -> None:
        if self._message is None:
            return
        words = self._translator(_escaped(self._message))
        color = self._theme.palette.error if self._is_error else self._theme.palette.text
        self._words.setText(f'<span style="color: {color}">{words}</span>')
        self._words.setAccessibleName(words)
        self._sign.setVisible(self._is_error)

    def _on_theme(self) -> None:
        self.setMinimumHeight(self._theme.chrome(60))
        size = self._theme.scaled(24)
        self._sign.setPixmap(icon_pixmap("warning", self._theme.palette.error, size))
        self._show()


def _escaped(message: Text) -> Text:
    """Return the message with its values made safe: a file's name is no mark-up."""
    values = tuple(
        (key, _escaped(value) if isinstance(value, Text) else _escape(str(value))) for key, value in message.values
    )
    return Text(message.template, values)


def _escape(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
