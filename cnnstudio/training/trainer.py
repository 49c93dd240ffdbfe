"""The training loop, as a generator that says what it does: whoever runs it may stop between any two messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.nets.torch_network import build_module, trained_network
from cnnstudio.training.config import TrainingConfig, one_cycle
from cnnstudio.training.examples import Batch, Examples, batch_count, batches
from cnnstudio.training.messages import BatchDone, EpochDone, Finished, Message, Started


def train(
    spec: NetworkSpec, training: Sequence[Examples], validation: Examples | None, config: TrainingConfig
) -> Iterator[Message]:
    """Train a network from the first weight on.

    Raises
    ------
    ValueError
        If there are fewer pictures than one batch takes, or the layers do not fit.

    """
    per_epoch = batch_count(training, config.batch_size)
    if per_epoch == 0:
        raise ValueError(f"fewer pictures than one batch of {config.batch_size}")
    torch.manual_seed(config.seed)
    rng = np.random.default_rng(config.seed)
    module = build_module(spec)
    optimizer = _optimizer(module, config)
    yield Started(sum(map(len, training)), len(validation or ()), config.epochs, per_epoch)
    seconds = 0.0
    for epoch in range(1, config.epochs + 1):
        start = perf_counter()
        module.train()
        for number, batch in enumerate(batches(training, config.batch_size, rng), start=1):
            progress = ((epoch - 1) * per_epoch + number) / (config.epochs * per_epoch + 1)
            for group in optimizer.param_groups:
                group["lr"] = config.learning_rate * one_cycle(progress)
            yield BatchDone(epoch, number, *_step(module, optimizer, batch, config.label_smoothing))
        seconds += perf_counter() - start
        yield EpochDone(epoch, accuracy(module, validation) if validation else None, seconds)
    network = trained_network(spec, module)
    yield Finished(network, seconds, config.epochs * per_epoch * config.batch_size / seconds if seconds else 0.0)


def _optimizer(module: nn.Module, config: TrainingConfig) -> torch.optim.SGD:
    weights = [parameter for parameter in module.parameters() if parameter.ndim > 1]
    others = [parameter for parameter in module.parameters() if parameter.ndim <= 1]
    groups: list[dict[str, Any]] = [{"params": weights, "weight_decay": config.weight_decay}, {"params": others}]
    return torch.optim.SGD(groups, config.learning_rate, config.momentum, nesterov=True)


def _step(
    module: nn.Module, optimizer: torch.optim.Optimizer, batch: Batch, label_smoothing: float
) -> tuple[float, float]:
    """Move the weights once; return loss and accuracy as they were before."""
    pictures, labels = torch.from_numpy(batch[0]), torch.from_numpy(batch[1]).long()
    logits = module(pictures)
    loss = cross_entropy(logits, labels, label_smoothing=label_smoothing)
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    optimizer.step()
    return loss.item(), (logits.argmax(dim=1) == labels).float().mean().item()


@torch.no_grad()
def accuracy(module: nn.Module, examples: Examples) -> float:
    """Return the share of pictures that a module reads as labelled."""
    module.eval()
    right = 0
    for start in range(0, len(examples), 500):
        pictures = examples.images[start : start + 500, None].astype(np.float32) / 255
        answers = module(torch.from_numpy(pictures)).argmax(dim=1).numpy()
        right += int((answers == examples.labels[start : start + 500]).sum())
    return right / len(examples)
