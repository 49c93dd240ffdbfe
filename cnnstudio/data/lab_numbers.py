"""Numbers that a lab hands to another, to be shown exactly as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:  # the window opens with this module, and need not wait for these
    from cnnstudio.core.arrays import FloatArray
    from cnnstudio.core.texts import Text
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
