"""How large activations and gradients are, layer by layer: what vanishes on the way back is seen here.

size = √(mean of squares)
"""

from __future__ import annotations

from types import TracebackType

import torch
from torch import Tensor, nn

from cnnstudio.training.messages import LayerSizes


class Gauge:
    """Listens to the layers of a module, named by their numbers, during one step.

    >>> module = nn.Sequential(nn.Linear(2, 1, bias=False))
    >>> _ = nn.init.constant_(module[0].weight, 3.0)
    >>> with Gauge(module) as gauge:
    ...     module(torch.ones(4, 2)).sum().backward()
    >>> gauge.sizes()[0].activation, gauge.sizes()[0].gradient
    (6.0, 4.0)
    """

    def __init__(self, module: nn.Module) -> None:
        self._module = module
        self._activations: dict[str, float] = {}
        self._handles: list[torch.utils.hooks.RemovableHandle] = []

    def __enter__(self) -> Gauge:
        for name, part in self._module.named_children():
            self._handles.append(part.register_forward_hook(self._listener(name)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for handle in self._handles:
            handle.remove()

    def sizes(self) -> tuple[LayerSizes, ...]:
        """Return what was measured, in the order of the layers; the gradients are those of the last way back."""
        parts = sorted(self._module.named_children(), key=lambda named: int(named[0]))
        return tuple(
            LayerSizes(int(name), self._activations[name], _gradient(part))
            for name, part in parts
            if name in self._activations
        )

    def _listener(self, name: str):  # type: ignore[no-untyped-def]
        def listen(_part: nn.Module, _inputs: tuple[Tensor, ...], output: Tensor) -> None:
            self._activations[name] = _size(output.detach())

        return listen


def _gradient(part: nn.Module) -> float | None:
    gradients = [p.grad.flatten() for p in part.parameters() if p.grad is not None and p.ndim > 1]
    return _size(torch.cat(gradients)) if gradients else None


def _size(values: Tensor) -> float:
    return values.square().mean().sqrt().item()
