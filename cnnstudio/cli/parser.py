"""Command lines whose help speaks the user's language."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, text

Say = Callable[[Text], str]
"""Turns a sentence into the language of the moment."""


class WrongOption(UserError):
    """An option cannot be what was typed: the command line cannot be followed."""


def make_parser(program: str, description: Text, say: Say, *, usage: str | None = None) -> argparse.ArgumentParser:
    """Return a parser with --help and --language, headings and help in the language of `say`."""
    usage_prefix = say(text("usage")) + ": "

    class Formatter(argparse.RawDescriptionHelpFormatter):
        """Writes "usage" in the language of the moment."""

        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[argparse._MutuallyExclusiveGroup],
            prefix: str | None = None,
        ) -> None:
            super().add_usage(usage, actions, groups, usage_prefix if prefix is None else prefix)

    parser = argparse.ArgumentParser(
        prog=program,
        usage=usage,
        description=say(description),
        formatter_class=Formatter,
        add_help=False,
        allow_abbrev=False,
    )
    complete_parser(parser, say)
    return parser


def complete_parser(parser: argparse.ArgumentParser, say: Say) -> None:
    """Give a parser that was made without help its headings and --help, in the language of `say`."""
    # argparse offers no other way to its headings.
    parser._positionals.title = say(text("arguments"))
    parser._optionals.title = say(text("options"))
    # "-1,0,1" is a kernel; argparse would take it for an option.
    parser._negative_number_matcher = re.compile(r"-[\d.]")
    parser.add_argument("-h", "--help", action="help", help=say(text("show this help and end")))
