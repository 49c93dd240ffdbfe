"""`cnnstudio selftest`: whether everything the app needs is there and works on this machine."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

import numpy as np

from cnnstudio.cli.parser import Say
from cnnstudio.cli.selftest_labs import check_convolution, check_path, check_pooling, check_softmax
from cnnstudio.cli.selftest_pictures import (
    check_animation,
    check_fonts,
    check_icons,
    check_labs,
    check_photos,
    check_plots,
    check_window,
)
from cnnstudio.cli.selftest_training import check_model_file, check_training
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator, system_language, text

Check = Callable[[], str]
"""Returns a fact worth printing, raises where something is wrong."""


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what the command takes."""
    parser.add_argument("--json", action="store_true", help=say(text("print the outcome as JSON")))


def run(arguments: argparse.Namespace) -> int:
    """Run every check and say how it went; returns 0 where all are well, else 1."""
    translator = Translator(arguments.language or system_language())
    outcomes = []
    for name, check in CHECKS.items():
        try:
            outcome = {"check": name, "passed": True, "detail": check()}
        except UserError as error:
            outcome = {"check": name, "passed": False, "detail": translator(error.message)}
        except Exception as error:  # a self-test reports every failure and goes on
            outcome = {"check": name, "passed": False, "detail": f"{type(error).__name__}: {error}"}
        outcomes.append(outcome)
        if not arguments.json:
            print(f"{'ok    ' if outcome['passed'] else 'FAILED'}  {name}: {outcome['detail']}", flush=True)
    passed = all(outcome["passed"] for outcome in outcomes)
    if arguments.json:
        print(json.dumps({"passed": passed, "checks": outcomes}, ensure_ascii=False))
    elif passed:
        print(translator(text("Everything works.")))
    else:
        print(translator(text("Something is missing or damaged. Install CNN Studio again.")))
    return 0 if passed else 1


def _data() -> str:
    from cnnstudio.data.mnist import load_mnist

    return " + ".join(str(len(load_mnist(part))) for part in ("train", "test"))


def _network() -> str:
    from cnnstudio.data.mnist import load_mnist
    from cnnstudio.nets.inference import forward
    from cnnstudio.nets.model_file import load_model
    from cnnstudio.nets.shipped import shipped_model_path

    network, split = load_model(shipped_model_path()), load_mnist("test")
    pictures = split.images[:1000, None].astype(np.float32) / 255
    read = forward(network, pictures)[-1].values.argmax(axis=1)
    right = int((read == split.labels[:1000]).sum())
    if right < 970:
        raise ValueError(f"reads only {right} of 1000 digits")
    return f"{network.spec.name}, {right} of 1000 test digits"


def _torch() -> str:
    import torch

    from cnnstudio.nets.inference import forward
    from cnnstudio.nets.model_file import load_model
    from cnnstudio.nets.shipped import shipped_model_path
    from cnnstudio.nets.torch_network import build_module, load_weights

    network = load_model(shipped_model_path())
    module = build_module(network.spec).eval()
    load_weights(module, network)
    picture = np.random.default_rng(0).random((1, 1, 28, 28), np.float32)
    with torch.no_grad():
        answer = module(torch.from_numpy(picture)).numpy()
    difference = float(np.abs(answer - forward(network, picture)[-1].values).max())
    if difference > 1e-5:
        raise ValueError(f"torch and NumPy differ by {difference:g}")
    return f"torch {torch.__version__}, differs from NumPy by {difference:.1e}"


CHECKS: dict[str, Check] = {
    "data": _data,
    "network": _network,
    "torch": _torch,
    "training": check_training,
    "model file": check_model_file,
    "window": check_window,
    "labs": check_labs,
    "convolution": check_convolution,
    "pooling": check_pooling,
    "softmax": check_softmax,
    "path": check_path,
    "photos": check_photos,
    "animation": check_animation,
    "plots": check_plots,
    "icons": check_icons,
    "fonts": check_fonts,
}
"""By name, in the order in which they run."""
