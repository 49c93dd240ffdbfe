"""Errors that the user is told about in plain words."""

from __future__ import annotations

from cnnstudio.core.texts import Text, Translator


class UserError(Exception):
    """Something the user can understand and mend: what happened and what to do, in one or two sentences.

    Raised anywhere below the views, shown by the window as a sentence and by the command line on standard error.
    A `UserError` never changes state: whoever raises it does so before anything is replaced.
    """

    def __init__(self, message: Text) -> None:
        super().__init__(Translator("en")(message))
        self.message = message
