"""What the tests of the lab's views need; Qt is imported late, because the model's tests run without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cnnstudio.core.texts import Translator

if TYPE_CHECKING:
    from cnnstudio.widgets.theme import Theme


@pytest.fixture
def theme(qapp: object) -> Theme:
    from cnnstudio.widgets.theme import Theme, load_fonts

    load_fonts()
    return Theme("light")


@pytest.fixture
def translator() -> Translator:
    return Translator("en")
