"""What can be pointed at, walked to with the keyboard and opened on the picture, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.path import names
from cnnstudio.labs.path.places import PathPlaces, Place
from cnnstudio.labs.path.scene import Column, Scene, grid_size
from cnnstudio.labs.path.stages import Kind
from cnnstudio.labs.path.words import short
from cnnstudio.nets.spec import Conv2d


@dataclass(frozen=True)
class Spot:
    """A part of the picture.

    Attributes
    ----------
    kind
        "stage" (opens its lab), "gradient" (opens its numbers), "kernel", "kernel gradient"; within them "map",
        "unit" or "cell".
    stage
        The place of its stage.
    number
        Which map, unit or cell of the kernel it is, in reading order.

    """

    kind: str
    stage: int
    number: int = 0


def stops_of(scene: Scene, places: PathPlaces) -> tuple[tuple[Spot, QRectF], ...]:
    """Return what the arrow keys go to, in the order of the walk, and where it lies; only what is reached."""
    stops: list[tuple[Spot, QRectF]] = []
    for number, place in enumerate(_forward(places)):
        if scene.has_reached("forward", number):
            stops.append((Spot("stage", number), place.large))
        if number == scene.followed.stage and stops[-1][0].stage == number:
            stops.insert(-1, (Spot("kernel", number), places.kernel))
    scores = len(places.forward)
    back = (*((number, place) for number, place in enumerate(places.backward) if place), (scores, places.difference))
    for number, place in reversed(back):
        if scene.has_reached("backward", number):
            stops.append((Spot("gradient", number), place.large))
    if scene.has_reached("kernel", scene.followed.stage):
        stops.append((Spot("kernel gradient", scene.followed.stage), places.kernel_gradient.large))
    return tuple(stops)


def spot_at(scene: Scene, places: PathPlaces, place: QPointF) -> Spot | None:
    """Return what lies under a point."""
    for stop, area in stops_of(scene, places):
        if area.contains(place):
            return _within(scene, stop, area, place)
    for lane, columns in (("forward", _forward(places)), ("backward", places.backward)):
        for number, column in enumerate(columns):
            if column is None or not scene.has_reached(lane, number):
                continue
            if lane == "forward" and column.heading.contains(place):
                return Spot("stage", number)
            for which, small in enumerate(column.small):
                if small.contains(place):
                    return Spot("map", number, which)
    return None


def _within(scene: Scene, stop: Spot, area: QRectF, place: QPointF) -> Spot:
    """Return the cell of a kernel or the unit of a dense layer under a point, or the stop itself."""
    if stop.kind in ("kernel", "kernel gradient"):
        height, width = scene.followed.shape[2:]
        return Spot("cell", stop.stage, _cell(area, place, height, width))
    if stop.kind == "stage" and scene.stages[stop.stage].kind is Kind.DENSE:
        count = len(scene.passes.output(scene.stages[stop.stage].output))
        return Spot("unit", stop.stage, min(count - 1, _cell(area, place, *grid_size(count))))
    return stop


def _cell(area: QRectF, place: QPointF, rows: int, columns: int) -> int:
    row = min(rows - 1, int((place.y() - area.top()) * rows / area.height()))
    column = min(columns - 1, int((place.x() - area.left()) * columns / area.width()))
    return row * columns + column


def _forward(places: PathPlaces) -> tuple[Place, ...]:
    return (*places.forward, places.scores, places.shares, places.loss)


# -- what they are called


def name_of(scene: Scene, spot: Spot) -> Text:
    """Return what a part of the picture is called, with its numbers and what a click does."""
    stage, spec = scene.stages[spot.stage], scene.passes.network.spec
    match spot.kind:
        case "cell" | "kernel" | "kernel gradient":
            return _kernel(scene, spot)
        case "gradient":
            column = scene.gradients[spot.stage] if spot.stage < len(scene.gradients) else None
            return _gradient(scene, spot, column)
        case "unit":
            value = float(scene.passes.output(stage.output)[spot.number])
            return text(
                "Unit {number}: {value}. Click to see its largest products.", number=spot.number + 1, value=short(value)
            )
        case "map":
            return text(
                "{stage}, map {number}. Click to follow it.", stage=names.title(stage, spec), number=spot.number + 1
            )
        case _:
            return _stage(scene, spot)


def _stage(scene: Scene, spot: Spot) -> Text:
    stage, spec = scene.stages[spot.stage], scene.passes.network.spec
    name, caption = names.title(stage, spec), names.captions(stage, scene.passes)[0]
    if spot.stage >= len(scene.columns) or scene.columns[spot.stage].values.shape[0] == 1:
        return text("{stage}, {caption}. Enter or a click opens it.", stage=name, caption=caption)
    column = scene.columns[spot.stage]
    values = column.values[column.chosen]
    return text(
        "{stage}, map {number} of {count}: from {low} to {high}. Enter or a click opens it in its lab.",
        stage=name,
        number=column.chosen + 1,
        count=len(column.values),
        low=short(float(values.min())),
        high=short(float(values.max())),
    )


def _gradient(scene: Scene, spot: Spot, column: Column | None) -> Text:
    name = names.way_back(scene.stages[spot.stage], scene.passes.network.spec)
    values = scene.passes.gradient(scene.stages[spot.stage].output) if column is None else column.values[column.chosen]
    return text(
        "Gradient {name}: from {low} to {high}. Enter or a click shows its numbers.",
        name=name,
        low=short(float(values.min())),
        high=short(float(values.max())),
    )


def _kernel(scene: Scene, spot: Spot) -> Text:
    followed, following = scene.followed, scene.result.following
    is_kernel = isinstance(scene.passes.network.spec.layers[followed.layer], Conv2d)
    name = names.kernel_name(following.kernel, followed.shape[0], is_kernel=is_kernel)
    columns = followed.shape[3]
    row, column = following.cell[1:] if spot.kind != "cell" else divmod(spot.number, columns)
    index = following.kernel, following.cell[0], row, column
    arrays = scene.passes.network.weights, scene.passes.gradients.weights
    weight, gradient = (float(array[followed.name].reshape(followed.shape)[index]) for array in arrays)
    return text(
        "{name}, row {row}, column {column}: weight {weight}, gradient {gradient}. Click a weight to follow it.",
        name=name,
        row=row + 1,
        column=column + 1,
        weight=short(weight),
        gradient=short(gradient),
    )
