"""Scores to begin with."""

from __future__ import annotations

from dataclasses import dataclass

from cnnstudio.core.texts import Text, text


@dataclass(frozen=True)
class Example:
    """Scores with a name.

    Attributes
    ----------
    id
        What it is called in the code.
    name
        What the learner chooses.
    logits
        The scores.

    """

    id: str
    name: Text
    logits: tuple[float, ...]


OVERFLOWING = Example("overflow", text("Too large: 1000, 999, 998"), (1000.0, 999.0, 998.0))
"""Scores on which the plain form fails."""

EXAMPLES = (
    Example("lecture", text("Lecture: 2.2, 1.39, 0.85"), (2.2, 1.39, 0.85)),
    OVERFLOWING,
    Example("equal", text("All equal: 1, 1, 1"), (1.0, 1.0, 1.0)),
    Example("wrong", text("Sure and wrong: −4, 6, 0"), (-4.0, 6.0, 0.0)),
)
"""In all of them the first class is the true one."""
