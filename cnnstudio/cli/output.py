"""What the commands share about where they write."""

from __future__ import annotations

import os
import sys

from cnnstudio.core.texts import Text, Translator


def prepare_streams() -> None:
    """Let a terminal that cannot show a character show a question mark; otherwise it would end the program."""
    for stream in (sys.stdout, sys.stderr):
        # A windowed program on Windows has no streams.
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def complain(sentence: Text, language: str) -> None:
    """Say on standard error what went wrong."""
    print(f"cnnstudio: {Translator(language)(sentence)}", file=sys.stderr)


def close_output() -> None:
    """Send the rest of standard output nowhere: whoever read it has gone, and Python would complain as it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
