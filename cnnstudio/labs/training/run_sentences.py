"""What the first view says of a run: how far it is, and how well it reads."""

from __future__ import annotations

from cnnstudio.core.numbers import grouped, percent
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.training.curves import loss_words
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.smoothing_words import smoothing_words
from cnnstudio.labs.training.specimen_words import with_answer
from cnnstudio.labs.training.state import TrainingState
from cnnstudio.labs.training.told import Told
from cnnstudio.training.experiments import EXPERIMENTS


def run_headline(state: TrainingState) -> Text:
    """Say what the network can do at the moment looked at."""
    run = state.run
    if run is None:
        if state.problem is not None:
            return state.problem
        if state.params.base is not None:
            return text(
                "Start trains the network further that was trained before, with {count} digits.",
                count=grouped(state.params.config.train_size),
            )
        return text(
            "The network begins with random numbers. Press Start: it learns from {count} digits.",
            count=grouped(state.params.config.train_size),
        )
    if run.problem is not None and state.moment is None:
        return run.problem
    if run.state == "waiting" and not run.batches:
        return text("The digits are being read; training begins in a moment.")
    told = state.told
    if told is None or told.step == 0:
        if run.past is not None:
            return with_answer(text("Before the first batch it is the network that was trained before."), state)
        return with_answer(text("Before the first batch all weights are random numbers."), state)
    return with_answer(_told_words(run, told), state)


def _told_words(run: Run, told: Told) -> Text:
    """Say how well unseen digits are read, and when that was measured where it is not now."""
    step, total = grouped(told.step), grouped(run.total_batches)
    if told.accuracy is None:
        loss = loss_words(told.training[0]) if told.training else "–"  # as at the end of the curve
        return text(
            "After <b>{step}</b> of {total} batches the loss is <b>{loss}</b>.", step=step, total=total, loss=loss
        )
    accuracy = percent(told.accuracy)
    digits = text("digits kept back") if told.validation else text("test digits")
    if told.measured != told.step:
        return text(
            "After <b>{step}</b> batches; at batch {measured} the network read <b>{accuracy}</b> of {digits}.",
            step=step,
            measured=grouped(told.measured),
            accuracy=accuracy,
            digits=digits,
        )
    if told.step == 1:
        return text(
            "After <b>1</b> batch the network reads <b>{accuracy}</b> of {digits}.", accuracy=accuracy, digits=digits
        )
    return text(
        "After <b>{step}</b> batches the network reads <b>{accuracy}</b> of {digits}.",
        step=step,
        accuracy=accuracy,
        digits=digits,
    )


def run_explanation(state: TrainingState) -> Text:
    """Return the text of the explanation card."""
    run, config = state.run, state.params.config
    if run is None or not run.batches:
        return text(
            "Each step takes {batch} digits, sees how wrong the answers are (the loss), and moves every weight a "
            "little in the direction in which the loss falls. An epoch is once through all {count} digits. Watch the "
            "kernels: they begin as random numbers.",
            batch=grouped(config.batch_size),
            count=grouped(config.train_size),
        )
    said = text(
        "Each step takes {batch} digits and moves every weight a little in the direction in which the loss falls; "
        "{steps} steps are an epoch (ticks on the axis). Orange are {kept} digits that are not learned from: where "
        "their loss rises while the blue one falls, the network learns by heart.",
        batch=grouped(run.config.batch_size),
        steps=grouped(run.per_epoch),
        kept=grouped(run.validation_images),
    )
    smoothed = smoothing_words(run.config.label_smoothing, len(run.spec.class_names))
    return said if smoothed is None else text("{said} {more}", said=said, more=smoothed)


def welcome(state: TrainingState) -> tuple[Text, Text]:
    """Return title and sentence for the stage before the first run."""
    if state.run is not None:
        return text("A moment"), text("The digits are being read.")
    chosen = EXPERIMENTS.get(state.params.experiment)
    if chosen is None:
        return text("Train a network"), text("Press Start below.")
    return chosen.title, text("{sentence} Press Start below.", sentence=chosen.sentence)
