"""Why a pooling window does not fit, and the smallest changes that would mend it; the command line says the same."""

from __future__ import annotations

from cnnstudio.core.texts import Text, text
from cnnstudio.ops.window import AxisFits
from cnnstudio.ops.window_advice import Mend, alternatives, axes_where, unfit_reason, written_size


def unpooled_reason(fits: AxisFits) -> Text | None:
    """Return why the window has no place, or one with nothing to pool, and what would mend it; None where all is well.

    A window that is not larger than the padding stands wholly in it at the first place.
    """
    wrong = [max(axis.padding) >= axis.kernel_size for axis in fits]
    reason = unfit_reason(fits, name="window")
    if reason is not None or not any(wrong):
        return reason
    axes = [axis for axis, is_wrong in zip(fits, wrong, strict=True) if is_wrong]
    padding, size = min(axis.kernel_size for axis in axes) - 1, max(max(axis.padding) for axis in axes) + 1
    changes = [Mend("padding", padding, axes_where(wrong)), Mend("size", size, axes_where(wrong))]
    return text(
        "With padding {padding} the {size} window has places with nothing to pool. Choose {changes}.",
        padding=max(max(axis.padding) for axis in axes),
        size=written_size(fits[0].kernel_size, fits[1].kernel_size),
        changes=alternatives([change.words for change in changes]),
    )
