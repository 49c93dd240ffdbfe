"""The look of the moment: colours, type sizes and zoom, for style sheet and painters alike."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from cnnstudio.core.colormaps import Colormaps, colormaps
from cnnstudio.core.observable import Observable
from cnnstudio.core.palette import DARK, LIGHT, Palette
from cnnstudio.core.resources import resource_path
from cnnstudio.widgets.tabular_figures import with_tabular_figures

FAMILY = "Pretendard"

CAPTION = 14
BODY = 16
LARGE = 20
RESULT = 27

ZOOMS = (100, 110, 125, 150, 175, 200)
"""Steps of the font zoom, per cent."""


def load_fonts() -> None:
    """Make the shipped fonts known to Qt, with figures of equal width; they hold Latin, digits and Hangul."""
    for weight in ("Regular", "SemiBold"):
        font = resource_path("fonts", f"Pretendard-{weight}.otf").read_bytes()
        QFontDatabase.addApplicationFontFromData(with_tabular_figures(font))


@lru_cache(maxsize=128)
def interface_font(pixels: int, *, bold: bool = False) -> QFont:
    """Return the interface font, which all share and nobody changes.

    Figures have equal width, and each character is drawn as the glyph that is its own.

    Contextual alternates ("×" a little higher between figures, "->" as an arrow) would be lost as text in a PDF.
    """
    font = QFont(FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    for alternates in ("calt", "clig"):
        font.setFeature(QFont.Tag(alternates), 0)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


class Theme(Observable):
    """Light or dark, and how large the type is; emits when either changes.

    `wish` is "light", "dark" or "system"; only the last follows the desktop.
    """

    def __init__(self, wish: str = "light", zoom: int = 100) -> None:
        super().__init__()
        self._wish = wish
        self._zoom = zoom
        self._palette = self._wanted()
        self._colormaps = colormaps(self._palette)

    @property
    def wish(self) -> str:
        """What the user asked for: "system", "light" or "dark"."""
        return self._wish

    @wish.setter
    def wish(self, wish: str) -> None:
        self._wish = wish
        self.follow_system()

    @property
    def zoom(self) -> int:
        """Type size in per cent, 100…200."""
        return self._zoom

    @zoom.setter
    def zoom(self, percent: int) -> None:
        percent = max(ZOOMS[0], min(ZOOMS[-1], percent))
        if percent != self._zoom:
            self._zoom = percent
            self.emit()

    @property
    def palette(self) -> Palette:
        """The colours in use."""
        return self._palette

    @property
    def colormaps(self) -> Colormaps:
        """The colour maps in use."""
        return self._colormaps

    def follow_system(self) -> None:
        """Take up the desktop's choice of light or dark, where it was asked for."""
        palette = self._wanted()
        if palette is not self._palette:
            self._palette = palette
            self._colormaps = colormaps(palette)
            self.emit()

    def scaled(self, pixels: float) -> int:
        """Return a size of type or control at the current zoom."""
        return round(pixels * self._zoom / 100)

    def chrome(self, pixels: float) -> int:
        """Return a bar's thickness at the current zoom: bars grow by half as much as type does."""
        return round(pixels * (1 + (self._zoom - 100) / 200))

    def font(self, pixels: float = BODY, *, bold: bool = False) -> QFont:
        """Return the interface font at the current zoom."""
        return interface_font(self.scaled(pixels), bold=bold)

    def qt_palette(self) -> QPalette:
        """Return the colours as Qt's own widgets use them."""
        colors = self._palette
        roles = {
            QPalette.ColorRole.Window: colors.stage,
            QPalette.ColorRole.WindowText: colors.text,
            QPalette.ColorRole.Base: colors.stage,
            QPalette.ColorRole.AlternateBase: colors.panel,
            QPalette.ColorRole.Text: colors.text,
            QPalette.ColorRole.Button: colors.panel,
            QPalette.ColorRole.ButtonText: colors.text,
            QPalette.ColorRole.Highlight: colors.accent,
            QPalette.ColorRole.HighlightedText: colors.on_accent,
            QPalette.ColorRole.ToolTipBase: colors.card,
            QPalette.ColorRole.ToolTipText: colors.text,
            QPalette.ColorRole.PlaceholderText: colors.text_third,
            QPalette.ColorRole.Link: colors.accent,
            QPalette.ColorRole.Mid: colors.divider,
        }
        palette = QPalette()
        for role, color in roles.items():
            palette.setColor(role, QColor(color))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.text_third))
        return palette

    def _wanted(self) -> Palette:
        dark = desktop_is_dark() if self._wish == "system" else self._wish == "dark"
        return DARK if dark else LIGHT


def desktop_is_dark() -> bool:
    """Return whether the desktop asks for dark windows."""
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.styleHints().colorScheme() == Qt.ColorScheme.Dark
