"""What the labs hand to each other without knowing each other: feature maps, drawings, and the very numbers to open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from cnnstudio.core.observable import Observable

if TYPE_CHECKING:  # the window opens with this module, and need not wait for these
    from cnnstudio.core.arrays import FloatArray
    from cnnstudio.core.texts import Text
    from cnnstudio.data.strokes import Drawing
    from cnnstudio.ops.window import Pair


@dataclass(frozen=True, eq=False)
class ConvolutionNumbers:
    """A convolution to be shown by the convolution lab.

    Attributes
    ----------
    name
        What to call its input.
    input
        (C, H, W).
    weight, bias
        (K, C, FH, FW) and (K,).
    stride, padding
        Height and width.
    activation
        A key of `ops.activations.ACTIVATIONS`.
    filter
        The map to look at.
    view
        The tab to show.

    """

    lab: ClassVar[str] = "convolution"
    name: Text
    input: FloatArray
    weight: FloatArray
    bias: FloatArray
    stride: Pair = (1, 1)
    padding: Pair = (0, 0)
    activation: str = "identity"
    filter: int = 0
    view: str = "forward"


@dataclass(frozen=True, eq=False)
class PoolingNumbers:
    """Maps to be pooled by the pooling lab.

    Attributes
    ----------
    name
        What to call the maps.
    input
        (C, H, W).
    kind
        "max", "average" or "l2".
    size, stride, padding
        Height and width.
    channel
        The map to look at.

    """

    lab: ClassVar[str] = "pooling"
    name: Text
    input: FloatArray
    kind: str = "max"
    size: Pair = (2, 2)
    stride: Pair = (2, 2)
    padding: Pair = (0, 0)
    channel: int = 0


@dataclass(frozen=True, eq=False)
class LogitNumbers:
    """Scores to be shown by the softmax lab.

    Attributes
    ----------
    name
        What to call them.
    logits
        (K,).
    class_names
        One name a logit.
    target
        The true class.
    view
        The tab to show.

    """

    lab: ClassVar[str] = "softmax"
    name: Text
    logits: FloatArray
    class_names: tuple[str, ...]
    target: int
    view: str = "softmax"


LabNumbers = ConvolutionNumbers | PoolingNumbers | LogitNumbers


@dataclass(frozen=True, eq=False)
class FeatureMaps:
    """What the convolution lab computed last.

    Attributes
    ----------
    values
        (K, H, W) after the activation.
    filter
        The map that is looked at there, a place in `values`.

    """

    values: FloatArray
    filter: int = 0


class FeatureMapShelf(Observable):
    """Holds the feature maps of the convolution lab, and emits when others take their place; none before it was made.

    Who needs them asks for them: the lab may not have been opened yet.

    Attributes
    ----------
    wanted
        Emits when someone needs maps and there are none.

    """

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Observable()
        self._maps: FeatureMaps | None = None

    @property
    def maps(self) -> FeatureMaps | None:
        """The maps of the moment."""
        return self._maps

    def ask(self) -> FeatureMaps | None:
        """Return the maps of the moment, made now where they were not needed before."""
        if self._maps is None:
            self.wanted.emit()
        return self._maps

    def put(self, maps: FeatureMaps) -> None:
        """Lay other maps here."""
        self._maps = maps
        self.emit()


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
