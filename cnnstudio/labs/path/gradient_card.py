"""A card with the numbers of one map, of the way back or of a stage that has no lab of its own."""

from __future__ import annotations

import math

from PySide6.QtWidgets import QWidget

from cnnstudio.core.numbers import power_of_ten
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.path import names
from cnnstudio.labs.path.scene import Scene, stacked
from cnnstudio.labs.path.words import short
from cnnstudio.widgets.cards import GridCard
from cnnstudio.widgets.theme import Theme


class GradientCard(GridCard):
    """Enlarges a map, and follows its numbers until it is put away."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__("path.enlarged", theme, translator, parent)
        self._place, self._is_back = 0, True

    def choose(self, place: int, *, is_back: bool) -> None:
        """Enlarge the followed map of a stage, or its gradient."""
        self._place, self._is_back = place, is_back
        self.show()
        self.raise_()
        self.grid.setFocus()

    def refresh(self, scene: Scene | None) -> None:
        """Take up the numbers of the moment; without them there is nothing to show."""
        if self.isHidden():
            return
        if scene is None or self._place >= len(scene.stages):
            self.put_away()
            return
        stage, spec, passes = scene.stages[self._place], scene.passes.network.spec, scene.passes
        values = stacked(passes.gradient(stage.output) if self._is_back else passes.output(stage.output))
        number = scene.result.following.maps.get(self._place, 0) if len(values) > 1 else 0
        limit = max(float(values.max()), -float(values.min())) or 1.0
        title = names.way_back(stage, spec) if self._is_back else names.title(stage, spec)
        heading = text("{title}, {number} of {count}", title=title, number=number + 1, count=len(values))
        signed, theme = self._is_back or float(values.min()) < 0, self._theme
        power = max(0, -math.floor(math.log10(limit)))
        scale = text("Colours up to ± {limit}.", limit=short(limit))
        if power:
            scale = text("Numbers times {unit}. {colours}", unit=power_of_ten(-power), colours=scale)
        self.show_scale(self._translator(scale))
        colormap = (lambda: theme.colormaps.signed) if signed else (lambda: theme.colormaps.activation)
        shown = values[number] * 10.0**power
        self.show_values(self._translator(heading), shown, colormap, limit * 10.0**power)
