"""One step of training: forward, loss, backward, move the weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.examples import Batch
from cnnstudio.training.layer_sizes import Gauge
from cnnstudio.training.messages import BatchDetails
from cnnstudio.training.optimizers import Optimizer
from cnnstudio.training.precision import rounded_products
from cnnstudio.training.reading import class_answers, class_loss

_MISREAD = 24
"""So many misread pictures of a batch are shown at most."""


@dataclass(frozen=True, eq=False)
class StepDone:
    """What a step saw before it moved the weights."""

    loss: float
    accuracy: float
    answers: Tensor
    """(N,) classes."""


class Stepper:
    """Moves the weights of a module by one batch after another."""

    def __init__(self, module: nn.Module, optimizer: Optimizer, device: torch.device, config: TrainingConfig) -> None:
        self._module, self._optimizer, self._device = module, optimizer, device
        self._label_smoothing = config.label_smoothing
        self._rounded = rounded_products(config.precision, device)

    def step(self, batch: Batch, learning_rate: float) -> StepDone:
        """Move the weights once; where the loss is no number they stay as they are."""
        pictures = torch.from_numpy(batch[0]).to(self._device)
        labels = torch.from_numpy(batch[1]).to(self._device).long()
        with self._rounded:
            logits = self._module(pictures).float()
        loss = class_loss(logits, labels, self._label_smoothing)
        seen = loss.item()
        answers = class_answers(logits.detach())
        if np.isfinite(seen):
            self._optimizer.clear()
            loss.backward()  # type: ignore[no-untyped-call]
            self._optimizer.step(learning_rate)
        return StepDone(seen, (answers == labels).float().mean().item(), answers)

    def step_in_detail(
        self, batch: Batch, learning_rate: float, epoch: int, number: int
    ) -> tuple[StepDone, BatchDetails]:
        """Move the weights in the same way, and look at what happens within."""
        with Gauge(self._module) as gauge:
            done = self.step(batch, learning_rate)
        answers = done.answers.cpu().numpy()
        misread = np.flatnonzero(answers != batch[1])[:_MISREAD]
        pictures = np.rint(np.clip(batch[0][misread, 0], 0, 1) * 255).astype(np.uint8)
        details = BatchDetails(
            epoch, number, gauge.sizes(), pictures, batch[1][misread], answers[misread].astype(np.uint8)
        )
        return done, details
