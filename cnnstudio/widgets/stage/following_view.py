"""What the secondary views have in common: they follow the model while they are seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Translator
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.stage.fitted_text import type_zoom
from cnnstudio.widgets.theme import Theme


class Followed(Protocol):
    """A model: it tells who subscribed that it changed."""

    def subscribe(self, listener: Callable[[], None], /) -> None:
        """Call `listener` after each change."""
        ...


Model = TypeVar("Model", bound=Followed)


class FollowingView(QWidget, Generic[Model]):
    """Calls `refresh` after each change of model, theme or language and of its size, but only while it is seen.

    Signals
    -------
    changed
        What the view says is no longer what it said.
    """

    changed = Signal()

    def __init__(self, name: str, model: Model, theme: Theme, translator: Translator, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._model, self._theme, self._translator = model, theme, translator
        self._captions = Captions(translator)
        model.subscribe(self._on_changed)
        theme.subscribe(self._on_look)
        translator.subscribe(self._on_look)

    def refresh(self) -> None:
        """Take up the model's numbers."""
        raise NotImplementedError

    def forget_look(self) -> None:
        """Forget what was worked out for the theme and language before."""

    def pixels(self, size: float) -> int:
        """Return a size of type at the zoom that the words have here."""
        return round(size * type_zoom(self._theme.zoom, self.width(), self.height()) / 100)

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_look(self) -> None:
        self.forget_look()
        self._on_changed()

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._on_changed()
