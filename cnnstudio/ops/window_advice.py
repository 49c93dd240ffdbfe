"""Why a window does not fit, and the smallest changes that would mend it; the command line says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cnnstudio.core.numbers import MINUS
from cnnstudio.core.texts import Text, text
from cnnstudio.ops.window import AxisFit, AxisFits

Setting = Literal["size", "stride", "dilation", "padding"]
Axes = Literal["both", "height", "width"]
WindowName = Literal["kernel", "window"]
"""What is laid on the input: the kernel of a convolution, or the window of a pooling."""

_CHANGES: dict[Setting, Text] = {
    "size": text("size {value}"),
    "stride": text("stride {value}"),
    "dilation": text("dilation {value}"),
    "padding": text("padding {value}"),
}

_LEAST: dict[Setting, int] = {"size": 1, "stride": 1, "dilation": 1, "padding": 0}


@dataclass(frozen=True)
class Mend:
    """One change that alone makes the window fit.

    Attributes
    ----------
    setting
        What to change.
    value
        The value nearest to the present one that does.
    axes
        Where to change it: in height, in width or in both.

    """

    setting: Setting
    value: int
    axes: Axes

    @property
    def change(self) -> Text:
        """The setting and its value: "padding 1"."""
        return Text(_CHANGES[self.setting].template, (("value", self.value),))

    @property
    def words(self) -> Text:
        """The change as part of a sentence: "padding 1 in height"."""
        return _along(self.change, self.axes)


def unfit_reason(fits: AxisFits, padding_mode: str = "zeros", name: WindowName = "kernel") -> Text | None:
    """Return why the window has no place and what would mend it, in two sentences; None where it has one."""
    if not (changes := mends(fits, padding_mode)):
        return None
    setting = _below_least(fits)
    if setting is not None:
        problem = _too_small(setting, min(_value(axis, setting) for axis in fits), name)
        change = _along(text("{change} or more", change=changes[0].change), changes[0].axes)
        return text("{problem} Choose {changes}.", problem=problem, changes=change)
    words = [change.words for change in changes]
    if _lacks_room(fits):
        return text("{problem} Choose {changes}.", problem=_too_large(fits, name), changes=alternatives(words))
    words.append(text("another padding mode"))
    return text("{problem} Choose {changes}.", problem=_mirrored_too_far(fits), changes=alternatives(words))


def mends(fits: AxisFits, padding_mode: str = "zeros") -> tuple[Mend, ...]:
    """Return the changes of which any one makes the window fit; none where it fits.

    Where several settings are impossible, these are the changes for the first; the others come up after it.
    """
    setting = _below_least(fits)
    if setting is not None:
        axes = axes_where([_value(axis, setting) < _LEAST[setting] for axis in fits])
        return (Mend(setting, _LEAST[setting], axes),)
    if _lacks_room(fits):
        return _room_mends(fits)
    far = [padding_mode == "reflect" and _mirrors_too_far(axis) for axis in fits]
    if not any(far):
        return ()
    most = min(axis.input_size for axis, wrong in zip(fits, far, strict=True) if wrong) - 1
    return (Mend("padding", most, axes_where(far)),)


def _value(axis: AxisFit, setting: Setting) -> int:
    return {
        "size": axis.kernel_size,
        "stride": axis.stride,
        "dilation": axis.dilation,
        "padding": min(axis.padding),
    }[setting]


def _below_least(fits: AxisFits) -> Setting | None:
    """Return the first setting that is too small to mean anything."""
    return next((known for known in _LEAST if any(_value(axis, known) < _LEAST[known] for axis in fits)), None)


def axes_where(wrong: list[bool]) -> Axes:
    """Return the name of the axes, height and width, that are wrong."""
    return "both" if all(wrong) else "height" if wrong[0] else "width"


def _lacks_room(fits: AxisFits) -> bool:
    return any(axis.padded_size < axis.extent for axis in fits)


def _mirrors_too_far(axis: AxisFit) -> bool:
    """Whether reflection lacks cells to mirror; it does not repeat the edge, so it needs one more than the padding."""
    return max(axis.padding) >= axis.input_size


def _mirrored_too_far(fits: AxisFits) -> Text:
    """Return what is wrong with a padding deeper than the input."""
    return text(
        "A padding of {padding} mirrors more cells than the {size} input has to give.",
        padding=max(max(axis.padding) for axis in fits if _mirrors_too_far(axis)),
        size=written_size(fits[0].input_size, fits[1].input_size),
    )


def _too_small(setting: Setting, value: int, name: WindowName) -> Text:
    """Return what is wrong with a setting below its least value."""
    shown = str(value).replace("-", MINUS)
    if setting == "size" and name == "window":
        return text("A window of size {value} has no cells.", value=shown)
    if setting == "size":
        return text("A kernel of size {value} has no cells.", value=shown)
    if setting == "stride":
        return text("A stride of {value} never moves.", value=shown)
    if setting == "dilation":
        return text("A dilation of {value} lays the cells of the kernel on one another.", value=shown)
    return text("A padding of {value} would cut cells off.", value=shown)


def _too_large(fits: AxisFits, name: WindowName) -> Text:
    """Return what does not fit what, with the sizes that dilation and padding make of them."""
    height, width = fits
    kernel, extent = written_size(height.kernel_size, width.kernel_size), written_size(height.extent, width.extent)
    size, padded = (
        written_size(height.input_size, width.input_size),
        written_size(height.padded_size, width.padded_size),
    )
    if name == "window":
        what = text("The {kernel} window", kernel=kernel)
    elif kernel == extent:
        what = text("The {kernel} kernel", kernel=kernel)
    else:
        what = text("The {kernel} kernel, {extent} with its dilation,", kernel=kernel, extent=extent)
    if size == padded:
        where = text("the {size} input", size=size)
    else:
        where = text("the {size} input, {padded} with its padding", size=size, padded=padded)
    wrong = axes_where([axis.padded_size < axis.extent for axis in fits])
    if wrong == "height":
        return text("{kernel} is too high for {input}.", kernel=what, input=where)
    if wrong == "width":
        return text("{kernel} is too wide for {input}.", kernel=what, input=where)
    return text("{kernel} does not fit {input}.", kernel=what, input=where)


def _room_mends(fits: AxisFits) -> tuple[Mend, ...]:
    """Return how to make room: padding, a smaller kernel, or less dilation where that is what spreads it."""
    axes = axes_where([axis.padded_size < axis.extent for axis in fits])
    tight = [axis for axis in fits if axis.padded_size < axis.extent]
    missing = [axis.extent - axis.padded_size for axis in tight]
    padding = max(max(axis.padding) + (cells + 1) // 2 for axis, cells in zip(tight, missing, strict=True))
    changes = [
        Mend("padding", padding, axes),
        Mend("size", min((axis.padded_size - 1) // axis.dilation + 1 for axis in tight), axes),
    ]
    # A kernel of one cell always has room, so each of these has at least two.
    dilation = min((axis.padded_size - 1) // (axis.kernel_size - 1) for axis in tight)
    if dilation >= 1:
        changes.append(Mend("dilation", dilation, axes))
    return tuple(changes)


def _along(change: Text, axes: Axes) -> Text:
    """Return the change with where it is to be made, if not in both directions."""
    if axes == "both":
        return change
    if axes == "height":
        return text("{change} in height", change=change)
    return text("{change} in width", change=change)


def alternatives(changes: Sequence[Text]) -> Text:
    """Return two or three changes as a choice between them."""
    if len(changes) == 2:
        return text("{first} or {second}", first=changes[0], second=changes[1])
    return text("{first}, {second} or {third}", first=changes[0], second=changes[1], third=changes[2])


def written_size(height: int, width: int) -> str:
    """Return a size as it is written: "3×5"."""
    return f"{height}×{width}"
