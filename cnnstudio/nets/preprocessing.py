"""How a picture becomes the numbers that go into a network.

What the network does to them itself, such as subtracting a mean, is a layer of it (`nets.layers.Normalise`) and needs
no other care: whoever runs the network has done it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cnnstudio.core.texts import text
from cnnstudio.nets.spec_error import SpecError

RECIPES = ("digit", "picture")


@dataclass(frozen=True)
class Preprocessing:
    """The recipe that a network was trained for.

    Attributes
    ----------
    recipe
        "digit": ink is found, fitted into a box and centred by its mass, 0 = paper, 1 = ink, as in MNIST.
        "picture": the whole picture is brought to the network's size, 0 = dark, 1 = light, three channels if in colour.

    """

    recipe: str = "digit"

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {"recipe": self.recipe}

    @staticmethod
    def from_json(data: object) -> Preprocessing:
        """Read what `to_json` wrote; raises `SpecError` for a recipe that there is not."""
        recipe = data.get("recipe") if isinstance(data, Mapping) else None
        if recipe not in RECIPES:
            names = ", ".join(RECIPES)
            raise SpecError(text("Its pictures are prepared in an unknown way. Known are {names}.", names=names))
        return Preprocessing(recipe)
