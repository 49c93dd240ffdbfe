from __future__ import annotations

import pytest

from cnnstudio.core.texts import Translator
from cnnstudio.widgets.theme import Theme, load_fonts


@pytest.fixture
def theme(qapp: object) -> Theme:
    load_fonts()
    return Theme("light")


@pytest.fixture
def translator() -> Translator:
    return Translator("en")
