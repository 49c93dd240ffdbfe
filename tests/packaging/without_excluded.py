"""Hides from tests what the frozen app leaves out: they must pass without it.

`python -m pytest -p tests.packaging.without_excluded tests/training tests/nets -k "not pytorch_takes_the_same"`:
those compare with PyTorch's optimizers, which the app does without.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from frozen.contents import EXCLUDED_MODULES, drop_of, place_of_module  # noqa: E402

_NEEDED_BY_PYTEST = ("_pytest", "pytest", "readline")


class Excluded(MetaPathFinder):
    """Stands before all other finders of modules."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuse what is not in the frozen app; anything else is for the other finders."""
        is_excluded = any(fullname == name or fullname.startswith(f"{name}.") for name in EXCLUDED_MODULES)
        is_dropped = fullname.startswith("torch.") and drop_of(place_of_module(fullname)) is not None
        is_package = fullname == "torch.testing._internal"  # kept, as its __init__.py
        if (is_excluded and not fullname.startswith(_NEEDED_BY_PYTEST)) or (is_dropped and not is_package):
            raise ModuleNotFoundError(f"{fullname} is not in the frozen app", name=fullname)
        return None


sys.meta_path.insert(0, Excluded())
