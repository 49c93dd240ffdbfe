"""What `cnnstudio conv` is asked for: from the words of the command line to arrays and checked settings."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import Any

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import MINUS
from cnnstudio.core.texts import text
from cnnstudio.data.grids import load_grid
from cnnstudio.data.kernel_presets import LARGEST_SIZE, PRESETS, preset
from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.ops.padding2d import PADDING_MODES
from cnnstudio.ops.window import AxisFits, Paddings, Pair, axis_fits, paddings, same_padding, size_of
from cnnstudio.ops.window_advice import unfit_reason

_MOST_CELLS = 200_000_000
"""Neither the padded input nor the output may have more: 1.6 GB of numbers."""


@dataclass(frozen=True, eq=False)
class ConvSetting:
    """A convolution that can be computed.

    Attributes
    ----------
    input
        (H, W), (C, H, W) or (N, C, H, W), as it was given.
    kernel
        (FH, FW), (C, FH, FW) or (K, C, FH, FW), as it was given.
    x, weight, bias
        The same as `ops.conv2d` takes them: (N, C, H, W), (K, C, FH, FW) and (K,).
    stride, padding, dilation, padding_mode, flip
        As for `ops.conv2d`.
    activation
        A name in `ACTIVATIONS`.

    """

    input: FloatArray
    kernel: FloatArray
    x: FloatArray
    weight: FloatArray
    bias: FloatArray
    stride: Pair
    padding: Paddings
    dilation: Pair
    padding_mode: str
    flip: bool
    activation: str

    @property
    def fits(self) -> AxisFits:
        """How the kernel fits in height and in width."""
        return axis_fits(size_of(self.x), size_of(self.weight), self.stride, self.padding, self.dilation)

    @property
    def keywords(self) -> dict[str, Any]:
        """The settings as `ops.conv2d` names them."""
        names = ("stride", "padding", "dilation", "padding_mode", "flip")
        return {name: getattr(self, name) for name in names}

    def like_input(self, maps: FloatArray) -> FloatArray:
        """Return (N, K, OH, OW) maps with as many axes as the input has; a bank on (H, W) gives (K, OH, OW)."""
        if self.input.ndim == 4:
            return maps
        single: FloatArray = maps[0, 0] if self.input.ndim == 2 and maps.shape[1] == 1 else maps[0]
        return single

    def like_kernel(self, dw: FloatArray) -> FloatArray:
        """Return the (K, C, FH, FW) gradient in the shape of the kernel; of one laid on all channels, their sum."""
        summed: FloatArray = dw[0].sum(axis=0) if self.kernel.ndim == 2 else dw.reshape(self.kernel.shape)
        return summed


def fit_setting(given: FloatArray, arguments: argparse.Namespace) -> ConvSetting:
    """Return the convolution of an input (H, W), (C, H, W) or (N, C, H, W) that is asked for.

    Raises
    ------
    UserError
        If something cannot be read, means nothing, or the kernel does not fit.

    """
    mode = read_choice("--mode", "zeros" if arguments.mode == "zero" else arguments.mode, PADDING_MODES)
    activation = read_choice("--activation", arguments.activation.replace("-", "_"), tuple(ACTIVATIONS))
    stride, dilation = read_pair("--stride", arguments.stride), read_pair("--dilation", arguments.dilation)
    x = given[(None,) * (4 - given.ndim)]
    size = read_pair("size", arguments.size) if arguments.size is not None else None
    kernel = _kernel(arguments.kernel, arguments.preset, size, size_of(x))
    weight = _weight(kernel, x.shape[1])
    padding = _padding(arguments.padding, size_of(x), size_of(weight), stride, dilation)
    fits = axis_fits(size_of(x), size_of(weight), stride, padding, dilation)
    _check(fits, mode, len(x) * max(x.shape[1], len(weight)))
    bias = _bias(arguments.bias, len(weight))
    return ConvSetting(given, kernel, x, weight, bias, stride, padding, dilation, mode, arguments.flip, activation)


def read_pair(option: str, written: str) -> Pair:
    """Return the two whole numbers of "2,3", or the one of "2" twice."""
    try:
        numbers = [int(part.replace(MINUS, "-")) for part in written.split(",")]
        height, width = numbers * 2 if len(numbers) == 1 else numbers
    except ValueError:
        sentence = text(
            '{option}: "{value}" is not a whole number, nor two. Write 2, or 1,2 for height and width.',
            option=option,
            value=written,
        )
        raise UserError(sentence) from None
    return height, width


def read_choice(option: str, name: str, known: tuple[str, ...]) -> str:
    """Return the name, which is one of those known."""
    if name not in known:
        names = ", ".join(known)
        raise UserError(text('{option}: "{value}" is none of {names}.', option=option, value=name, names=names))
    return name


def _kernel(written: str | None, name: str | None, size: Pair | None, input_size: Pair) -> FloatArray:
    """Return the kernel that is written or read, or the preset in its size."""
    if (written is None) == (name is None):
        raise UserError(text("Give a kernel: either its weights with --kernel, or the name of one with --preset."))
    if written is not None:
        if size is not None:
            raise UserError(text("A size goes with --preset; a kernel that is given has its own."))
        return load_grid(written)
    named = preset(read_choice("--preset", str(name), tuple(known.id for known in PRESETS)))
    height, width = size or (named.usual_size, named.usual_size)
    if min(height, width) < 1:
        raise UserError(unfit_reason(axis_fits(input_size, (height, width))) or text("The kernel has no cells."))
    if max(height, width) > LARGEST_SIZE:
        raise UserError(
            text("Presets are made up to {largest}×{largest}. Choose a smaller size.", largest=LARGEST_SIZE)
        )
    return named.make(height, width)


def _weight(kernel: FloatArray, channels: int) -> FloatArray:
    """Return the kernel as a bank (K, C, FH, FW) for so many channels."""
    if kernel.ndim == 2:
        return np.tile(kernel, (1, channels, 1, 1))
    # Several slices on an input of one channel can only be meant as several kernels.
    bank = kernel if kernel.ndim == 4 else kernel[:, None] if channels == 1 else kernel[None]
    if bank.shape[1] != channels:
        sentence = text(
            "The kernel has {slices} slices, the input {channels} channels. Give one slice for each channel.",
            slices=bank.shape[1],
            channels=channels,
        )
        raise UserError(sentence)
    return bank


def _padding(written: str, input_size: Pair, kernel_size: Pair, stride: Pair, dilation: Pair) -> Paddings:
    if written == "same" and min(*stride, *dilation) >= 1:
        return same_padding(input_size, kernel_size, stride, dilation)
    # With an impossible stride or dilation, which is told later, "same" means nothing.
    return paddings(0 if written in ("valid", "same") else read_pair("--padding", written))


def _check(fits: AxisFits, mode: str, maps: int) -> None:
    """Refuse what does not fit, or not into the memory."""
    reason = unfit_reason(fits, mode)
    if reason is not None:
        raise UserError(reason)
    height, width = fits
    cells = height.padded_size * width.padded_size * maps
    if cells > _MOST_CELLS:
        sentence = text(
            "That would take {count} million numbers. Choose a smaller padding or input.", count=cells // 1_000_000
        )
        raise UserError(sentence)


def _bias(written: str, filters: int) -> FloatArray:
    """Return the (K,) bias from one number for all filters, or one a filter."""
    try:
        numbers = [float(part.replace(MINUS, "-")) for part in written.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) not in (1, filters) or not np.all(np.isfinite(numbers)):
        sentence = text(
            '--bias: "{value}" is not one number, nor one for each of the {count} filters, such as 0.5 or 1,−2.',
            value=written,
            count=filters,
        )
        raise UserError(sentence)
    return np.resize(np.array(numbers), filters)
