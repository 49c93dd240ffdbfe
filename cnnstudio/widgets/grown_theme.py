"""A theme whose type grows with the stage, so that what a projector shows large can be read at the back."""

from __future__ import annotations

from cnnstudio.widgets.theme import ZOOMS, Theme

_WIDTH, _HEIGHT = 1050, 520
"""Stage that is laid out for type at 100 %, pixels."""

_GROWTH = 0.75
"""By how much of what a stage is larger its type is, too; the rest goes to the pictures."""


class GrownTheme(Theme):
    """Colours and zoom of the app's theme, with larger type where the stage has room for it."""

    def __init__(self, app_theme: Theme) -> None:
        super().__init__(_wish(app_theme), app_theme.zoom)
        self._app_theme = app_theme
        self._room = ZOOMS[0]
        app_theme.subscribe(self._follow)

    def fit(self, width: int, height: int) -> None:
        """Choose the type for a stage of a size."""
        larger = min(width / _WIDTH, height / _HEIGHT) - 1
        self._room = min(round(100 * (1 + _GROWTH * larger)), ZOOMS[-1])
        self._follow()

    @property
    def is_grown(self) -> bool:
        """Whether the type is larger than the app's."""
        return self.zoom > self._app_theme.zoom

    def _follow(self) -> None:
        zoom, palette = max(self._app_theme.zoom, self._room), self._app_theme.palette
        if palette is not self.palette:
            self._zoom = zoom
            self.wish = _wish(self._app_theme)
        else:
            self.zoom = zoom


def _wish(theme: Theme) -> str:
    return "dark" if theme.palette.is_dark else "light"
