"""What changed between two moments of the lab: where one looks, or what is computed."""

from __future__ import annotations

from cnnstudio.core.params_history import changed_fields
from cnnstudio.labs.convolution.params import ConvolutionParams

WALKING = frozenset({"filter", "channel", "backward", "gradient", "unit", "cell", "terms", "source"})
"""Where one looks: changed without computing the maps anew, and not a step of undo."""

_NO_MAPS = WALKING | {"presets", "grid"}


def give_same_maps(first: ConvolutionParams, second: ConvolutionParams) -> bool:
    """Whether both settings give the same maps of the same input."""
    return set(changed_fields(first, second)) <= _NO_MAPS
