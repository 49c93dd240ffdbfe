"""What must not be shipped is found wherever it hides."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from frozen.deny_list import denied

from tests.packaging.frozen_sample import make_app

_BUILT_IN = Path("/work/checkout")


def test_a_folder_of_what_may_be_there_passes(tmp_path: Path) -> None:
    assert denied(make_app(tmp_path), [_BUILT_IN]) == []


@pytest.mark.parametrize(
    "place",
    [
        "_internal/torch/test/test_nn.py",
        "_internal/torch/include/ATen/ATen.h",
        "_internal/libgtk-3.so.0",
        "_internal/PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "_internal/PySide6/Qt/lib/libQt6Qml.so.6",
        "_internal/PySide6/Qt6QuickWidgets.dll",
        "_internal/PySide6/Qt/lib/libQt6VirtualKeyboard.so.6",
        "_internal/nvidia/cublas/lib/libcublas.so.12",
        "_internal/torch/lib/libtorch_cuda.so",
        "_internal/_pytest/main.py",
        "_internal/torch/lib/c10.pdb",
        "_internal/torch/lib/torch.lib",
        "_internal/libGL.so.1",
        "_internal/matplotlib/mpl-data/sample_data/goog.npz",
        "_internal/cnnstudio-0.1.0.dist-info/direct_url.json",
        "_internal/cnnstudio/__pycache__/start.txt",
    ],
)
def test_a_file_that_must_not_be_there_is_named(tmp_path: Path, place: str) -> None:
    app = make_app(tmp_path)
    (app / place).parent.mkdir(parents=True, exist_ok=True)
    (app / place).write_text("x", encoding="utf-8")
    found = denied(app, [_BUILT_IN])
    assert len(found) == 1
    assert found[0].startswith(f"{place} is denied by ")


@pytest.mark.parametrize("module", ["pytest", "_pytest.main", "setuptools.command", "nvidia", "tkinter.font"])
def test_a_module_that_must_not_be_there_is_named(tmp_path: Path, module: str) -> None:
    app = make_app(tmp_path, {module: b"code"})
    assert denied(app, []) == [f"the module {module} is packed into the program"]


def test_a_folder_of_the_builder_is_found_in_a_file(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    (app / "_internal" / "numbers.txt").write_bytes(b"\0" * 5000 + b"/work/checkout/build\0")
    assert denied(app, [_BUILT_IN]) == ["_internal/numbers.txt names the folder /work/checkout"]


def test_a_folder_of_the_builder_is_found_in_a_packed_module(tmp_path: Path) -> None:
    app = make_app(tmp_path, {"cnnstudio.ops": b"code of /work/checkout/cnnstudio/ops.py"})
    assert denied(app, [_BUILT_IN]) == ["cnnstudio.ops names the folder /work/checkout"]


def test_a_folder_of_the_builder_is_found_in_python_s_own_library(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    with zipfile.ZipFile(app / "_internal" / "base_library.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("os.pyc", b"/work/checkout" * 50)
    assert denied(app, [_BUILT_IN]) == ["_internal/base_library.zip: os.pyc names the folder /work/checkout"]


def test_a_link_must_lead_to_something_in_the_app(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    (app / "_internal" / "gone").symlink_to("nowhere")
    (app / "_internal" / "passwords").symlink_to("/etc/passwd")
    assert denied(app, []) == ["_internal/gone is a link to nothing", "_internal/passwords is a link out of the app"]
