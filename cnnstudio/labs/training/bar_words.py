"""What the bar below the stage says: what its buttons do next, and how far the run is."""

from __future__ import annotations

from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.run import Run

START, PAUSE, GO_ON = text("Start"), text("Pause"), text("Go on")
STEP = {"batch": text("One batch"), "epoch": text("One epoch")}


def main_action(model: TrainingModel) -> Text:
    """Return what the main button does."""
    run = model.active_run
    if run is None:
        return START
    return GO_ON if run.state == "paused" else PAUSE


def position_words(model: TrainingModel) -> Text:
    """Return how far the run looked at is."""
    run = model.run
    if run is None:
        return text("Not started yet")
    if not run.total_batches:
        return _before(run)
    if model.moment is not None:
        values = {"here": grouped(model.moment), "count": grouped(run.total_batches)}
        return text("Looking back at batch <b>{here}</b> of {count}", **values)
    values = {"here": grouped(model.telling.of(run).step), "count": grouped(run.total_batches)}
    match run.state:
        case "paused":
            return text("Batch <b>{here}</b> of {count}, paused", **values)
        case "stopped" if run.is_ending:
            return text("Batch <b>{here}</b> of {count}, stopping …", **values)
        case "stopped":
            return text("Batch <b>{here}</b> of {count}, stopped", **values)
        case "failed":
            return text("Batch <b>{here}</b> of {count}, failed", **values)
        case "finished":
            return text(
                "<b>{here}</b> batches learned in {time}", here=values["here"], time=duration(run.train_seconds)
            )
    left = run.seconds_left
    if left is None:
        return text("Batch <b>{here}</b> of {count}", **values)
    return text("Batch <b>{here}</b> of {count}, {time} left", **values, time=duration(left))


def short_position(model: TrainingModel) -> str:
    """Return how far the run looked at is, in numbers alone.

    Numbers and a stroke are the same in all languages.
    """
    run = model.run
    if run is None or not run.total_batches:
        return "–"
    here = model.telling.of(run).step if model.moment is None else model.moment
    return f"<b>{grouped(here)}</b> / {grouped(run.total_batches)}"


def longest_positions(model: TrainingModel) -> tuple[Text, ...]:
    """Return words as long as `position_words` may become while the run looked at goes on."""
    most = _most_batches(model)
    values = {"here": most, "count": most}
    minutes = text("{minutes} min {seconds} s", minutes=88, seconds=88)
    return (
        text("Looking back at batch <b>{here}</b> of {count}", **values),
        text("Batch <b>{here}</b> of {count}, {time} left", **values, time=minutes),
        text("Batch <b>{here}</b> of {count}, stopped", **values),
        text("<b>{here}</b> batches learned in {time}", here=most, time=minutes),
        text("Stopped before the first batch"),
        text("Getting the pictures …"),
    )


def longest_short_position(model: TrainingModel) -> str:
    """Return words as long as `short_position` may become."""
    most = _most_batches(model)
    return f"<b>{most}</b> / {most}"


def _most_batches(model: TrainingModel) -> str:
    """Return a number as wide as that of any batch of the run looked at."""
    total = model.run.total_batches if model.run else 0
    return grouped(8 * (10 ** max(len(str(total)), 3) - 1) // 9)


def _before(run: Run) -> Text:
    match run.state:
        case "waiting":
            return text("Getting the pictures …")
        case "paused":
            return text("Ready for the first batch")
    return text("Stopped before the first batch")


def duration(seconds: float) -> Text:
    """Return a time as it is said.

    >>> from cnnstudio.core.texts import Translator
    >>> [Translator("en")(duration(seconds)) for seconds in (0.84, 12, 75, 4000)]
    ['0.8 s', '12 s', '1 min 15 s', '1 h 7 min']
    """
    if seconds < 9.95:
        return text("{seconds} s", seconds=f"{seconds:.1f}")
    whole = round(seconds)
    if whole < 60:
        return text("{seconds} s", seconds=whole)
    if whole < 3600:
        return text("{minutes} min {seconds} s", minutes=whole // 60, seconds=whole % 60)
    return text("{hours} h {minutes} min", hours=whole // 3600, minutes=round(whole % 3600 / 60))
