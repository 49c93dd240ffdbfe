"""What was seen on the way of a run as arrays of its file; what nobody measured is NaN there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnstudio.labs.training.evenly import evenly
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.seen import LayerMoment, TestReading, Validation
from cnnstudio.labs.training.series import Series
from cnnstudio.training.messages import BatchDetails, EpochDone, LayerSizes

_MOST_TESTS, _MOST_LOOKS = 12, 128
"""So many tests, and looks into a batch, are kept: they take most room of all that is no weight."""

Arrays = dict[str, NDArray[Any]]


def curve_arrays(run: Run) -> tuple[dict[str, Any], Arrays]:
    """Return what there is to say of the curves, and the curves by name."""
    about: dict[str, Any] = {"together": run.together, "best": run.best_validation, "last": run.last_validation}
    validations = [(entry.step, entry.loss, entry.accuracy, entry.is_whole) for entry in run.validations]
    epochs = [
        (row.epoch, row.loss, row.accuracy, row.validation_loss, row.validation_accuracy, row.train_seconds)
        for row in run.epoch_rows
    ]
    arrays: Arrays = {
        "steps": run.steps.copy(),
        "series": np.stack([run.losses, run.accuracies, run.learning_rates]),
        "validations": np.array(validations, np.float64).reshape(-1, 4),
        "epochs": np.array(epochs, np.float64).reshape(-1, 6),
    }
    tests = evenly([run.tests[epoch] for epoch in sorted(run.tests)], _MOST_TESTS)
    about["tests"] = [test.epoch for test in tests]
    for test in tests:
        arrays |= {f"test.{test.epoch}.answers": test.answers, f"test.{test.epoch}.shares": test.shares}
    return about, arrays | _layer_arrays(run) | _detail_arrays(run)


def restore_curves(run: Run, about: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Give a run its curves back; raises `LookupError`, `TypeError` or `ValueError` where they are no curves."""
    steps, values = arrays["steps"], arrays["series"]
    if values.shape != (3, *steps.shape) or steps.ndim != 1:
        raise ValueError("the curves do not fit together")
    validations = [
        Validation(int(step), loss, accuracy, bool(is_whole))
        for step, loss, accuracy, is_whole in arrays["validations"].tolist()
    ]
    rows = [
        EpochDone(int(epoch), loss, accuracy, _known(kept_loss), _known(kept_accuracy), seconds)
        for epoch, loss, accuracy, kept_loss, kept_accuracy, seconds in arrays["epochs"].tolist()
    ]
    run.restore(Series.restored(steps, values, int(about["together"])), validations, rows, _layer_moments(arrays))
    run.best_validation, run.last_validation = (_measured(about[name]) for name in ("best", "last"))
    for epoch in map(int, about["tests"]):
        answers, shares = (arrays[f"test.{epoch}.{part}"].copy() for part in ("answers", "shares"))
        run.tests[epoch] = TestReading(epoch, answers, shares)
    if "detail_pictures" in arrays:
        parts = (arrays[f"detail_{name}"].copy() for name in ("pictures", "labels", "answers"))
        epoch, batch = arrays["detail_place"].tolist()
        layers = run.layer_history[-1].layers if run.layer_history else ()
        run.details = BatchDetails(int(epoch), int(batch), layers, *parts)


def _layer_arrays(run: Run) -> Arrays:
    looks = evenly(run.layer_history, _MOST_LOOKS)
    if not looks:
        return {}
    sizes = [[(layer.activation, layer.gradient) for layer in look.layers] for look in looks]
    return {
        "look_steps": np.array([look.step for look in looks], np.int64),
        "look_layers": np.array([layer.number for layer in looks[-1].layers], np.int64),
        "look_sizes": np.array(sizes, np.float64).reshape(len(looks), -1, 2),
    }


def _layer_moments(arrays: Mapping[str, NDArray[Any]]) -> list[LayerMoment]:
    if "look_steps" not in arrays:
        return []
    numbers = arrays["look_layers"].tolist()
    looks = zip(arrays["look_steps"].tolist(), arrays["look_sizes"].tolist(), strict=True)
    return [
        LayerMoment(
            int(step),
            tuple(
                LayerSizes(number, activation, _known(gradient))
                for number, (activation, gradient) in zip(numbers, sizes, strict=True)
            ),
        )
        for step, sizes in looks
    ]


def _detail_arrays(run: Run) -> Arrays:
    seen = run.details
    if seen is None:
        return {}
    return {
        "detail_place": np.array([seen.epoch, seen.batch], np.int64),
        "detail_pictures": seen.pictures,
        "detail_labels": seen.labels,
        "detail_answers": seen.answers,
    }


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value


def _measured(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]  # a TypeError is what is wanted
