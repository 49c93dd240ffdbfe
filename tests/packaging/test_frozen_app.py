"""The self-test of a real frozen app passes, and fails when something is taken from a copy of it.

Only where the variable CNNSTUDIO_FROZEN names the folder that `packaging/build.py` made: each test takes half a minute.
"""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from frozen.archive import read_modules
from frozen.deny_list import denied
from frozen.proof import run_self_test
from frozen.sizes import LIMIT, program, size_of
from setup_error import SetupError

_APP = Path(os.environ.get("CNNSTUDIO_FROZEN", ""))

pytestmark = pytest.mark.skipif(
    not os.environ.get("CNNSTUDIO_FROZEN"), reason="CNNSTUDIO_FROZEN does not name the folder of a frozen app"
)


def remove(pattern: str) -> Callable[[Path], None]:
    """Return what takes files out of the app; there must be one."""

    def from_app(app: Path) -> None:
        files = [path for path in app.glob(f"_internal/{pattern}") if path.is_file()]
        assert files
        for path in files:
            path.unlink()

    return from_app


def spoil_module(name: str) -> Callable[[Path], None]:
    """Return what makes one of the modules in the program unreadable."""

    def in_app(app: Path) -> None:
        code = dict(read_modules(program(app)))[name]
        content = bytearray(program(app).read_bytes())
        place = content.index(zlib.compress(code, 6))  # the level of PyInstaller
        content[place : place + 2] = b"\0\0"
        program(app).unlink()  # the copy is a second name of the original
        program(app).write_bytes(content)
        program(app).chmod(0o755)

    return in_app


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A second set of names for the app's files, which may be removed."""
    try:
        return Path(shutil.copytree(_APP, tmp_path / "cnnstudio", symlinks=True, copy_function=os.link))
    except OSError:  # another file system
        shutil.rmtree(tmp_path / "cnnstudio")
        return Path(shutil.copytree(_APP, tmp_path / "cnnstudio", symlinks=True))


def test_it_is_small_enough_holds_nothing_denied_and_works() -> None:
    assert size_of(_APP) <= LIMIT
    assert denied(_APP, [Path(__file__).resolve().parents[2]]) == []
    checks = {line.split(":")[0] for line in run_self_test(_APP)}
    assert checks >= {"training", "model file", "window", "labs", "animation", "plots", "fonts"}


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        (remove("torch/lib/libshm.so"), "training"),
        (spoil_module("cnnstudio.training.worker_process"), "training"),
        (spoil_module("torch.optim.adam"), "training"),
        (spoil_module("cnnstudio.labs.softmax.lab"), "softmax"),
        (spoil_module("matplotlib.backends.backend_pdf"), "plots"),
        (spoil_module("PIL.GifImagePlugin"), "animation"),
        (remove("cnnstudio/resources/i18n/ko/LC_MESSAGES/cnnstudio.mo"), "labs"),
        (remove("cnnstudio/resources/fonts/Pretendard-Regular.otf"), "fonts"),
        (remove("cnnstudio/resources/mnist/t10k-images*"), "data"),
        (remove("PySide6/Qt/plugins/*/libqsvg*.so"), "icons"),
        (remove("PySide6/Qt/plugins/platforms/libqoffscreen.so"), "does not start"),
        (remove("libpython*"), "does not start"),
    ],
)
def test_what_is_missing_or_damaged_is_found(copy: Path, damage: Callable[[Path], None], check: str) -> None:
    damage(copy)
    with pytest.raises(SetupError, match=check):
        run_self_test(copy)
