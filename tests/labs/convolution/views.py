"""Models and a window for the tests of the secondary views."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.core.specimen import Specimen, SpecimenPicture
from cnnstudio.core.texts import text
from cnnstudio.labs.convolution.kernels import with_filters
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.nets.network import ActiveNetwork

Shown = TypeVar("Shown", bound=QWidget)

ROOMS = ((880, 400), (1500, 780))
"""Widths and heights of the stage in a window of 1280 × 720 and of 1920 × 1080."""


def digit_model(filters: int = 1, **changes: object) -> ConvolutionModel:
    """Return a model that follows a drawing of an L, with a bank of filters."""
    pixels = np.zeros((28, 28), np.float32)
    pixels[6:22, 9:12] = 1.0
    pixels[19:22, 9:20] = 0.5
    specimen = Specimen()
    model = ConvolutionModel(specimen, ActiveNetwork())
    specimen.show(SpecimenPicture(text("Your drawing"), pixels))
    if filters > 1:
        model.put(with_filters(model.params, filters))
    if changes:
        model.update(**changes)
    return model


def shown(view: Shown, qtbot: QtBot, room: tuple[int, int] = ROOMS[0]) -> Shown:
    """Show a view at the size of a stage."""
    # pytest-qt itself keeps only a weak reference: a view that the test has forgotten could be collected while it
    # paints for the last time.
    qtbot.addWidget(view, before_close_func=lambda _closing: view.hide())
    view.resize(*room)
    view.show()
    qtbot.waitExposed(view)
    return view
