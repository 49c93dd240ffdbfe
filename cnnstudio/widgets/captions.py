"""Keeps every label, tooltip and accessible name of a view in the language of the moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text, Translator


class Captions:
    """Binds texts to the setters that show them, and sets them again when the language changes."""

    def __init__(self, translator: Translator) -> None:
        self.translator = translator
        self._bound: list[tuple[Callable[[str], object], Text, str]] = []
        translator.subscribe(self._retranslate)

    def bind(self, setter: Callable[[str], object], message: Text, suffix: str = "") -> None:
        """Show `message` through `setter`, now and after each change of language."""
        self._bound.append((setter, message, suffix))
        setter(self.translator(message) + suffix)

    def describe(self, widget: QWidget, name: str, label: Text, *, tip: Text | None = None, key: str = "") -> None:
        """Give a widget its object name, its name for screen readers, and a tooltip that tells its key."""
        widget.setObjectName(name)
        self.bind(widget.setAccessibleName, label)
        self.bind(widget.setToolTip, tip or label, f" ({key})" if key else "")

    def _retranslate(self) -> None:
        for setter, message, suffix in self._bound:
            setter(self.translator(message) + suffix)
