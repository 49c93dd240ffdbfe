"""From where a run set out, and how far it came: what the settings of its training alone do not tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.training.run import Run, settings_that_differ
from cnnstudio.training.config import TrainingConfig

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def starts_differ(runs: Sequence[Run]) -> bool:
    """Return whether not all runs began with random numbers, or with the weights of one and the same network."""
    return len({_start(run) for run in runs}) > 1


def start_words(run: Run, runs: Sequence[Run]) -> Text:
    """Return what a run began with; networks get letters where the runs began with more than one."""
    past = run.past
    if past is None:
        return text("random numbers")
    starts = list(dict.fromkeys(start for other in runs if (start := _start(other))))
    if len(starts) > 1:
        letter = _LETTERS[starts.index(_start(run)) % len(_LETTERS)]
        return text("trained network {letter} (epochs: {count})", letter=letter, count=past.epochs)
    return text("a trained network (epochs: {count})", count=past.epochs)


def ended_early(run: Run) -> bool:
    """Return whether a run learned fewer batches than it set out to."""
    return run.is_over and run.batches < run.total_batches


def epochs_words(run: Run) -> Text | str:
    """Return how long a run was asked to learn, and of one that ended early how far it came."""
    if not ended_early(run):
        return grouped(run.config.epochs)
    return text("{count} of {total} batches", count=grouped(run.batches), total=grouped(run.total_batches))


def differing_settings(runs: Sequence[Run]) -> tuple[str, ...]:
    """Return the names of the settings in which runs differ; the epochs are among them where one ended early."""
    names = {*settings_that_differ(runs), *(["epochs"] if any(ended_early(run) for run in runs) else [])}
    return tuple(entry.name for entry in fields(TrainingConfig) if entry.name in names)


def _start(run: Run) -> str:
    """Return the SHA-256 of the network that a run went on from; "" where it began with random numbers."""
    return "" if run.past is None else run.past.continued_from[-1] if run.past.continued_from else "?"
