"""Where the lab's input comes from: a drawing, what the convolution lab made of it, or another lab's numbers."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.specimen import Specimen
from cnnstudio.data.feature_maps import FeatureMaps, FeatureMapShelf
from cnnstudio.data.lab_numbers import PoolingNumbers
from cnnstudio.labs.pooling.params import PoolingParams


class PoolingSources:
    """Keeps each input as the same array as long as it is the same.

    Attributes
    ----------
    drawing
        (1, H, W) the specimen.
    maps
        The convolution lab's feature maps; None before they were needed.
    given
        What another lab handed over last.

    """

    def __init__(self, specimen: Specimen, shelf: FeatureMapShelf) -> None:
        self._specimen, self._shelf = specimen, shelf
        self.drawing: FloatArray = np.zeros((1, 28, 28))
        self.maps: FeatureMaps | None = None
        self.given: PoolingNumbers | None = None

    @property
    def has_ink(self) -> bool:
        """Whether something is drawn."""
        return bool(np.any(self.drawing))

    def read_drawing(self) -> None:
        """Take up the specimen of the moment."""
        self.drawing = np.asarray(self._specimen.picture.pixels, np.float64)[None]

    def read_maps(self) -> bool:
        """Take up the feature maps of the moment; return whether another filter is looked at now."""
        before, self.maps = self.maps, self._shelf.maps
        return self.maps is not None and (before is None or before.filter != self.maps.filter)

    def ask_for_maps(self) -> FeatureMaps | None:
        """Return feature maps that nobody needed before, made now; None where nobody makes any."""
        self.maps = self._shelf.ask()
        return self.maps

    def input_of(self, params: PoolingParams) -> FloatArray:
        """Return the (C, H, W) input that the settings ask for; while there are no feature maps, the drawing."""
        if params.source == "grid":
            return params.grid
        if params.source == "given":
            return params.grid if params.given is None else params.given.input
        return self.drawing if params.source == "specimen" or self.maps is None else self.maps.values
