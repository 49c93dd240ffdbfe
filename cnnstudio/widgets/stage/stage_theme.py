"""A theme whose type follows the stage: read at the back where it is large, and leaving the curves room where not."""

from __future__ import annotations

from cnnstudio.widgets.stage.fitted_text import type_zoom
from cnnstudio.widgets.theme import ZOOMS, Theme

_WIDTH, _HEIGHT = 1050, 520
"""Stage that is laid out for type at 100 %, pixels."""

_GROWTH = 0.75
"""By how much of what a stage is larger its type is, too; the rest goes to the pictures."""

_WISHED = 0.38
"""Largest type by the zoom of the app, per cent, for each pixel of a stage's height."""


class StageTheme(Theme):
    """Colours of the app's theme, and its zoom where the stage has room for it; larger where it has more."""

    def __init__(self, app_theme: Theme) -> None:
        super().__init__(_wish(app_theme), app_theme.zoom)
        self._app_theme = app_theme
        self._size = _WIDTH, _HEIGHT
        app_theme.subscribe(self._follow)

    def fit(self, width: int, height: int) -> None:
        """Choose the type for a stage of a size."""
        self._size = width, height
        self._follow()

    @property
    def is_of_the_app(self) -> bool:
        """Whether the type is as large as the app's."""
        return self.zoom == self._app_theme.zoom

    def _wanted_zoom(self) -> int:
        width, height = self._size
        larger = min(width / _WIDTH, height / _HEIGHT) - 1
        grown = min(round(100 * (1 + _GROWTH * larger)), ZOOMS[-1])
        wished = round(min(self._app_theme.zoom, height * _WISHED))
        return max(type_zoom(self._app_theme.zoom, width, height), min(wished, round(width * 0.15)), grown)

    def _follow(self) -> None:
        zoom, palette = self._wanted_zoom(), self._app_theme.palette
        if palette is not self.palette:
            self._zoom = zoom
            self.wish = _wish(self._app_theme)
        else:
            self.zoom = zoom


def _wish(theme: Theme) -> str:
    return "dark" if theme.palette.is_dark else "light"
