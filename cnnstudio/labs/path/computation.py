"""What follows from a picture, a network and the settings: the way there and back, and the step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.path.following import Following, follow
from cnnstudio.labs.path.params import PathParams
from cnnstudio.labs.path.passes import Passes, exact, run
from cnnstudio.labs.path.stages import Followed, Stage, followed_in, stages_of
from cnnstudio.labs.path.walk import Halt, walk_of
from cnnstudio.labs.path.weight_step import WeightStep, take
from cnnstudio.nets.network import Network


@dataclass(frozen=True, eq=False)
class Course:
    """The way through one network.

    Attributes
    ----------
    network
        A copy in float64.
    stages
        The columns of the picture.
    followed
        The layer of which a weight is followed.
    walk
        The halts.

    """

    network: Network
    stages: tuple[Stage, ...]
    followed: Followed
    walk: tuple[Halt, ...]


@dataclass(frozen=True, eq=False)
class PathResult:
    """What follows from specimen, network and settings.

    Attributes
    ----------
    shown
        The way through the network and back that the picture shows: after the step, once it is taken.
    following
        The thread that is followed.
    step
        The step of the followed weight, with the loss before and after it.

    """

    shown: Passes
    following: Following
    step: WeightStep


def course_of(network: Network) -> Course | None:
    """Return the way through a network; None where it has no weights."""
    stages = stages_of(network.spec)
    followed = followed_in(network.spec, stages)
    return None if followed is None else Course(exact(network), stages, followed, walk_of(stages, followed))


def compute(
    course: Course,
    params: PathParams,
    pixels: FloatArray,
    label: int | None,
    before: Following | None,
    *,
    has_stepped: bool,
) -> PathResult | Text:
    """Return what follows, or the sentence that says why nothing does.

    Parameters
    ----------
    course
        The way.
    params
        Settings, with the network as it is after the steps that were kept.
    pixels
        (H, W) the picture.
    label
        Its class, where that is known.
    before
        What was followed until now.
    has_stepped
        Whether the network after the step is shown.

    """
    network = params.network or course.network
    picture, spec = np.asarray(pixels, np.float64)[None, None], network.spec
    if picture.shape[1:] != spec.input_shape:
        return _misfit(spec.input_shape, pixels.shape)
    wanted = label if params.target is None else params.target
    try:
        passes = run(network, picture, wanted if wanted is not None and wanted < len(spec.class_names) else None)
        if len(passes.logits) != len(spec.class_names):
            return text("This network answers with one score, which has no softmax. Open another one.")
        following = follow(passes, course.stages, course.followed, params, before)
    except ValueError:  # a layer that only training knows
        return text("This network has a layer that cannot be computed here. Open one that is trained.")
    step = take(passes, course.followed, following, params.rate, params.scope)
    return PathResult(step.after if has_stepped and step.after is not None else passes, following, step)


def _misfit(wanted: tuple[int, ...], size: tuple[int, ...]) -> Text:
    return text(
        "This network takes pictures of {shape}, the specimen has {height} × {width}. Open another network.",
        shape=" × ".join(map(str, wanted)),
        height=size[0],
        width=size[1],
    )
