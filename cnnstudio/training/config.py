"""What a training run is made of, apart from the network: pictures, steps, and where chance comes from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

DATASETS = ("mnist",)
PREPROCESSINGS = ("none", "standardise")
OPTIMIZERS = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")
SCHEDULES = ("constant", "step", "exponential", "cosine", "one-cycle")
INITIALISATIONS = ("torch", "small", "xavier", "he")
DEVICES = ("cpu", "cuda", "mps")
PRECISIONS = ("float32", "mixed")


@dataclass(frozen=True)
class TrainingConfig:
    """All settings of a run. Dropout and batch normalisation are layers, so they stand in the network's spec.

    Attributes
    ----------
    dataset
        One of `DATASETS`.
    train_size
        How many of its training pictures are learned from.
    validation_size
        How many others of its training pictures are kept back to choose by; 0 for none.
    test_size
        How many of its test pictures the finished network is tested with.
    rounds
        How often each picture is seen an epoch, each time varied in another way.
    written
        How many digits the generator writes, to be learned beside them.
    is_augmented
        Whether the pictures are turned, leaned, scaled and moved a little each time they are seen.
    preprocessing
        "none" leaves 0 = paper, 1 = ink; "standardise" brings all training pixels to mean 0 and deviation 1, by a layer
        in front of the network.
    epochs
        How often all pictures are seen.
    batch_size
        Pictures a step.
    optimizer
        One of `OPTIMIZERS`.
    learning_rate
        Size of the steps; the largest where the schedule changes it.
    momentum
        Share of the last step that the next one keeps, for "momentum" and "nesterov".
    beta1, beta2
        Shares of the running means that "adam" and "adamw" keep each step, of the gradient and of its square.
    schedule
        How the learning rate changes, one of `SCHEDULES`.
    schedule_factor
        What "step" and "exponential" multiply the learning rate by.
    schedule_epochs
        After how many epochs "step" does so; "exponential" does so over as many, a little each batch.
    warm_up
        Share of a run in which "one-cycle" rises.
    initialisation
        Where the weights start, one of `INITIALISATIONS`.
    weight_decay
        Pull of the weights towards 0; biases and batch normalisation are left alone.
    label_smoothing
        Share of the target spread evenly over all classes.
    patience
        Epochs without a better answer on the pictures kept back, after which the run ends and the best epoch's weights
        are kept; None goes on to the last epoch and keeps the last weights.
    seed
        Where all chance comes from: the same seed on the same machine gives the same weights.
    device
        What computes, one of `DEVICES`.
    precision
        How wide numbers are while training, one of `PRECISIONS`: "float32", or "mixed", which multiplies numbers of 16
        bits where the device does so in hardware, and is "float32" elsewhere.
    threads
        Threads of the processor; more than one helps only where nothing else runs.

    """

    dataset: str = "mnist"
    train_size: int = 58_000
    validation_size: int = 2_000
    test_size: int = 10_000
    rounds: int = 1
    written: int = 0
    is_augmented: bool = False
    preprocessing: str = "none"
    epochs: int = 1
    batch_size: int = 128
    optimizer: str = "nesterov"
    learning_rate: float = 0.15
    momentum: float = 0.9
    beta1: float = 0.9
    beta2: float = 0.999
    schedule: str = "one-cycle"
    schedule_factor: float = 0.5
    schedule_epochs: int = 1
    warm_up: float = 0.2
    initialisation: str = "torch"
    weight_decay: float = 2e-4
    label_smoothing: float = 0.05
    patience: int | None = None
    seed: int = 0
    device: str = "cpu"
    precision: str = "float32"
    threads: int = 1

    def to_json(self) -> dict[str, Any]:
        """Return the settings as plain JSON values."""
        return asdict(self)
