"""What stands in the way of setting up, told in plain sentences."""

from __future__ import annotations


class SetupError(Exception):
    """Something the user can mend: what is missing and what to do, in one or two sentences."""
