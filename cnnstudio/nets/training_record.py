"""How a network was trained, as its file remembers it, so that training can go on from there.

Weights and statistics are in the file to the bit; the optimiser starts anew, with the settings of the last run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from cnnstudio.nets.model_file import network_digest
from cnnstudio.nets.network import Network


@dataclass(frozen=True)
class TrainingRecord:
    """All training that a network has had.

    Attributes
    ----------
    dataset
        What it was trained with, such as "mnist".
    epochs
        Of all runs together.
    train_seconds
        Of all runs together, training alone.
    test_accuracy
        Share of the test set read as labelled; None where it was not tested.
    config
        Settings of the last run.
    history
        One entry an epoch, from the first run on: plain JSON values.
    continued_from
        The SHA-256 of each network that training went on from, the oldest first.
    versions
        Of the programs that the last run used.

    """

    dataset: str = ""
    epochs: int = 0
    train_seconds: float = 0.0
    test_accuracy: float | None = None
    config: Mapping[str, Any] = field(default_factory=dict)
    history: tuple[Mapping[str, Any], ...] = ()
    continued_from: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values, to be a network's `record`."""
        return {**asdict(self), "history": list(self.history), "continued_from": list(self.continued_from)}


def training_record(network: Network) -> TrainingRecord:
    """Return what a network's record says; what it does not say, or says in a way that means nothing, is left empty."""
    return record_from_json(network.record)


def continued_record(before: Network, run: TrainingRecord) -> TrainingRecord:
    """Return the record of a network that was trained on from another, in the run that `run` describes alone."""
    return added_record(past_record(before), run)


def past_record(before: Network) -> TrainingRecord:
    """Return what the record of a network will say of all training before, once that goes on from `before`."""
    past = training_record(before)
    return replace(past, continued_from=(*past.continued_from, network_digest(before)))


def added_record(past: TrainingRecord, run: TrainingRecord) -> TrainingRecord:
    """Return the record of all training: that of `past_record`, and a run of its own."""
    return replace(
        run,
        epochs=past.epochs + run.epochs,
        train_seconds=past.train_seconds + run.train_seconds,
        history=(*past.history, *run.history),
        continued_from=past.continued_from,
    )


def record_from_json(data: Mapping[str, Any]) -> TrainingRecord:
    """Read what `TrainingRecord.to_json` wrote; what is not said, or in a way that means nothing, is left empty."""
    said = {name: data[name] for name, has_meaning in _MEANING.items() if name in data and has_meaning(data[name])}
    lists = {name: tuple(value) for name, value in said.items() if isinstance(value, list)}
    return TrainingRecord(**{**said, **lists})


def _is_amount(value: object) -> bool:
    return isinstance(value, int | float) and 0 <= value < float("inf")


def _is_dict(value: object) -> bool:
    return isinstance(value, dict)


_MEANING: Mapping[str, Callable[[Any], bool]] = {
    "dataset": lambda value: isinstance(value, str),
    "epochs": lambda value: type(value) is int and value >= 0,
    "train_seconds": _is_amount,
    "test_accuracy": _is_amount,
    "config": _is_dict,
    "history": lambda value: isinstance(value, list) and all(isinstance(entry, dict) for entry in value),
    "continued_from": lambda value: isinstance(value, list) and all(isinstance(entry, str) for entry in value),
    "versions": _is_dict,
}
"""Whether a stranger's value means what it should, by the name of the entry."""
