"""The labs: one folder each. The tuple names them in the order of the navigation rail.

What stands here is all that the window needs before a lab is shown for the first time; only then is it imported.
"""

from __future__ import annotations

from dataclasses import dataclass

from cnnstudio.core.texts import Text, text


@dataclass(frozen=True)
class LabEntry:
    """A lab as the rail shows it.

    Attributes
    ----------
    id
        The name of its folder.
    icon
        Name of its icon.
    label
        Short name under the icon.
    title
        Full name in the header.
    file_types
        Ends of the names of files that are opened in this lab, or in the first that has them; others are pictures for
        all labs.

    """

    id: str
    icon: str
    label: Text
    title: Text
    file_types: tuple[str, ...] = ()


_NUMBERS = ".csv", ".tsv", ".txt", ".npy"

LABS = (
    LabEntry("draw", "pencil", text("Draw"), text("Draw and recognise")),
    LabEntry(
        "convolution",
        "convolution",
        text("Convolve"),
        text("Convolution, step by step"),
        file_types=_NUMBERS,
    ),
    LabEntry("pooling", "pooling", text("Pool"), text("Pooling, step by step"), file_types=_NUMBERS),
    LabEntry("softmax", "softmax", text("Softmax"), text("From scores to probabilities")),
    LabEntry("path", "path", text("Path"), text("The whole path, there and back")),
    LabEntry("training", "training", text("Train"), text("Train a network"), file_types=(".safetensors",)),
)
