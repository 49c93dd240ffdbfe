"""`cnnstudio summary`: the layers of a network with output shape, parameters, multiply-adds and memory."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cnnstudio.cli.parser import Say
from cnnstudio.core.numbers import NO_BREAK_SPACE, grouped
from cnnstudio.core.texts import Translator, system_language, text
from cnnstudio.nets.layer_shape import written_shape
from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.network import Network
from cnnstudio.nets.presets import NETWORK_PRESETS, network_preset
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.nets.spec_file import load_spec
from cnnstudio.nets.summary import LayerRow, NetworkSummary, summarise


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what the command takes."""
    names = ", ".join(NETWORK_PRESETS)
    network = text("a network's file, .safetensors; its layers, .json; or a name: {names}", names=names)
    parser.add_argument("network", metavar="MODEL|PRESET", help=say(network))
    parser.add_argument("--json", action="store_true", help=say(text("print the answer as JSON")))


def run(arguments: argparse.Namespace) -> int:
    """Print the summary of a network; returns 0.

    Raises
    ------
    UserError
        If there is no such network, its file cannot be read, or its layers do not fit.

    """
    known = load_network(arguments.network)
    summary = summarise(known.spec if isinstance(known, Network) else known)
    if arguments.json:
        record = {"record": dict(known.record)} if isinstance(known, Network) else {}
        print(json.dumps({**as_json(summary), **record}, ensure_ascii=False))
    else:
        _print_table(summary, Translator(arguments.language or system_language()))
    return 0


def load_network(named: str) -> Network | NetworkSpec:
    """Return the network that is meant by a name or a file: with its weights where the file holds them."""
    path = Path(named)
    if named in NETWORK_PRESETS or not (path.suffix or path.exists()):
        return network_preset(named)
    return load_spec(path) if path.suffix.lower() == ".json" else load_model(path)


def as_json(summary: NetworkSummary) -> dict[str, Any]:
    """Return what `--json` prints of a network."""
    return {
        "name": summary.name,
        "input_shape": list(summary.input_shape),
        "class_names": list(summary.class_names),
        "layers": [_row_as_json(row) for row in summary.rows],
        "total_parameters": summary.total_parameters,
        "total_multiply_adds": summary.total_multiply_adds,
        "memory_bytes": summary.memory_bytes,
        "parameter_bytes": summary.parameter_bytes,
    }


def _row_as_json(row: LayerRow) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "number": row.number,
        "kind": row.kind,
        "description": Translator("en")(row.description),
        "output_shape": list(row.output_shape),
        "parameters": row.parameters,
        "multiply_adds": row.multiply_adds,
        "memory_bytes": row.memory_bytes,
    }
    return {**entry, "parts": [_row_as_json(part) for part in row.parts]} if row.parts else entry


def _print_table(summary: NetworkSummary, say: Translator) -> None:
    """Print one line a layer, those in a block below it, and the totals last."""
    sizes = {"name": summary.name, "shape": written_shape(summary.input_shape), "count": len(summary.class_names)}
    print(say(text("{name}: a picture of {shape} goes in, {count} classes come out.", **sizes)) + "\n")
    heads = [text("output"), text("parameters"), text("multiply-adds"), text("memory")]
    lines = [["", say(text("layer")), *map(say, heads)]]
    for depth, row in _unfolded(summary.rows):
        numbers = [written_shape(row.output_shape), *_costs(row.parameters, row.multiply_adds, row.memory_bytes)]
        lines.append([row.number, "  " * depth + say(row.description), *numbers])
    totals = _costs(summary.total_parameters, summary.total_multiply_adds, summary.memory_bytes)
    lines.append(["", say(text("altogether, with the picture")), "", *totals])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        names = [word.ljust(width) for word, width in zip(line[:2], widths[:2], strict=True)]
        numbers = [word.rjust(width) for word, width in zip(line[2:], widths[2:], strict=True)]
        print("  ".join([*names, *numbers]).rstrip())
    note = text("Multiply-adds and memory are those of one picture; memory is what the outputs take as float32.")
    print("\n" + say(note))


def _unfolded(rows: Sequence[LayerRow], depth: int = 0) -> Iterator[tuple[int, LayerRow]]:
    """Yield every row with how deep in blocks it stands."""
    for row in rows:
        yield depth, row
        yield from _unfolded(row.parts, depth + 1)


def _costs(parameters: int, multiply_adds: int, memory_bytes: int) -> list[str]:
    """Return the costs as they are written; nothing is left empty."""
    counts = [grouped(number) if number else "" for number in (parameters, multiply_adds)]
    return [*counts, written_bytes(memory_bytes) if memory_bytes else ""]


def written_bytes(count: int) -> str:
    r"""Return a number of bytes as it is written.

    >>> written_bytes(40), written_bytes(69_120), written_bytes(6_315_700)
    ('40\xa0B', '69.1\xa0kB', '6.3\xa0MB')
    """
    if count < 1_000:
        return f"{count}{NO_BREAK_SPACE}B"
    if count < 1_000_000:
        return f"{count / 1_000:.1f}{NO_BREAK_SPACE}kB"
    return f"{count / 1_000_000:,.1f}{NO_BREAK_SPACE}MB".replace(",", NO_BREAK_SPACE)
