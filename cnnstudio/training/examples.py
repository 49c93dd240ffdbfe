"""Labelled pictures to train with, and the batches drawn from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.data.augmentation import LightAffine

IndexArray = np.ndarray[tuple[int], np.dtype[np.intp]]


@dataclass(frozen=True, eq=False)
class Examples:
    """Pictures of one source.

    Attributes
    ----------
    images
        (n, H, W), 0 = paper, 255 = ink.
    labels
        (n,) class numbers.
    augmentation
        How each picture is changed each time it is seen; None leaves it as it is.
    chosen
        (m,) which of them are meant, so that a part of a data set needs no copy of it; None for all.

    """

    images: ByteArray
    labels: ByteArray
    augmentation: LightAffine | None = None
    chosen: IndexArray | None = None

    def __len__(self) -> int:
        return len(self.labels if self.chosen is None else self.chosen)

    def copy(self) -> Examples:
        """Return arrays of what is meant alone."""
        if self.chosen is None:
            return self
        return Examples(self.images[self.chosen], self.labels[self.chosen], self.augmentation)


Batch = tuple[FloatArray, ByteArray]
"""(N, 1, H, W) float32 pictures, 0 = paper, 1 = ink, and their (N,) labels."""


def batches(sources: Sequence[Examples], size: int, rng: np.random.Generator) -> Iterator[Batch]:
    """Yield all pictures of all sources once, shuffled together; the few that do not fill a last batch are left out."""
    source_of = np.repeat(np.arange(len(sources)), [len(source) for source in sources])
    index_in = np.concatenate([np.arange(len(source)) for source in sources])
    order = rng.permutation(len(source_of))
    for start in range(0, len(order) - size + 1, size):
        chosen = order[start : start + size]
        pieces = [
            _drawn(source, index_in[chosen[source_of[chosen] == number]], rng) for number, source in enumerate(sources)
        ]
        pictures, labels = (np.concatenate(parts) for parts in zip(*pieces, strict=True))
        yield pictures[:, None], labels


def batch_count(sources: Sequence[Examples], size: int) -> int:
    """Return how many batches one pass yields."""
    return sum(len(source) for source in sources) // size


def _drawn(source: Examples, indices: IndexArray, rng: np.random.Generator) -> tuple[FloatArray, ByteArray]:
    if source.chosen is not None:
        indices = source.chosen[indices]
    pictures: FloatArray = source.images[indices].astype(np.float32) / 255
    if source.augmentation is not None:
        pictures = source.augmentation(pictures, rng)
    return pictures, source.labels[indices]
