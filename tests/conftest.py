"""What every test may rely on: no screen, no user folders, one thread, and a test leaves nothing behind."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# Before Qt, NumPy and torch are imported: they read the environment once.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

# The same examples on every run: a failure on one machine can be looked at on another. No deadline: machines stall.
settings.register_profile("cnnstudio", deadline=None, derandomize=True)
settings.load_profile("cnnstudio")


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings, runs and logs of the tests, and of the programs they start, go to a folder of their own."""
    folder = str(tmp_path_factory.mktemp("user"))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
            patch.setenv(name, folder)
        yield


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a Qt test after which a widget lives, a thread runs, a timer ticks or a process waits."""
    if "qapp" not in request.fixturenames:
        yield
        return
    from tests import leaks

    with leaks.only_new_objects():
        yield
        left = leaks.left_behind()
        leaks.clear_away()
    assert not left, f"left behind: {', '.join(left)}"
