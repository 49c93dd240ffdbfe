"""The programs of the code card run by themselves and find the numbers of the lab: there, back, and after the step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cnnstudio.core.specimen import Specimen
from cnnstudio.labs.path.code import path_programs
from cnnstudio.labs.path.model import PathModel
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.nets.spec import (
    Activation,
    AveragePool2d,
    BatchNorm2d,
    Conv2d,
    Dense,
    Flatten,
    GlobalAveragePool2d,
    LayerSpec,
    LocalResponseNorm,
    MaxPool2d,
    Normalise,
    Parallel,
    Residual,
)
from tests.labs.path.networks import ALL, random_network, specimen_of

ALL_KINDS: tuple[LayerSpec, ...] = (
    Normalise((0.1,), (0.3,)),
    *(Conv2d(4, 5, stride=2, padding="same", bias=False), BatchNorm2d(), Activation("leaky_relu")),
    *(MaxPool2d(3, 2, padding=1), LocalResponseNorm(3, 0.01)),
    Residual((Conv2d(6, 3, padding=1), Activation("tanh")), (Conv2d(6, 1),)),
    Parallel(((Conv2d(2, 1),), (Conv2d(3, 3, padding=1), Activation("sigmoid")), ())),
    *(AveragePool2d(3, 2, padding=1, count_padding=False), Activation("identity")),
    Residual((Conv2d(11, 3, padding=1),)),
    *(AveragePool2d(2, padding=(1, 0)), GlobalAveragePool2d(), Flatten(), Dense(10, bias=False)),
)
NETWORKS = {**ALL, "all kinds": ALL_KINDS}


def model_of(layers: tuple[LayerSpec, ...], **settings: Any) -> PathModel:
    """Return the lab's model with a network of these layers."""
    active, network = ActiveNetwork(), random_network(layers)
    positive = {name: np.abs(array) + 0.5 for name, array in network.weights.items() if name.endswith("running_var")}
    network.weights.update(positive)  # type: ignore[attr-defined]  # a dictionary
    active.use(network)
    model = PathModel(specimen_of(), active)
    model.update(**settings)
    return model


def run(model: PathModel, folder: Path, monkeypatch: pytest.MonkeyPatch, *, is_torch: bool) -> dict[str, Any]:
    """Save the program with its files, and run it there."""
    programs = path_programs(model)
    for name, array in programs.arrays.items():
        np.save(folder / name, array)
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}
    exec(compile(programs.torch if is_torch else programs.numpy, "program", "exec"), names)
    return names


def check(names: dict[str, Any], model: PathModel) -> None:
    assert model.result is not None
    step = model.result.step
    assert step.after is not None
    probabilities = names["probabilities"]
    found = probabilities.detach().numpy() if hasattr(probabilities, "detach") else probabilities
    np.testing.assert_allclose(found, step.before.probabilities, rtol=1e-9)
    assert float(names["loss"]) == pytest.approx(step.before.loss, rel=1e-9)
    assert float(names["weight"]) == step.weight
    assert float(names["gradient"]) == pytest.approx(step.gradient, rel=1e-8)
    for name, gradient in step.before.gradients.weights.items():
        theirs = names["gradients"][name]
        theirs = theirs.numpy() if hasattr(theirs, "numpy") else theirs
        np.testing.assert_allclose(theirs, gradient, rtol=1e-7, atol=1e-12, err_msg=name)
    assert float(names["loss_after"]) == pytest.approx(step.after.loss, rel=1e-9)


@pytest.mark.parametrize("is_torch", [False, True], ids=["numpy", "torch"])
@pytest.mark.parametrize("layers", NETWORKS.values(), ids=NETWORKS)
def test_the_programs_find_what_the_lab_shows(
    layers: tuple[LayerSpec, ...], is_torch: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of(layers, target=7)
    check(run(model, tmp_path, monkeypatch, is_torch=is_torch), model)


@pytest.mark.parametrize("is_torch", [False, True], ids=["numpy", "torch"])
@pytest.mark.parametrize("scope", ["weight", "kernel", "all"])
def test_whatever_takes_the_step(
    scope: str, is_torch: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model = model_of(ALL_KINDS, scope=scope, rate=0.3)
    names = run(model, tmp_path, monkeypatch, is_torch=is_torch)
    check(names, model)
    assert float(names["loss_after"]) != pytest.approx(float(names["loss"]), rel=1e-12)
    assert "loss after the step" in capsys.readouterr().out


def test_a_program_starts_from_the_steps_that_were_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of(ALL["two blocks"])
    first = float(run(model, tmp_path, monkeypatch, is_torch=False)["loss"])
    model.take_step()
    model.take_step()
    names = run(model, tmp_path, monkeypatch, is_torch=False)
    check(names, model)
    assert float(names["loss"]) < first


def test_only_what_a_network_needs_is_written() -> None:
    program = path_programs(model_of(ALL["one dense layer"])).numpy
    assert "def dense" in program
    assert "def convolution" not in program
    assert "windows_of" not in program


def test_without_a_drawing_the_program_says_what_is_missing() -> None:
    active = ActiveNetwork()
    active.use(random_network())
    programs = path_programs(PathModel(Specimen(), active))
    assert programs.numpy.startswith("# Draw a digit")
    assert not programs.arrays
