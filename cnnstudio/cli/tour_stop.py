"""One moment of the tour: a picture, a sentence, and the numbers that are shown then."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from cnnstudio.core.texts import Text, Translator


@dataclass(frozen=True)
class TourStop:
    """What a lab shows at one moment of the tour.

    Attributes
    ----------
    picture
        What the picture of it is called.
    title, sentence
        What this moment is, and what the lab says then.
    shown
        The numbers, as JSON values.

    """

    picture: str
    title: Text
    sentence: Text
    shown: dict[str, Any]

    def words(self, say: Translator) -> str:
        """Return the line to print, without the tags by which the lab makes numbers bold."""
        return f"{say(self.title)}: {re.sub('<[^>]+>', '', say(self.sentence))}"
