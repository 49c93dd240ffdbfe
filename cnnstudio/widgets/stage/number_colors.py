"""Which colours numbers are shown in: pictures, photos, activations, and whatever falls below zero."""

from __future__ import annotations

from collections.abc import Callable

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.colormaps import Colormap
from cnnstudio.widgets.theme import Theme

Colors = tuple[Callable[[], Colormap], float]
"""Asked at each painting, because light may have become dark; and the number that takes the last colour."""


def picture_colors(values: FloatArray, theme: Theme, *, is_photo: bool = False) -> Colors:
    """Return the colours of an input: white to ink, photos from black to white, signed where it falls below zero."""
    low, high = float(values.min()), float(values.max())
    if low < 0:
        return lambda: theme.colormaps.signed, max(-low, high)
    if is_photo:
        return lambda: theme.colormaps.photo, 1.0
    return lambda: theme.colormaps.picture, max(high, 1.0)


def signed_colors(values: FloatArray, theme: Theme) -> Colors:
    """Return orange to purple, up to the largest magnitude."""
    return lambda: theme.colormaps.signed, max(float(values.max()), -float(values.min())) or 1.0


def map_colors(values: FloatArray, theme: Theme) -> Colors:
    """Return the colours of a feature map: from 0 to its largest number, or signed where it falls below zero."""
    if float(values.min()) < 0:
        return signed_colors(values, theme)
    return lambda: theme.colormaps.activation, float(values.max()) or 1.0
