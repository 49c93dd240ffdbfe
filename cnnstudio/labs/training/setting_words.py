"""What the settings of a run are called on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.run import Run

_SHORT = 17
"""Letters that stand at a curve: more would take its room."""

OPTIMIZER_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "sgd": text("SGD"),
        "momentum": text("Momentum"),
        "nesterov": text("Nesterov"),
        "adagrad": text("AdaGrad"),
        "rmsprop": text("RMSprop"),
        "adam": text("Adam"),
        "adamw": text("AdamW"),
    }
)
SCHEDULE_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "constant": text("Constant"),
        "step": text("In steps"),
        "exponential": text("Exponential"),
        "cosine": text("Cosine"),
        "one-cycle": text("Up, then down to 0"),
    }
)
INITIALISATION_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "torch": text("PyTorch's own"),
        "small": text("Small: 0.01"),
        "xavier": text("Xavier"),
        "he": text("He"),
    }
)
PREPROCESSING_NAMES: Mapping[str, Text] = MappingProxyType(
    {"none": text("None: 0 to 1"), "standardise": text("Mean 0, deviation 1")}
)
PRECISION_NAMES: Mapping[str, Text] = MappingProxyType(
    {"float32": text("32 bits"), "mixed": text("16 bits in products")}
)
DEVICE_NAMES: Mapping[str, Text] = MappingProxyType(
    {"cpu": text("Processor"), "cuda": text("CUDA graphics card"), "mps": text("Apple graphics")}
)


def size_words(count: int) -> Text:
    """Return how many pictures there are."""
    return text("{count} digits", count=grouped(count))


def summary(run: Run) -> Text:
    """Return what distinguishes most runs, in a line."""
    return text(
        "{optimizer}, rate {rate}, {network}",
        network=run.spec.name,
        optimizer=OPTIMIZER_NAMES[run.config.optimizer],
        rate=f"{run.config.learning_rate:g}",
    )


def short_title(run: Run, say: Translator) -> str:
    """Return what a run is called at its curve: a long name is shortened in the middle."""
    name = say(run.title)
    if len(name) <= _SHORT:
        return name
    half = (_SHORT - 1) // 2
    return f"{name[:half].rstrip()}…{name[-half:].lstrip()}"
