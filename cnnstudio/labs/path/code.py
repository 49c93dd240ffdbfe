"""The whole path as programs to take away: there, the loss, back, and one step of weights. NumPy and PyTorch.

The programs stand alone and compute in double precision what the lab shows. Picture and weights are loaded from two
files beside them, which are saved with them.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.path.numpy_code import numpy_layers
from cnnstudio.labs.path.params import PathParams
from cnnstudio.labs.path.passes import Passes
from cnnstudio.labs.path.stages import Followed
from cnnstudio.labs.path.state import PathState
from cnnstudio.labs.path.torch_code import torch_layers
from cnnstudio.labs.path.weight_step import place_of
from cnnstudio.nets.network import Network
from cnnstudio.widgets.stage.programs import Programs

PICTURE_FILE, WEIGHTS_FILE = "path_picture.npy", "path_weights.npy"

_NOTHING = "# Draw a digit, or open one: then this is its way through the network and back.\n"


def path_programs(state: PathState) -> Programs:
    """Return the way of the picture through the network before its step, and the step."""
    result, followed = state.result, state.followed
    if result is None or followed is None:
        return Programs(_NOTHING, _NOTHING)
    before, scope = result.step.before, state.params.scope
    setting = _setting(before, followed, place_of(before.network, followed, result.following), state.params)
    spec = before.network.spec
    numpy = ["from functools import partial", "", "import numpy as np", "", *setting]
    torch = ["import numpy as np", "import torch", "import torch.nn.functional as F", "", *setting, *_TO_TORCH]
    return Programs(
        "\n".join([*numpy, numpy_layers(spec), *_NUMPY, *_numpy_step(scope)]) + "\n",
        "\n".join([*torch, torch_layers(spec), *_TORCH, *_torch_step(scope)]) + "\n",
        {PICTURE_FILE: before.picture[0], WEIGHTS_FILE: flat_weights(before.network)},
    )


def flat_weights(network: Network) -> FloatArray:
    """Return all arrays of a network in one row, in their order."""
    return np.concatenate([np.asarray(array, np.float64).ravel() for array in network.weights.values()])


def _setting(passes: Passes, followed: Followed, place: tuple[int, ...], params: PathParams) -> list[str]:
    shapes = ", ".join(f'"{name}": {array.shape}' for name, array in passes.network.weights.items())
    return [
        f"# {PICTURE_FILE} and {WEIGHTS_FILE} are saved with this program, in its folder.",
        f'picture = np.load("{PICTURE_FILE}")  # (channels, height, width)',
        f"target = {passes.target}  # the true class, counted from 0",
        f"rate = {params.rate!r}  # learning rate",
        f'name, place = "{followed.name}", {place}  # the weight that is followed',
        "",
        f"shapes = {{{shapes}}}",
        "weights, start = {}, 0",
        f'numbers = np.load("{WEIGHTS_FILE}")',
        "for array, shape in shapes.items():",
        "    count = int(np.prod(shape))",
        "    weights[array] = numbers[start : start + count].reshape(shape).copy()",
        "    start += count",
        "",
    ]


_NUMPY = (
    "",
    "def look(picture):",
    '    """Return probabilities, loss, and the way back from the loss."""',
    "    logits, back = go(layers, picture)",
    "    shifted = logits - logits.max()",
    "    total = np.exp(shifted).sum()",
    "    probabilities = np.exp(shifted) / total",
    "    loss = np.log(total) - shifted[target]",
    "    one_hot = np.eye(len(logits))[target]",
    "    return probabilities, loss, lambda: back(probabilities - one_hot)",
    "",
    "",
    "gradients = {}",
    "probabilities, loss, back = look(picture)",
    "back()",
    "weight, gradient = weights[name][place], gradients[name][place]",
    "",
)

_TO_TORCH = (
    "picture = torch.from_numpy(picture)[None]",
    "weights = {array: torch.from_numpy(values) for array, values in weights.items()}",
    'learned = {array: values.requires_grad_() for array, values in weights.items() if "running" not in array}',
    "",
    "",
)

_TORCH = (
    "",
    "",
    "logits = network(picture)",
    "probabilities = F.softmax(logits, dim=1)[0]",
    "loss = F.cross_entropy(logits, torch.tensor([target]))",
    "gradients = dict(zip(learned, torch.autograd.grad(loss, learned.values())))",
    "probabilities, loss = probabilities.detach(), loss.item()",
    "weight, gradient = weights[name][place].item(), gradients[name][place].item()",
    "",
)

_PRINTS = (
    'print("probabilities", probabilities)',
    'print("loss", loss)',
    'print("weight", weight, "gradient", gradient)',
    'print("loss after the step", loss_after)',
)


def _steps(scope: str) -> list[str]:
    """Return the step of the weight, of its kernel, or of all that is learned."""
    return {
        "weight": ["weights[name][place] -= rate * gradient  # this weight only"],
        "kernel": ["weights[name][place[0]] -= rate * gradients[name][place[0]]  # its whole kernel"],
        "all": ["for array in gradients:  # every weight and bias", "    weights[array] -= rate * gradients[array]"],
    }[scope]


def _numpy_step(scope: str) -> list[str]:
    return [*_steps(scope), "loss_after = look(picture)[1]", "", *_PRINTS]


def _torch_step(scope: str) -> list[str]:
    after = "    loss_after = F.cross_entropy(network(picture), torch.tensor([target]))"
    return ["with torch.no_grad():", *(f"    {line}" for line in _steps(scope)), after, "", *_PRINTS]
