"""The error of a network that cannot be."""

from __future__ import annotations

from cnnstudio.core.errors import UserError


class SpecError(UserError, ValueError):
    """A description that is none, or layers that do not fit: which layer, why, and how to mend it, in a sentence.

    It is a `ValueError` as well, for whoever only asks whether a spec makes sense.
    """
