"""What a torch module reads pictures as, without learning from them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, softmax

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.training.examples import Examples

_BATCH = 500
_FIRST = 1_000
"""So many are read before the first batch, when the answers are those of random numbers: nobody waits for that."""


def class_loss(logits: Tensor, labels: Tensor, label_smoothing: float = 0.0) -> Tensor:
    """Return the mean cross-entropy; of a single logit that of its sigmoid, the probability of class 1."""
    if logits.shape[1] > 1:
        return cross_entropy(logits, labels, label_smoothing=label_smoothing)
    targets = labels.to(logits.dtype) * (1 - label_smoothing) + label_smoothing / 2
    return binary_cross_entropy_with_logits(logits[:, 0], targets)


def class_answers(logits: Tensor) -> Tensor:
    """Return the (N,) classes that (N, K) logits stand for."""
    return logits.argmax(dim=1) if logits.shape[1] > 1 else (logits[:, 0] > 0).long()


def read_in_parts(module: nn.Module, examples: Examples) -> Iterator[Tensor]:
    """Yield the (N, K) logits of some pictures after the other, on the processor.

    When all are read, the module is in the mode it was in.
    """
    was_training = module.training
    module.eval()
    device = next(module.parameters()).device
    for start in range(0, len(examples), _BATCH):
        with torch.no_grad():
            part = module(torch.from_numpy(as_floats(examples, start)).to(device)).cpu()
        yield part
    module.train(was_training)


def as_floats(examples: Examples, start: int, count: int = _BATCH) -> FloatArray:
    """Return (N, 1, H, W) pictures from `start` on, 0 = paper, 1 = ink."""
    pictures: FloatArray = examples.images[start : start + count, None].astype(np.float32) / 255
    return pictures


def loss_and_accuracy(module: nn.Module, examples: Examples) -> tuple[float, float]:
    """Return the mean cross-entropy, unsmoothed, and the share of pictures read as labelled."""
    return loss_and_accuracy_of(list(read_in_parts(module, examples)), examples.labels)


def loss_and_accuracy_of(parts: list[Tensor], classes: ByteArray) -> tuple[float, float]:
    """Return the same of logits in parts, where the labels are known."""
    logits, labels = torch.cat(parts), torch.from_numpy(np.array(classes)).long()
    accuracy = (class_answers(logits) == labels).sum().item() / len(labels)
    return class_loss(logits, labels).item(), accuracy


def probabilities_of(parts: list[Tensor]) -> FloatArray:
    """Return the (n, K) probabilities of the classes from logits in parts; of a single logit, of its two classes."""
    logits = torch.cat(parts)
    if logits.shape[1] == 1:
        logits = torch.cat([torch.zeros_like(logits), logits], dim=1)
    shares: FloatArray = softmax(logits, dim=1).numpy()
    return shares


def read_first(module: nn.Module, examples: Examples) -> FloatArray:
    """Return the (n, K) probabilities of the first pictures, always as many, so that a run counts what another did."""
    some = Examples(examples.images[:_FIRST], examples.labels[:_FIRST])
    return probabilities_of(list(read_in_parts(module, some)))
