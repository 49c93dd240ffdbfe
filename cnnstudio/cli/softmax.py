"""`cnnstudio softmax`: probabilities, losses and gradients of scores, as the softmax lab computes them."""

from __future__ import annotations

import argparse
import json
import re

import numpy as np

from cnnstudio.cli.conv_words import plain, print_columns
from cnnstudio.cli.parser import Say
from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import MINUS
from cnnstudio.core.texts import Translator, system_language, text
from cnnstudio.labs.softmax.computation import SoftmaxResult, compute


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what the command takes."""
    # "-inf" is a score, too, if an impossible one: it deserves a sentence instead of a list of options.
    parser._negative_number_matcher = re.compile(r"-([\d.]|inf|nan)", re.IGNORECASE)
    scores = text("the scores (logits), one a class, such as 2.2 1.39 0.85")
    parser.add_argument("logits", nargs="*", metavar="SCORE", help=say(scores))
    target = text("the true class, counted from 0 (0)")
    parser.add_argument("--target", default="0", metavar="CLASS", help=say(target))
    temperature = text("what all scores are divided by (1)")
    parser.add_argument("--temperature", default="1", metavar="T", help=say(temperature))
    safe = text("take the largest score off all of them first; done by itself where the powers would be too large")
    parser.add_argument("--safe", action="store_true", help=say(safe))
    parser.add_argument("--json", action="store_true", help=say(text("print the answer as JSON")))


def run(arguments: argparse.Namespace) -> int:
    """Print probabilities, losses and gradients; returns 0.

    Raises
    ------
    UserError
        If the scores, the target or the temperature cannot be read, or mean nothing.

    """
    result = read_setting(arguments)
    is_safe = arguments.safe or result.plain_form_fails
    if arguments.json:
        print(json.dumps(as_json(result, is_safe=is_safe), allow_nan=False))
    else:
        _print_answer(result, Translator(arguments.language or system_language()), is_safe=is_safe)
    return 0


def read_setting(arguments: argparse.Namespace) -> SoftmaxResult:
    """Compute what the words of the command line ask for."""
    scores = read_numbers(" ".join(arguments.logits))
    return compute(scores, read_class("--target", arguments.target), read_number(arguments.temperature))


def read_numbers(words: str) -> tuple[float, ...]:
    """Return the numbers between spaces or commas."""
    return tuple(read_number(word) for word in words.replace(",", " ").split())


def read_class(option: str, word: str) -> int:
    """Return the number of a class as it was written."""
    try:
        return int(word.replace(MINUS, "-"))
    except ValueError as error:
        raise UserError(
            text('{option}: "{value}" is no class. Write its number, from 0.', option=option, value=word)
        ) from error


def read_number(word: str) -> float:
    """Return a number as it was written, with either minus sign."""
    try:
        return float(word.replace(MINUS, "-"))
    except ValueError as error:
        raise UserError(text('"{value}" is not a number. Write one such as −1 or 0.5.', value=word)) from error


def as_json(result: SoftmaxResult, *, is_safe: bool) -> dict[str, object]:
    """Return what `--json` prints; the exponentials are those of logits / temperature − subtracted."""
    trace = result.trace
    return {
        "logits": trace.logits.tolist(),
        "temperature": trace.temperature,
        "target": result.target,
        "subtracted": trace.maximum if is_safe else 0.0,
        "exponentials": (trace.exponentials if is_safe else trace.naive_exponentials).tolist(),
        "sum": trace.sum if is_safe else trace.naive_sum,
        "probabilities": result.probabilities.tolist(),
        "cross_entropy": result.cross_entropy,
        "kl_divergence": result.kl_divergence,
        "squared_error": result.squared_error,
        "gradient": _listed(result.gradient),
        "squared_error_gradient": _listed(result.squared_error_gradient),
    }


def _listed(numbers: FloatArray) -> list[float]:
    """Return a list, without the zeros below zero that rounding leaves."""
    listed: list[float] = (numbers + 0.0).tolist()
    return listed


def _print_answer(result: SoftmaxResult, say: Translator, *, is_safe: bool) -> None:
    """Print one line a class, then the losses."""
    trace = result.trace
    powers = trace.exponentials if is_safe else trace.naive_exponentials
    if result.plain_form_fails:
        print(say(text("In the plain form the powers cannot be divided by their sum; this is the safe form.")) + "\n")
    columns: list[tuple[str, FloatArray]] = [("z", trace.logits)]
    columns += [("s = z / T", trace.scaled)] if trace.temperature != 1 else []
    columns += [("s − max" if trace.temperature != 1 else "z − max", trace.shifted)] if is_safe else []
    columns += [
        (say(text("e to that power")), powers),
        ("Σ", np.cumsum(powers)),
        ("o", result.probabilities),
        ("t", result.one_hot),
        (say(text("gradient")), result.gradient),
        (say(text("of squared error")), result.squared_error_gradient),
    ]
    heads = [say(text("class")), *(head for head, _ in columns)]
    rows = zip(*(numbers.tolist() for _, numbers in columns), strict=True)
    print_columns([heads, *([str(number), *map(plain, row)] for number, row in enumerate(rows))])
    losses = {
        text("Cross-entropy, −Σ t ln o"): result.cross_entropy,
        text("KL divergence, Σ t ln (t / o)"): result.kl_divergence,
        text("Squared error, ½ Σ (t − o)²"): result.squared_error,
    }
    print()
    for name, loss in losses.items():
        print(f"{say(name)} = {plain(loss)}")
