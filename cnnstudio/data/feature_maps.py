"""The feature maps of the convolution lab, for the labs that take them further."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnnstudio.core.observable import Observable

if TYPE_CHECKING:  # the window opens with this module, and need not wait for it
    from cnnstudio.core.arrays import FloatArray


@dataclass(frozen=True, eq=False)
class FeatureMaps:
    """What the convolution lab computed last.

    Attributes
    ----------
    values
        (K, H, W) after the activation.
    filter
        The map that is looked at there, a place in `values`.

    """

    values: FloatArray
    filter: int = 0


class FeatureMapShelf(Observable):
    """Holds the feature maps of the convolution lab, and emits when others take their place; none before it was made.

    Who needs them asks for them: the lab may not have been opened yet.

    Attributes
    ----------
    wanted
        Emits when someone needs maps and there are none.

    """

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Observable()
        self._maps: FeatureMaps | None = None

    @property
    def maps(self) -> FeatureMaps | None:
        """The maps of the moment."""
        return self._maps

    def ask(self) -> FeatureMaps | None:
        """Return the maps of the moment, made now where they were not needed before."""
        if self._maps is None:
            self.wanted.emit()
        return self._maps

    def put(self, maps: FeatureMaps) -> None:
        """Lay other maps here."""
        self._maps = maps
        self.emit()
