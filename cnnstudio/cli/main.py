"""The command `cnnstudio`: the app, or the same computations without it.

Each command's module is imported only when it is called: `--help` answers at once, and `predict` needs neither Qt nor
torch.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from cnnstudio import __version__
from cnnstudio.cli.display import has_display
from cnnstudio.cli.output import close_output, complain, prepare_streams
from cnnstudio.cli.parser import WrongOption, make_parser
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import LANGUAGES, Text, Translator, system_language, text

COMMANDS: dict[str, Text] = {
    "predict": text("say which digits pictures or pen strokes show"),
    "train": text("train a network and save it"),
    "evaluate": text("say how well a saved network reads test digits"),
    "summary": text("show a network's layers, shapes, parameters and costs"),
    "conv": text("convolve a grid of numbers or a picture, with the hand calculation of any cell"),
    "softmax": text("turn scores into probabilities, with losses and gradients"),
    "pool": text("pool a grid of numbers or a picture, with the hand calculation of any cell"),
    "render": text("save a picture of a lab"),
    "tour": text("follow a digit through all labs without a display, and save the pictures"),
    "selftest": text("check that everything is in place"),
}
"""What each command does; `cnnstudio.cli.<command>` has `add_arguments(parser, say)` and `run(arguments) -> status`."""

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
        status = _command(rest, options.language) if rest[:1] and rest[0] in COMMANDS else _app(words, options.language)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except UserError as error:
        complain(error.message, language)
        return 2 if isinstance(error, WrongOption) else 1
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
    """Return what finds out the language before anything is said."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    _add_language(parser, str)
    return parser


def _add_language(parser: argparse.ArgumentParser, say: Callable[[Text], str]) -> None:
    words = text("language of what is shown and said")
    parser.add_argument("--language", choices=sorted(LANGUAGES), help=say(words))


def _command(words: Sequence[str], language: str | None) -> int:
    """Run one of the commands; `words` begin with its name."""
    name = words[0]
    module = import_module(f"cnnstudio.cli.{name}")
    say = Translator(language or system_language())
    parser = make_parser(f"cnnstudio {name}", COMMANDS[name], say)
    _add_language(parser, say)
    module.add_arguments(parser, say)
    parser.set_defaults(language=language)
    status: int = module.run(parser.parse_args(words[1:]))
    return status


def _app(words: Sequence[str], language: str | None) -> int:
    """Open the window, with the pictures that are named."""
    say = Translator(language or system_language())
    usage = "cnnstudio [--language {en,ko}] [--version] [FILE ...]\n       cnnstudio COMMAND --help"
    parser = make_parser("cnnstudio", text("See a convolutional network read what you draw."), say, usage=usage)
    commands = "\n".join(f"  {name:<9} {say(purpose)}" for name, purpose in COMMANDS.items())
    parser.epilog = f"{say(text('commands'))}:\n{commands}"
    _add_language(parser, say)
    version = f"cnnstudio {__version__}"
    parser.add_argument("--version", action="version", version=version, help=say(text("show the version and end")))
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help=say(text("pictures of digits, or a saved network, to open in the app"))
    )
    arguments = parser.parse_args(words)
    for name in arguments.files:
        if not os.path.exists(name):  # unlike Path.exists, false for a name that no file can have
            parser.error(say(text("{name} is neither a command nor a file that exists", name=name)))
    if not has_display(os.environ, sys.platform):
        sentence = text(
            "There is no display here. `cnnstudio tour --out DIR` draws and recognises a digit without one."
        )
        complain(sentence, say.language)
        return 2
    from cnnstudio.app.application import run

    return run(arguments.files, arguments.language)
