"""The line above the stage: what is to be seen below, in one sentence with its numbers."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import icon_pixmap
from cnnstudio.widgets.stage.fitted_text import words_height, words_width
from cnnstudio.widgets.theme import LARGE, Theme, interface_font

_TAG = re.compile("<[^>]*>")


class ExplanationLine(QFrame):
    """Shows one sentence; a mistake stands there with its sign until something else happens.

    Signals
    -------
    explanation_wanted
        "Explain this" was pressed.
    settings_wanted
        "Settings" was pressed.
    """

    explanation_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explanation")
        self._theme, self._translator = theme, translator
        self._captions = Captions(translator)
        self._message: Text | None = None
        self._is_error = False
        self._plain, self._pixels = "", 0
        self._sign = QLabel()
        # In a room of its own: a sentence that changes at every step does not make the window lay itself out anew.
        self._room = QWidget()
        self._words = QLabel(self._room)
        self._words.setObjectName("explanation_text")
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._room.installEventFilter(self)
        self._link = QToolButton()
        self._link.setProperty("role", "link")
        self._captions.bind(self._link.setText, text("Explain this"))
        self._captions.describe(self._link, "window.explain", text("Explain this"), key="F1")
        self._link.clicked.connect(self.explanation_wanted)
        self._settings = QToolButton()
        self._settings.setProperty("role", "link")
        self._captions.bind(self._settings.setText, text("Settings"))
        tip = text("Show the settings at the right, or hide them")
        self._captions.describe(self._settings, "window.settings", text("Settings"), tip=tip, key="F9")
        self._settings.clicked.connect(self.settings_wanted)
        self._settings.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 6, 32, 6)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addWidget(self._room, 1)
        row.addWidget(self._settings)
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

    def offer_settings(self, offered: bool) -> None:
        """Offer the lab's settings, where they are not shown."""
        self._settings.setVisible(offered)

    def _show(self) -> None:
        if self._message is None:
            return
        words = self._translator(_escaped(self._message))
        self._plain = _TAG.sub("", words)
        color = self._theme.palette.error if self._is_error else self._theme.palette.text
        self._words.setText(f'<span style="color: {color}">{words}</span>')
        self._words.setAccessibleName(words)
        self._fit()
        self._sign.setVisible(self._is_error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Let the words fill their room, and the line grow where they need more than it has."""
        room = self._room.size()
        pixels, height = self._theme.scaled(LARGE), 0
        if words_width(self._plain, interface_font(pixels, bold=True)) > room.width() > 0:
            pixels = self._type(room.width())
            self._use(pixels)
            height = self._words.heightForWidth(room.width())
        self._use(pixels)
        self._words.setGeometry(0, 0, room.width(), max(room.height(), height))
        wanted = max(self._theme.chrome(60), height + 12)
        if wanted != self.minimumHeight():
            self.setMinimumHeight(wanted)

    def _type(self, width: int) -> int:
        """Return the largest type, at most the zoom's, in which two lines are enough; never below that of 100 %."""
        for pixels in range(self._theme.scaled(LARGE), LARGE, -1):
            font = interface_font(pixels, bold=True)
            if words_height(self._plain, width, font) <= 2.1 * words_height("X", width, font):
                return pixels
        return LARGE

    def _use(self, pixels: int) -> None:
        if pixels != self._pixels:
            self._pixels = pixels
            self._words.setStyleSheet(f"font-size: {pixels}px")

    def _on_theme(self) -> None:
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
