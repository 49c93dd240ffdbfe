"""One map of the strip, enlarged on a card with its numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Translator, text
from cnnstudio.widgets.cards import GridCard
from cnnstudio.widgets.map_strip import MapStrip
from cnnstudio.widgets.theme import Theme


class EnlargedMap(GridCard):
    """Shows the map that was chosen in a strip, and follows its numbers until it is put away."""

    def __init__(self, strip: MapStrip, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__("draw.enlarged", theme, translator, parent)
        self._strip = strip
        self._chosen: tuple[int, int] | None = None
        self.closed.connect(self._on_closed)

    def choose(self, group: int, index: int) -> None:
        """Show a map: the number of its layer in the strip, and its own within the layer."""
        self._chosen = (group, index)
        self.show()
        self.raise_()
        self.grid.setFocus()
        self.refresh()

    def refresh(self) -> None:
        """Take up the strip's numbers; without them there is nothing to show."""
        if self._chosen is None:
            return
        number, index = self._chosen
        if number >= len(self._strip.groups):
            self.put_away()
            return
        group = self._strip.groups[number]
        limit = float(abs(group.maps).max())
        heading = f"{group.title}, {index + 1} / {len(group.maps)}"
        scale = (
            text("Orange is negative, purple positive.")
            if group.signed
            else text("From dark blue, 0, to yellow, {largest}.", largest=fixed(limit, 2))
        )
        self.show_scale(self._translator(scale))
        theme = self._theme  # asked for the map at each painting: light may have become dark
        colormap = (lambda: theme.colormaps.signed) if group.signed else (lambda: theme.colormaps.activation)
        self.show_values(heading, group.maps[index], colormap, limit)

    def _on_closed(self) -> None:
        self._chosen = None
        self._strip.setFocus()
