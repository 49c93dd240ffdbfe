"""What shape one layer makes of its input; where it cannot, the sentence that says why and how to mend it."""

from __future__ import annotations

from math import prod

from cnnstudio.core.texts import Text, text
from cnnstudio.nets.layer_words import describe_layer
from cnnstudio.nets.layers import (
    AveragePool2d,
    BatchNorm2d,
    Conv2d,
    Dense,
    Flatten,
    GlobalAveragePool2d,
    LayerSpec,
    LocalResponseNorm,
    MaxPool2d,
    Normalise,
    Parallel,
    Residual,
    Windowed,
)
from cnnstudio.nets.spec_error import SpecError
from cnnstudio.nets.windows import layer_fits, window_name
from cnnstudio.ops.window import AxisFits
from cnnstudio.ops.window_advice import alternatives, mends, unfit_reason, written_size

Shape = tuple[int, ...]
"""(C, H, W) of maps or (D,) of a row of numbers, for one picture."""


def layer_output_shape(
    layer: LayerSpec, shape: Shape, ends: tuple[Shape, ...] = (), number: str = "1", poolings: int = 0
) -> Shape:
    """Return the shape of a layer's output.

    Parameters
    ----------
    layer, shape
        The layer and the shape of its input.
    ends
        Of a block, the shapes at the ends of its paths.
    number
        What the layer is called where it does not fit.
    poolings
        How many poolings stand before it, of which one could be taken away.

    Raises
    ------
    SpecError
        If the layer does not fit its input.

    """
    match layer:
        case Conv2d() | MaxPool2d() | AveragePool2d():
            channels, height, width = _maps(layer, shape, number)
            fits = layer_fits(layer, (height, width))
            _check_window(layer, fits, number, poolings)
            rows, columns = (axis.output_size for axis in fits)
            return (layer.filters if isinstance(layer, Conv2d) else channels, rows, columns)
        case GlobalAveragePool2d():
            return (_maps(layer, shape, number)[0], 1, 1)
        case BatchNorm2d() | LocalResponseNorm():
            return _maps(layer, shape, number)
        case Normalise(mean=mean, deviation=deviation):
            channels = _maps(layer, shape, number)[0]
            if not len(mean) == len(deviation) == channels:
                count = text("It takes one mean and one deviation a channel, {count} of each.", count=channels)
                raise misfit(layer, number, count)
            return shape
        case Flatten():
            return (prod(shape),)
        case Dense():
            if len(shape) != 1:
                raise misfit(layer, number, text("It takes a row of numbers. Put a flatten layer before it."))
            return (layer.units,)
        case Residual() | Parallel():
            return _joined(layer, ends, number)
        case _:
            return shape


def misfit(layer: LayerSpec, number: str, reason: Text) -> SpecError:
    """Return the error of a layer that cannot stand where it does."""
    return SpecError(
        text("Layer {number} ({layer}): {reason}", number=number, layer=describe_layer(layer), reason=reason)
    )


def _maps(layer: LayerSpec, shape: Shape, number: str) -> tuple[int, int, int]:
    if len(shape) != 3:
        raise misfit(
            layer, number, text("It takes maps, but its input is a row of numbers. Put it before the flatten.")
        )
    return shape[0], shape[1], shape[2]


def _check_window(layer: Windowed, fits: AxisFits, number: str, poolings: int) -> None:
    """Raise SpecError where a window has no place, or where a pooling window stands wholly in the padding."""
    height, width = fits
    if not (height.fits and width.fits):
        changes = [change.words for change in mends(fits)]
        if min(height.extent, width.extent) < 1 or len(changes) < 2:
            raise misfit(layer, number, unfit_reason(fits, name=window_name(layer)) or text("It does not fit."))
        if poolings:
            changes.append(text("one pooling less before it"))
        raise SpecError(
            text(
                "Layer {number} ({layer}) does not fit its {size} input. Choose {changes}.",
                number=number,
                layer=describe_layer(layer),
                size=written_size(height.input_size, width.input_size),
                changes=alternatives(changes),
            )
        )
    if not isinstance(layer, Conv2d) and any(axis.padding[0] >= axis.kernel_size for axis in fits):
        raise misfit(
            layer, number, text("A window lies wholly in the padding. Choose less padding or a larger window.")
        )


def _joined(block: Residual | Parallel, ends: tuple[Shape, ...], number: str) -> Shape:
    """Return the shape of what the paths of a block come to."""
    shown = [written_shape(end) for end in ends]
    if isinstance(block, Residual):
        inside, past = ends
        if inside != past:
            reason = text(
                "Its layers give {inside}, its shortcut {past}, and only equal shapes can be added. "
                "Let the shortcut be a 1×1 convolution to {inside}.",
                inside=shown[0],
                past=shown[1],
            )
            raise misfit(block, number, reason)
        return inside
    if any(len(end) != len(ends[0]) or end[1:] != ends[0][1:] for end in ends):
        reason = text(
            "Its branches give {shapes}. Choose strides and paddings so that all maps have the same size.",
            shapes=", ".join(shown),
        )
        raise misfit(block, number, reason)
    return (sum(end[0] for end in ends), *ends[0][1:])


def written_shape(shape: Shape) -> str:
    """Return a shape as it is written.

    >>> written_shape((30, 24, 24)), written_shape((10,))
    ('30×24×24', '10')
    """
    return "×".join(map(str, shape))
