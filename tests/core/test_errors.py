"""An error for the user carries its sentence, translatable where it is shown and readable in a log."""

from __future__ import annotations

import pytest

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, Translator, text


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (text("There is no picture to paste."), "There is no picture to paste."),
        (text("{name} is a folder.", name="four"), "four is a folder."),
        (text("{name} is empty.", name=text("Dropped picture")), "Dropped picture is empty."),
    ],
)
def test_it_reads_as_the_english_sentence(message: Text, words: str) -> None:
    error = UserError(message)
    assert str(error) == Translator("en")(error.message) == words
