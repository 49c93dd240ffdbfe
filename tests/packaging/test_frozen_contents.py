"""What goes into the frozen app: decided by where a file would lie, or where a library comes from."""

from __future__ import annotations

import pytest
from frozen.contents import DROPS, EXCLUDED_MODULES, drop_of, is_left_to_the_system, place_of_module


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("torch/test/test_nn.py", "torch's own tests"),
        ("torch/testing/_internal/common_utils.py", "torch's own tests"),
        ("torch/bin/test_api", "torch's programs"),
        ("torch/include/ATen/ATen.h", "torch's headers"),
        ("torch/share/cmake/Torch/TorchConfig.cmake", "torch's headers"),
        ("torch/lib/libtorchbind_test.so", "torch's test libraries"),
        ("PySide6/Qt/lib/libQt6Qml.so.6", "Qt Qml and Quick"),
        ("PySide6/Qt6Quick.dll", "Qt Qml and Quick"),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", "Qt's keyboard on the screen"),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "GTK's look for Qt"),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", "Qt's platforms without windows"),
        ("PySide6/Qt/plugins/platforms/libqlinuxfb.so", "Qt's platforms without windows"),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", "Qt's platforms without windows"),
        ("PySide6/Qt/translations/qtbase_de.qm", "Qt's words in other languages"),
        ("PySide6/translations/qtbase_de.qm", "Qt's words in other languages"),
        ("matplotlib/mpl-data/sample_data/goog.npz", "matplotlib's sample data"),
        ("cnnstudio-0.1.0.dist-info/direct_url.json", "records of the installation"),
    ],
)
def test_what_no_student_needs_is_left_out(place: str, reason: str) -> None:
    drop = drop_of(place)
    assert drop is not None
    assert drop.name == reason


@pytest.mark.parametrize(
    "place",
    [
        "torch/nn/modules/conv.py",  # without the sources of torch, it aborts
        "torch/testing/_internal/logging_tensor.py",  # imported by torch.utils.checkpoint
        "torch/bin/torch_shm_manager",
        "torch/lib/libtorch_cpu.so",
        "PySide6/Qt/translations/qtbase_ko.qm",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf",
        "cnnstudio/resources/i18n/ko/LC_MESSAGES/cnnstudio.mo",
        "cnnstudio/resources/samples/scan-5.png",
    ],
)
def test_what_the_app_needs_stays(place: str) -> None:
    assert drop_of(place) is None


def test_a_place_on_windows_is_the_same_place() -> None:
    from pathlib import PureWindowsPath

    from frozen import contents

    drop = next(drop for drop in contents.DROPS if drop.name == "torch's programs")
    assert drop.matches(PureWindowsPath("torch\\bin\\protoc.exe").as_posix())


@pytest.mark.parametrize(
    ("source", "is_left"),
    [
        ("/lib/x86_64-linux-gnu/libGL.so.1", True),
        ("/usr/lib/x86_64-linux-gnu/libfontconfig.so.1", True),
        ("/usr/lib/x86_64-linux-gnu/libstdc++.so.6", True),
        ("/usr/lib/x86_64-linux-gnu/libxcb-cursor.so.0", False),
        ("/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", False),
        ("/usr/lib/python3.11/lib-dynload/_json.cpython-311-x86_64-linux-gnu.so", False),
        ("/home/anna/environment/lib/python3.11/site-packages/torch/lib/libc10.so", False),
        ("/usr/lib/python3/dist-packages/numpy/doc.txt", False),
    ],
)
def test_libraries_of_the_screen_are_the_systems_own(source: str, is_left: bool) -> None:
    assert is_left_to_the_system(source) == is_left


def test_a_module_is_left_out_like_its_source() -> None:
    assert drop_of(place_of_module("torch.testing._internal.common_utils")) is not None
    assert drop_of(place_of_module("torch.testing")) is None


def test_each_reason_is_named_once_and_each_module_too() -> None:
    names = [drop.name for drop in DROPS]
    assert len(set(names)) == len(names)
    assert len(set(EXCLUDED_MODULES)) == len(EXCLUDED_MODULES)


@pytest.mark.parametrize("name", ["matplotlib.backends.backend_pdf", "cnnstudio.labs.training.lab", "torch.optim"])
def test_nothing_that_is_imported_late_is_excluded(name: str) -> None:
    assert not any(name == excluded or name.startswith(f"{excluded}.") for excluded in EXCLUDED_MODULES)
