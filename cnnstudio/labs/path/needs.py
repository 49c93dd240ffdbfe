"""What a scene asks of its layout."""

from __future__ import annotations

from collections.abc import Callable

from cnnstudio.labs.path.places import ColumnNeeds, PathNeeds
from cnnstudio.labs.path.scene import Scene
from cnnstudio.labs.path.stages import Kind
from cnnstudio.widgets.stage.fitted_text import words_width
from cnnstudio.widgets.theme import BODY, CAPTION, interface_font

_KINDS = {Kind.SPECIMEN: "specimen", Kind.DENSE: "numbers"}


def needs_of(scene: Scene, pixels: Callable[[float], int]) -> PathNeeds:
    """Return the columns and the sizes of their words; `pixels` gives sizes of type at the zoom of the stage."""
    columns = tuple(
        ColumnNeeds(
            kind=_KINDS.get(stage.kind, "maps"),
            count=len(column.values),
            size=(column.values.shape[1], column.values.shape[2]),
            has_gradient=gradient is not None,
        )
        for stage, column, gradient in zip(scene.stages, scene.columns, scene.gradients, strict=False)
    )
    return PathNeeds(
        columns=columns,
        kernel=(scene.followed.shape[2], scene.followed.shape[3]),
        title=pixels(BODY + 6),
        caption=pixels(CAPTION + 5),
        figure=words_width("0", interface_font(pixels(BODY))),
    )
