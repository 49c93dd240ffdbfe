"""What the labs hand to each other without knowing each other: feature maps, drawings, and the very numbers to open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cnnstudio.core.observable import Observable
from cnnstudio.data.feature_maps import FeatureMapShelf
from cnnstudio.data.lab_numbers import LabNumbers

if TYPE_CHECKING:  # the window opens with this module, and need not wait for it
    from cnnstudio.data.strokes import Drawing


class Table(Protocol):
    """What lies on the table of all labs, and what lay there before."""

    @property
    def strokes(self) -> Drawing | None:
        """The strokes that lie there; None where it is a photo or a digit of MNIST."""
        ...

    @property
    def can_undo(self) -> bool:
        """Whether something lay there before."""
        ...

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        ...

    def undo(self) -> None:
        """Take back the last stroke, or bring back what lay there before."""
        ...

    def redo(self) -> None:
        """Do again what was undone."""
        ...


class Handover:
    """Where a lab leaves what another is to show.

    Attributes
    ----------
    table
        What lies on the table of all labs; None before there is a lab that brings it in.
    feature_maps
        What the convolution lab computed last.
    opened
        Emits when a lab is to be opened: `lab`, on `numbers` where there are any.
    drawn
        Emits when a drawing was made outside of the draw lab: `drawing`.
    test_digit_chosen
        Emits when a digit of MNIST's test part was chosen to be the specimen: `test_digit`, its place.

    """

    def __init__(self) -> None:
        self.feature_maps = FeatureMapShelf()
        self.table: Table | None = None
        self.opened, self.drawn, self.test_digit_chosen = Observable(), Observable(), Observable()
        self.lab = ""
        self.numbers: LabNumbers | None = None
        self.drawing: Drawing = ()
        self.is_finished = True
        self.test_digit = 0

    def open(self, numbers: LabNumbers) -> None:
        """Open a lab on exactly these numbers."""
        self.lab, self.numbers = numbers.lab, numbers
        self.opened.emit()

    def open_lab(self, lab: str) -> None:
        """Open a lab as it was left."""
        self.lab, self.numbers = lab, None
        self.opened.emit()

    def draw(self, drawing: Drawing, *, is_finished: bool) -> None:
        """Let a drawing be the specimen of all labs; finished ones are a step of undo."""
        self.drawing, self.is_finished = drawing, is_finished
        self.drawn.emit()

    def show_test_digit(self, index: int) -> None:
        """Let a digit of MNIST's test part be the specimen of all labs."""
        self.test_digit = index
        self.test_digit_chosen.emit()
