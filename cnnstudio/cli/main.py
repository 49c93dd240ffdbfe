"""The command `cnnstudio`: the app, or the same computations without it.

Each command's module is imported only when it is called: `--help` answers at once, and `predict` needs neither Qt nor
torch.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from cnnstudio import __version__
from cnnstudio.cli.display import has_display
from cnnstudio.cli.output import close_output, complain, prepare_streams
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import LANGUAGES, system_language, text

COMMANDS: dict[str, str] = {
    "predict": "say which digits pictures or pen strokes show",
    "train": "train a network and save it",
    "render": "save a picture of a lab",
    "tour": "draw and recognise a digit without a display, and save the pictures",
    "selftest": "check that everything is in place",
}
"""What each command does; `cnnstudio.cli.<command>` has its `add_arguments(parser)` and `run(arguments) -> status`."""

_EPILOG = "commands:\n" + "\n".join(f"  {name:<9} {purpose}" for name, purpose in COMMANDS.items())

_INTERRUPTED = 130
"""The status by which shells know that a program was stopped with Ctrl + C."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the words of the command line name; return the exit status.

    0 is success, 1 a failure that was told in a sentence, 2 a command line that cannot be followed.
    """
    prepare_streams()
    words = list(sys.argv[1:] if argv is None else argv)
    options, rest = _language_parser().parse_known_args(words)
    language = options.language or system_language()
    try:
        status = _command(rest, options.language) if rest[:1] and rest[0] in COMMANDS else _app(words)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except UserError as error:
        complain(error.message, language)
        return 1
    except ImportError as error:
        if not (error.name or "").startswith(("PySide6", "shiboken6")):
            raise
        # On Linux, mostly for want of a library of the system.
        reason = text(
            "Qt, which draws the windows, cannot be loaded: {reason}. `python3 run.py` installs what is missing.",
            reason=error,
        )
        complain(reason, language)
        return 1
    except BrokenPipeError:
        close_output()
        return 1
    except KeyboardInterrupt:
        return _INTERRUPTED


def _language_parser() -> argparse.ArgumentParser:
    """Return the part of every command line that chooses the language."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--language", choices=sorted(LANGUAGES), help="language of what is shown and said")
    return parser


def _command(words: Sequence[str], language: str | None) -> int:
    """Run one of the commands; `words` begin with its name."""
    name = words[0]
    module = import_module(f"cnnstudio.cli.{name}")
    parser = argparse.ArgumentParser(
        prog=f"cnnstudio {name}", description=f"{COMMANDS[name].capitalize()}.", parents=[_language_parser()]
    )
    module.add_arguments(parser)
    parser.set_defaults(language=language)
    status: int = module.run(parser.parse_args(words[1:]))
    return status


def _app(words: Sequence[str]) -> int:
    """Open the window, with the pictures that are named."""
    parser = argparse.ArgumentParser(
        prog="cnnstudio",
        usage="cnnstudio [--language {en,ko}] [--version] [FILE ...]\n       cnnstudio COMMAND --help",
        description="See a convolutional network read what you draw.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_language_parser()],
    )
    parser.add_argument("--version", action="version", version=f"cnnstudio {__version__}")
    parser.add_argument("files", nargs="*", metavar="FILE", help="pictures of digits to open in the app")
    arguments = parser.parse_args(words)
    for name in arguments.files:
        if not os.path.exists(name):  # unlike Path.exists, false for a name that no file can have
            parser.error(f"{name} is neither a command nor a file that exists")
    if not has_display(os.environ, sys.platform):
        sentence = text(
            "There is no display here. `cnnstudio tour --out DIR` draws and recognises a digit without one."
        )
        complain(sentence, arguments.language or system_language())
        return 2
    from cnnstudio.app.application import run

    return run(arguments.files, arguments.language)
