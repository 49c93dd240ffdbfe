"""A pytest plugin that makes an environment without Qt: `pytest -p tests.without_qt -p no:pytest-qt tests/ops`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

_REFUSED = {"PySide6", "shiboken6", "pytestqt"}


class _Refusal(MetaPathFinder):
    """Answers the import of Qt as an interpreter does that does not have it."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in _REFUSED:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know the settings of the plugin that is not there."""
    parser.addini("qt_api", "not used without Qt")
    parser.addini("qt_log_level_fail", "not used without Qt")
    parser.addini("qt_log_ignore", "not used without Qt", type="linelist")


def pytest_configure() -> None:
    """Refuse Qt from here on; it must not have been imported before."""
    loaded = _REFUSED & sys.modules.keys()
    if loaded:
        raise pytest.UsageError(f"already imported: {', '.join(sorted(loaded))}")
    sys.meta_path.insert(0, _Refusal())
