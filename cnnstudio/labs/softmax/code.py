"""The softmax of the moment with its losses, as programs to take away: NumPy and PyTorch.

The programs stand alone and print the same numbers. What a setting does not use (a temperature of 1, the safe form) is
left out of them.
"""

from __future__ import annotations

from cnnstudio.core.array_literal import array_literal
from cnnstudio.labs.softmax.computation import SoftmaxResult


def numpy_code(result: SoftmaxResult, *, is_safe: bool) -> str:
    """Return a program that takes each step of the calculation by itself."""
    temperature = result.trace.temperature
    scores = ["scores = scores / temperature"] if temperature != 1 else []
    subtracted = ["scores = scores - scores.max()  # the same probabilities, but nothing overflows"] if is_safe else []
    lines = [
        "import numpy as np",
        "",
        *_settings(result, "np.array(", "dtype=float"),
        "",
        *scores,
        *subtracted,
        "powers = np.exp(scores)",
        "total = powers.sum()",
        "probabilities = powers / total",
        "",
        "one_hot = np.zeros(len(scores))",
        "one_hot[target] = 1",
        *_numpy_losses(is_safe=is_safe),
        "squared_error = ((one_hot - probabilities) ** 2).sum() / 2",
        "",
        "# The gradients at the scores: that of the squared error passes through the softmax.",
        f"gradient = {_per_degree('probabilities - one_hot', temperature)}",
        "error = probabilities - one_hot",
        "through_softmax = probabilities * (error - (error * probabilities).sum())",
        f"squared_error_gradient = {_per_degree('through_softmax', temperature)}",
        *_prints("{}"),
    ]
    return "\n".join(lines) + "\n"


def torch_code(result: SoftmaxResult) -> str:
    """Return a program that asks PyTorch, which always takes the safe form."""
    scaled = "scores" if result.trace.temperature == 1 else "scores / temperature"
    lines = [
        "import torch",
        "import torch.nn.functional as F",
        "",
        *_settings(result, "torch.tensor(", "dtype=torch.float64, requires_grad=True"),
        "",
        f"probabilities = F.softmax({scaled}, dim=0)",
        "one_hot = F.one_hot(torch.tensor(target), len(scores)).double()",
        f"log_probabilities = F.log_softmax({scaled}, dim=0)",
        "cross_entropy = F.nll_loss(log_probabilities[None], torch.tensor([target]))",
        'kl_divergence = F.kl_div(log_probabilities, one_hot, reduction="sum")',
        'squared_error = F.mse_loss(probabilities, one_hot, reduction="sum") / 2',
        "",
        "# The gradients at the scores.",
        "(gradient,) = torch.autograd.grad(cross_entropy, scores, retain_graph=True)",
        "(squared_error_gradient,) = torch.autograd.grad(squared_error, scores)",
        *_prints("{}.detach().numpy()"),
    ]
    return "\n".join(lines) + "\n"


def _settings(result: SoftmaxResult, maker: str, dtype: str) -> list[str]:
    trace = result.trace
    return [
        "# One score a class.",
        array_literal(f"scores = {maker}", trace.logits, dtype),
        *([f"temperature = {trace.temperature!r}"] if trace.temperature != 1 else []),
        f"target = {result.target}  # the true class, counted from 0",
    ]


def _numpy_losses(*, is_safe: bool) -> list[str]:
    """Return the lines of cross-entropy and divergence; the safe form takes the logarithm before it rounds to 0."""
    logarithms = "scores - np.log(total)" if is_safe else "np.log(probabilities)"
    return [
        f"log_probabilities = {logarithms}",
        "cross_entropy = -log_probabilities[target]",
        "kl_divergence = cross_entropy  # a one-hot target has no uncertainty of its own",
    ]


def _per_degree(gradient: str, temperature: float) -> str:
    if temperature == 1:
        return gradient
    return f"({gradient}) / temperature" if " " in gradient else f"{gradient} / temperature"


def _prints(shown: str) -> list[str]:
    """Return the lines that print everything; numbers and arrays alike are shown as `shown` has it."""
    names = ("probabilities", "cross_entropy", "kl_divergence", "squared_error", "gradient", "squared_error_gradient")
    return ["", *(f'print("{name}", {shown.format(name)})' for name in names)]
