"""What the lab says: one sentence with its numbers for every halt of the walk, and the explanation."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.path.computation import PathResult
from cnnstudio.labs.path.model import PathModel
from cnnstudio.labs.path.names import title, way_back
from cnnstudio.labs.path.passes import Passes
from cnnstudio.labs.path.stages import Kind, Stage
from cnnstudio.labs.path.weight_step import WeightStep
from cnnstudio.labs.path.words import exact_share, short, told_apart


def headline(model: PathModel) -> Text:
    """Return the sentence above the stage."""
    result = model.result
    if result is None:
        return model.problem or text("Draw a digit here, and see it go through the whole network and back.")
    halt = model.halt
    if halt.lane == "step":
        return _about_step(result.step)
    if halt.lane == "kernel":
        return _about_gradient(result.step)
    stage = model.stages[halt.stage]
    return (_forward if halt.lane == "forward" else _backward)(model, result, stage, halt.stage)


def explanation(model: PathModel) -> Text:
    """Return the text of the card."""
    result = model.result
    if result is None:
        return text(
            "Each layer turns the numbers of the one before into new ones; softmax makes shares of the last ten. "
            "The loss is −ln of the true class's share. Going back, every number is told how the loss would change "
            "with it, and one weight moves against its gradient. Draw something to start."
        )
    step = result.step
    return text(
        "Going back, each stage hands on how the loss changes with its numbers: the chain rule. At the kernel that is "
        "the weight's gradient, <b>{gradient}</b>. The weight moves against it:<br>"
        "{weight} − {rate} · {gradient} = <b>{new}</b>.<br>"
        "Then the picture goes through once more to see what the loss has become.",
        gradient=short(step.gradient),
        weight=short(step.weight),
        rate=f"{step.rate:g}",
        new=short(step.new_weight),
    )


def _about_gradient(step: WeightStep) -> Text:
    values = {"loss": short(step.before.loss), "gradient": short(step.gradient)}
    if step.gradient == 0:
        return text("The loss is <b>{loss}</b>. This weight's gradient is <b>0</b>: follow another.", **values)
    if step.gradient < 0:
        return text(
            "The loss is <b>{loss}</b>. One weight gets the gradient <b>{gradient}</b>, so it must grow.", **values
        )
    return text(
        "The loss is <b>{loss}</b>. One weight gets the gradient <b>{gradient}</b>, so it must shrink.", **values
    )


def _about_step(step: WeightStep) -> Text:
    if step.after is None:
        return text("After this step the numbers are too large to be written. Choose a smaller learning rate.")
    before, after = told_apart(step.before.loss, step.after.loss)
    if step.fall > 0:
        return text("One step, and the loss falls from {before} to <b>{after}</b>.", before=before, after=after)
    if step.fall == 0:
        return text("One step, and the loss stays <b>{after}</b>: nothing here depends on it.", after=after)
    return text(
        "The step was too long: the loss rises from {before} to <b>{after}</b>. Choose a smaller learning rate.",
        before=before,
        after=after,
    )


def _forward(model: PathModel, result: PathResult, stage: Stage, place: int) -> Text:
    passes = result.shown
    match stage.kind:
        case Kind.SPECIMEN:
            inked = int(np.count_nonzero(passes.picture))
            return text(
                "The picture is {count} numbers from 0 to 1; <b>{inked}</b> of them hold ink.",
                count=passes.picture.size,
                inked=inked,
            )
        case Kind.LOGITS | Kind.SOFTMAX | Kind.LOSS:
            return _about_answer(passes, stage.kind)
        case Kind.DENSE:
            values = passes.output(stage.output)
            return text(
                "Each of {count} units weighs all numbers before it; unit <b>{unit}</b> reaches <b>{value}</b>.",
                count=len(values),
                unit=int(values.argmax()) + 1,
                value=short(float(values.max())),
            )
        case _:
            return _about_map(model, result, stage, place)


def _about_map(model: PathModel, result: PathResult, stage: Stage, place: int) -> Text:
    passes, number = result.shown, result.following.maps[place]
    values, before = passes.output(stage.output)[number], passes.input(stage.layers[0])
    shown: dict[str, object] = {"map": number + 1, "count": values.size, "most": short(float(values.max()))}
    match stage.kind:
        case Kind.CONVOLUTION:
            return text(
                "Kernel <b>{map}</b> slides over the picture: {count} sums, from <b>{least}</b> to <b>{most}</b>.",
                least=short(float(values.min())),
                **shown,
            )
        case Kind.ACTIVATION if number < len(before):
            lost = int(np.count_nonzero(before[number] < 0))
            name = title(stage, passes.network.spec)
            return text("{name} meets {lost} numbers below 0 in map <b>{map}</b>.", name=name, lost=lost, **shown)
        case Kind.POOLING:
            return text(
                "Pooling keeps the largest of each window: of {before} numbers of map {map}, <b>{count}</b> stay.",
                before=before[number].size,
                **shown,
            )
        case _:
            return text(
                "{name}: {maps} maps, each of all {before} before it. Map <b>{map}</b> reaches <b>{most}</b>.",
                name=title(stage, passes.network.spec),
                maps=len(passes.output(stage.output)),
                before=len(before),
                **shown,
            )


def _about_answer(passes: Passes, kind: Kind) -> Text:
    names, best = passes.network.spec.class_names, int(passes.logits.argmax())
    if kind is Kind.LOGITS:
        return text(
            "The last layer gives {count} scores. The largest, <b>{score}</b>, is that of <b>{name}</b>.",
            count=len(passes.logits),
            score=short(float(passes.logits[best])),
            name=names[best],
        )
    if kind is Kind.SOFTMAX:
        return text(
            "Softmax turns the scores into shares of 1: <b>{name}</b> gets <b>{share}</b>.",
            name=names[best],
            share=exact_share(float(passes.probabilities[best])),
        )
    return text(
        "The true class is <b>{name}</b>. Its share is {share}, so the loss is <b>{loss}</b>.",
        name=names[passes.target],
        share=exact_share(float(passes.probabilities[passes.target])),
        loss=short(passes.loss),
    )


def _backward(_model: PathModel, result: PathResult, stage: Stage, place: int) -> Text:
    passes, gradient = result.shown, result.shown.gradient(stage.output)
    if stage.kind is Kind.LOGITS:
        return text(
            "The way back starts with share minus target: <b>{value}</b> for the true class, <b>{name}</b>.",
            value=short(float(gradient[passes.target])),
            name=passes.network.spec.class_names[passes.target],
        )
    low, high = short(float(gradient.min())), short(float(gradient.max()))
    name = way_back(stage, passes.network.spec)
    if stage.kind is Kind.DENSE:
        return text(
            "Back {name}: {count} gradients, from <b>{low}</b> to <b>{high}</b>.",
            name=name,
            low=low,
            high=high,
            count=gradient.size,
        )
    number = result.following.maps[place]
    reached = int(np.count_nonzero(gradient[number]))
    return text(
        "Back {name}: from <b>{low}</b> to <b>{high}</b>, in map {map} at {reached} of {count} cells.",
        name=name,
        low=low,
        high=high,
        map=number + 1,
        reached=reached,
        count=gradient[number].size,
    )
