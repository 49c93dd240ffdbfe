"""From numbers to colours: ink for pictures, cividis for activations, orange to purple for signed numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.core.palette import Palette, rgb
from cnnstudio.core.resources import resource_path


@dataclass(frozen=True, eq=False)
class Colormap:
    """256 colours from the lowest to the highest number.

    Attributes
    ----------
    table
        (n, 3) red, green, blue, n ≤ 256; odd for a signed map, so that zero has a colour of its own.
    signed
        Whether zero lies in the middle of the table; otherwise it is the first colour.

    """

    table: ByteArray
    signed: bool = False

    def colors(self, values: FloatArray, limit: float) -> ByteArray:
        """Return (…, 3) colours of values; `limit` is the number that takes the last colour."""
        return self.table[self.places(values, limit)]

    def places(self, values: FloatArray, limit: float) -> ByteArray:
        """Return (…) places in the table of values; `limit` is the number that takes the last one."""
        last = len(self.table) - 1
        zero = last / 2 if self.signed else 0.0
        scale = (last - zero) / limit if 0 < limit < np.inf else 0.0
        with np.errstate(over="ignore", invalid="ignore"):
            scaled = values * scale
        scaled += zero + 0.5
        np.clip(scaled, 0, last + 0.5, out=scaled)
        # What is not a number takes the colour of zero; a diverging network can be looked at like any other.
        scaled[np.isnan(scaled)] = zero + 0.5
        return scaled.astype(np.uint8)


@dataclass(frozen=True, eq=False)
class Colormaps:
    """The maps of a theme; only that of photos, from black to white, is the same in all of them."""

    picture: Colormap
    photo: Colormap
    activation: Colormap
    signed: Colormap


def colormaps(palette: Palette) -> Colormaps:
    """Return the maps that belong to the palette."""
    return Colormaps(
        picture=_between(palette.paper, palette.ink),
        photo=_between("#000000", "#ffffff"),
        activation=_cividis(),
        signed=_between(*palette.weights, signed=True),
    )


def _between(*stops: str, signed: bool = False) -> Colormap:
    """Return a map that runs evenly through the given colours."""
    places = np.linspace(0, 1, len(stops))
    channels = zip(*(rgb(stop) for stop in stops), strict=True)
    steps = np.linspace(0, 1, 255 if signed else 256)
    table = np.stack([np.interp(steps, places, channel) for channel in channels], axis=1)
    return Colormap(table.round().astype(np.uint8), signed)


def _cividis() -> Colormap:
    """Return the cividis map (Nuñez, Anderton, Renslow 2018) from its table."""
    colors = resource_path("colors", "cividis.txt").read_text(encoding="ascii").split()
    return Colormap(np.array([rgb("#" + color) for color in colors], np.uint8))
