"""Models for the tests of the lab."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.specimen import Specimen, SpecimenPicture
from cnnstudio.core.texts import text
from cnnstudio.data.mnist import load_mnist
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.nets.shipped import shipped_network


def digit(number: int = 30, *, is_labelled: bool = True) -> SpecimenPicture:
    """Return a digit of MNIST's test part; number 30 is a three."""
    part = load_mnist("test")
    label = int(part.labels[number]) if is_labelled else None
    return SpecimenPicture(text("A digit"), part.images[number].astype(np.float32) / 255, label)


def own_model(**changes: object) -> SoftmaxModel:
    """Return a model without a specimen, with the lecture's scores."""
    model = SoftmaxModel(Specimen(), ActiveNetwork())
    if changes:
        model.update(**changes)
    return model


def digit_model() -> tuple[SoftmaxModel, Specimen]:
    """Return a model that shows the shipped network's answer to a three."""
    specimen = Specimen()
    specimen.show(digit())
    return SoftmaxModel(specimen, shipped_network()), specimen
