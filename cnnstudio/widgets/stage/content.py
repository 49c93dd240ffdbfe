"""What a step view shows of a lab: a window on an input grid, the hand calculation of one cell, an output grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.palette import Palette
from cnnstudio.core.texts import Text
from cnnstudio.ops.window import AxisFit, Pair
from cnnstudio.widgets.grid_rings import Ring
from cnnstudio.widgets.stage.number_colors import Colors
from cnnstudio.widgets.stage.terms import Part, SumEntry, TermTable
from cnnstudio.widgets.theme import Theme

BoolArray = NDArray[np.bool_]
Heading = tuple[Text, Text]
"""What a grid is, and a quieter note beside it."""


class GridTarget(Protocol):
    """A small grid of own numbers that is edited on the stage."""

    @property
    def is_open(self) -> bool:
        """Whether its numbers are on the stage and can be changed."""
        ...

    @property
    def takes_table(self) -> bool:
        """Whether another table can take its place, even where nothing follows from its numbers."""
        ...

    @property
    def numbers(self) -> FloatArray:
        """The (H, W) numbers that are shown, without padding."""
        ...

    @property
    def offset(self) -> Pair:
        """Rows above and columns left of the numbers in the grid that is shown: the padding."""
        ...

    def put_number(self, row: int, column: int, value: float) -> None:
        """Change one number."""
        ...

    def put_grid(self, grid: FloatArray) -> None:
        """Let another (H, W) grid take its place."""
        ...


class StepContent(Protocol):
    """Everything that a step view asks of its lab; it is read again after each change.

    Rows and columns of the input count in the padded input, those of terms in the whole window.
    """

    @property
    def lab_id(self) -> str:
        """First part of the names of all widgets."""
        ...

    @property
    def title(self) -> Text:
        """What the view is called."""
        ...

    @property
    def target(self) -> GridTarget:
        """The input where it can be edited."""
        ...

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        ...

    # -- the two grids

    @property
    def fits(self) -> tuple[AxisFit, AxisFit]:
        """How the window fits, in height and in width."""
        ...

    @property
    def is_backward(self) -> bool:
        """Whether gradients are stepped."""
        ...

    @property
    def is_outdated(self) -> bool:
        """Whether what is shown does not follow from the settings: they are impossible, or still being computed."""
        ...

    @property
    def input(self) -> FloatArray:
        """(PH, PW) the padded input; the same array for as long as only the step changes, unless going backward."""
        ...

    @property
    def output(self) -> FloatArray:
        """(OH, OW) the output; the same array for as long as only the step changes."""
        ...

    def input_colors(self, theme: Theme) -> Colors:
        """Return the input's colours."""
        ...

    def output_colors(self, theme: Theme) -> Colors:
        """Return the output's colours."""
        ...

    def headings(self) -> tuple[Heading, Heading]:
        """Return what stands above input and output."""
        ...

    # -- the step

    @property
    def place(self) -> Pair:
        """Row and column of the output cell of the moment."""
        ...

    @property
    def window(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Rows and columns of the input under the window."""
        ...

    @property
    def done(self) -> int:
        """How many output cells are computed, in reading order."""
        ...

    @property
    def marks(self) -> tuple[Ring, ...]:
        """What else is ringed in the input."""
        ...

    def hues(self, palette: Palette) -> Mapping[Pair, str]:
        """Return the hues of cells of the input, the same that their terms have."""
        ...

    # -- the hand calculation

    @property
    def term_size(self) -> Pair:
        """Rows and columns of the window's terms."""
        ...

    @property
    def active(self) -> Pair | None:
        """The term that is being added or was chosen; None where all count alike."""
        ...

    def tables(self, part: Part) -> tuple[TermTable, ...]:
        """Return the grids of terms, at most three."""
        ...

    def sum(self) -> tuple[SumEntry, ...]:
        """Return the lines from the terms to the result."""
        ...

    @property
    def result(self) -> float:
        """The number that goes into the output cell."""
        ...

    def edit_term(self, role: str, row: int, column: int, value: float) -> None:
        """Take over a number that was typed into a table that can be edited."""
        ...

    # -- words

    def headline(self) -> Text:
        """Return the sentence above the stage."""
        ...

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        ...

    def output_words(self, row: int, column: int, value: float) -> Text:
        """Say what an output cell holds."""
        ...

    def input_words(self, row: int, column: int) -> Text:
        """Say what a cell of the input holds, and where it goes."""
        ...

    def term_words(self, role: str, row: int, column: int) -> Text | None:
        """Say what a term is."""
        ...

    def term_reach(self, role: str, row: int, column: int) -> BoolArray | None:
        """Return the (PH, PW) cells of the input that a term ever stands for; None where that says nothing."""
        ...

    # -- changes

    def go_to(self, row: int, column: int) -> None:
        """Go to an output cell."""
        ...
