"""Making and saving figures without pyplot and without a screen."""

from __future__ import annotations

from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.text import Text as PlotText

from cnnstudio.core.palette import Palette
from cnnstudio.core.resources import resource_path


def new_figure(palette: Palette, size: tuple[float, float] = (8.0, 4.5)) -> Figure:
    """Return an empty figure of `size` inches in the palette's colours."""
    return Figure(figsize=size, facecolor=palette.stage, layout="constrained")


def save_figure(figure: Figure, path: Path, dots_per_inch: int = 160) -> None:
    """Save a figure as PNG, SVG or PDF, by the file's ending, in the app's own font, which holds Hangul."""
    font = resource_path("fonts", "Pretendard-Regular.otf")
    fontManager.addfont(font)
    family = FontProperties(fname=font).get_name()
    for words in figure.findobj(PlotText):
        words.set_fontfamily(family)
    figure.savefig(path, dpi=dots_per_inch, facecolor=figure.get_facecolor())
