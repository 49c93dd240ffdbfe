"""What the lab says: the line above the stage, the layers' names, the explanation on request."""

from __future__ import annotations

from cnnstudio.core.numbers import fixed, percent
from cnnstudio.core.texts import Text, text
from cnnstudio.data.recipe import Recipe
from cnnstudio.labs.draw.model import DrawModel, DrawParams, DrawResult
from cnnstudio.labs.draw.sources import PhotoSource, SampleSource

_WORTH_TELLING = 0.005
"""A second thought below this share is not mentioned."""


def headline(model: DrawModel) -> Text:
    """Return the sentence above the stage: what is on the table and what the network says to it."""
    params, result = model.params, model.result
    if model.network.problem is not None:
        return model.network.problem
    if not result.ranking:
        return _without_answer(params)
    if isinstance(params.source, SampleSource):
        return _about_sample(params.source, result)
    if params.recipe != Recipe():
        return _about_missing_step(params.recipe, result)
    return _about_answer(result)


def _without_answer(params: DrawParams) -> Text:
    if isinstance(params.source, PhotoSource):
        return text("No ink was found in this picture. Move the frame, or switch between dark and light ink.")
    return text("Draw a digit, and see what the network makes of it with every stroke.")


def _shares(result: DrawResult) -> dict[str, object]:
    assert result.probabilities is not None
    first, second = result.ranking[:2]
    return {
        "first": first,
        "share": percent(float(result.probabilities[first])),
        "second": second,
        "second_share": percent(float(result.probabilities[second])),
    }


def _about_answer(result: DrawResult) -> Text:
    shares = _shares(result)
    if result.probabilities is not None and result.probabilities[result.ranking[1]] < _WORTH_TELLING:
        return text("The network reads a <b>{first}</b> and is <b>{share}</b> sure.", **shares)
    return text(
        "The network reads a <b>{first}</b> and is <b>{share}</b> sure. "
        "Its second thought is a <b>{second}</b>, with <b>{second_share}</b>.",
        **shares,
    )


def _about_sample(source: SampleSource, result: DrawResult) -> Text:
    shares = _shares(result)
    if result.ranking[0] == source.label:
        return text(
            "{name} is a <b>{label}</b>. The network reads a <b>{first}</b> and is <b>{share}</b> sure.",
            name=source.name,
            label=source.label,
            **shares,
        )
    return text(
        "{name} is a <b>{label}</b>, but the network reads a <b>{first}</b> and is <b>{share}</b> sure.",
        name=source.name,
        label=source.label,
        **shares,
    )


def _about_missing_step(recipe: Recipe, result: DrawResult) -> Text:
    missing = [recipe.crop, recipe.fit, recipe.center, recipe.pen].count(False)
    if missing > 1:
        return text(
            "With {number} steps left out, the network reads a <b>{first}</b> and is <b>{share}</b> sure.",
            number=missing,
            **_shares(result),
        )
    step = next(name for on, name in _steps(recipe) if not on)
    return text(
        "Without “{step}”, the network reads a <b>{first}</b> and is <b>{share}</b> sure.",
        step=step,
        **_shares(result),
    )


def _steps(recipe: Recipe) -> tuple[tuple[bool, Text], ...]:
    return tuple(zip((recipe.crop, recipe.fit, recipe.center, recipe.pen), STEP_NAMES.values(), strict=True))


STEP_NAMES: dict[str, Text] = {
    "crop": text("Crop to the ink"),
    "fit": text("Fit into 20 × 20"),
    "center": text("Centre of mass in the middle"),
    "pen": text("Pen as thick as in MNIST"),
}
"""The recipe's steps by the name of their field."""

STEP_TIPS: dict[str, Text] = {
    "crop": text("Cut away the empty paper around the digit. Off: the whole sheet is used."),
    "fit": text("Make the longer side 20 pixels, as in MNIST. Off: it fills all 28."),
    "center": text("Move the centre of mass to the middle of 28 × 28. Off: the middle of the cut stays there."),
    "pen": text("Draw the line 2.2 pixels wide, as in MNIST. Off: it shrinks with the drawing."),
}


def explanation(model: DrawModel) -> Text:
    """Return the card's text: what happens between the sheet and the answer, with today's numbers."""
    result = model.result
    if not result.ranking or result.probabilities is None:
        return text(
            "The network was trained on MNIST: digits cropped, fitted into 20 × 20 pixels and centred by their mass in "
            "28 × 28. Your drawing goes through the same recipe. Draw something and switch the steps off one by one."
        )
    last = (
        text("MNIST's makers have done all four steps.")
        if isinstance(model.params.source, SampleSource)
        else text("Switch a step of the recipe off to see how much the answer depends on it.")
    )
    logits = result.outputs[-1].values[0]
    first = result.ranking[0]
    return text(
        "The picture became 784 numbers, and the layers below turned them into ten scores. "
        "Softmax makes shares of them: the score of {first} is {score}, "
        "so its share is e<sup>{score}</sup> ÷ Σ e<sup>z</sup> = <b>{share}</b>. {last}",
        last=last,
        first=first,
        score=fixed(float(logits[first]), 2),
        share=percent(float(result.probabilities[first])),
    )
