"""How well a network reads labelled pictures, computed in NumPy as the app does it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.nets.inference import forward
from cnnstudio.nets.network import Network
from cnnstudio.ops.activations import sigmoid
from cnnstudio.ops.softmax import softmax
from cnnstudio.training.examples import Examples

_BATCH = 50
"""Pictures at once: the convolutions' columns then stay in the processor's cache."""

_LEAST = 1e-12


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What a network makes of labelled pictures.

    Attributes
    ----------
    labels
        (n,) classes that the pictures show.
    probabilities
        (n, K) probabilities that the network gives.

    """

    labels: ByteArray
    probabilities: FloatArray

    @cached_property
    def answers(self) -> ByteArray:
        """(n,) likeliest classes."""
        answers: ByteArray = self.probabilities.argmax(axis=1).astype(np.uint8)
        return answers

    @property
    def accuracy(self) -> float:
        """The share of pictures read as labelled."""
        return int((self.answers == self.labels).sum()) / len(self.labels)

    @property
    def loss(self) -> float:
        """The mean cross-entropy, −ln p of the right class."""
        right = self.probabilities[np.arange(len(self.labels)), self.labels]
        return float(-np.log(np.maximum(right, _LEAST)).mean())

    @property
    def confusion(self) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
        """(K, K) counts: row = what a picture shows, column = what it was read as.

        >>> pictures = Evaluation(np.array([0, 1, 1], np.uint8), np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]]))
        >>> pictures.confusion.tolist()
        [[1, 0], [1, 1]]
        """
        classes = self.probabilities.shape[1]
        places = self.labels.astype(np.int64) * classes + self.answers
        return np.bincount(places, minlength=classes**2).reshape(classes, classes)

    def top_accuracy(self, count: int) -> float:
        """Return the share of pictures whose class is among the `count` likeliest."""
        order = np.argsort(-self.probabilities, axis=1, kind="stable")[:, :count]
        return float((order == self.labels[:, None]).any(axis=1).mean())

    def misread(self, label: int, answer: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Return the numbers of the pictures that show `label` and were read as `answer`, the surest first."""
        found = np.flatnonzero((self.labels == label) & (self.answers == answer))
        return found[np.argsort(-self.probabilities[found, answer], kind="stable")]


def evaluate(network: Network, examples: Examples) -> Evaluation:
    """Return what a network makes of labelled pictures; a single logit's probabilities are those of its two classes."""
    parts = []
    for start in range(0, len(examples), _BATCH):
        pictures = examples.images[start : start + _BATCH, None].astype(np.float32) / 255
        logits = forward(network, pictures)[-1].values
        is_single = logits.shape[1] == 1
        parts.append(np.concatenate([sigmoid(-logits), sigmoid(logits)], axis=1) if is_single else softmax(logits))
    return Evaluation(examples.labels, np.concatenate(parts))


def network_accuracy(network: Network, examples: Examples) -> float:
    """Return the share of pictures that the network reads as labelled."""
    return evaluate(network, examples).accuracy
