"""Layers as plain JSON values and back; whatever a stranger's file holds, the answer is a layer or a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any, get_args

from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, text
from cnnstudio.nets.layers import LayerSpec
from cnnstudio.nets.spec_error import SpecError
from cnnstudio.ops.activations import ACTIVATIONS

_KINDS: Mapping[str, type[LayerSpec]] = {kind.kind: kind for kind in get_args(LayerSpec)}

_MOST = 100_000
_WIDEST = 1_000
"""Cells of a window, a stride or a padding."""
_MOST_CHANNELS = 1_000
_LARGEST = 1e30
_MOST_LAYERS = 5_000
_DEEPEST = 8
"""Blocks inside blocks; the networks of the literature need two."""


def layers_to_json(layers: Sequence[LayerSpec]) -> list[dict[str, Any]]:
    """Return layers as plain JSON values."""
    return [
        {"kind": layer.kind, **{field.name: _plain(getattr(layer, field.name)) for field in fields(layer)}}
        for layer in layers
    ]


def layers_from_json(entries: object) -> tuple[LayerSpec, ...]:
    """Read what `layers_to_json` wrote.

    Raises
    ------
    SpecError
        Naming the layer that cannot be read, and why.

    """
    return _layers(entries, ())


def _plain(value: Any) -> Any:
    """Return a setting as JSON has it: tuples as lists, layers as objects."""
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], get_args(LayerSpec)):
        return layers_to_json(value)
    return [_plain(part) for part in value]


def _layers(entries: object, place: tuple[int, ...]) -> tuple[LayerSpec, ...]:
    """Read the layers of a network, or of the path of a block at this place."""
    if len(place) > 2 * _DEEPEST:
        raise SpecError(text("Blocks stand in blocks at most {most} deep.", most=_DEEPEST))
    if not isinstance(entries, list) or len(entries) > _MOST_LAYERS:
        raise SpecError(text("The layers of a network are a list of at most {most}.", most=_MOST_LAYERS))
    return tuple(_layer(entry, (*place, number)) for number, entry in enumerate(entries))


def _layer(entry: object, place: tuple[int, ...]) -> LayerSpec:
    number = ".".join(str(step + 1) for step in place)
    if not isinstance(entry, Mapping) or not isinstance(entry.get("kind"), str):
        raise SpecError(text('Layer {number} has no "kind". Name one of {kinds}.', number=number, kinds=_known()))
    kind = _KINDS.get(entry["kind"])
    if kind is None:
        shown = _shown(entry["kind"])
        raise SpecError(
            text(
                "Layer {number} is of an unknown kind, {kind}. Name one of {kinds}.",
                number=number,
                kind=shown,
                kinds=_known(),
            )
        )
    known = {field.name: field for field in fields(kind)}
    settings = {name: value for name, value in entry.items() if name != "kind"}
    for name in settings.keys() - known.keys():
        raise SpecError(
            text(
                "Layer {number} ({kind}) has an unknown setting, {name}.",
                number=number,
                kind=kind.kind,
                name=_shown(name),
            )
        )
    for name, field in known.items():
        if field.default is MISSING and name not in settings:
            raise SpecError(text("Layer {number} ({kind}) lacks {name}.", number=number, kind=kind.kind, name=name))
    return kind(**{name: _setting(name, value, kind.kind, place) for name, value in settings.items()})


def _setting(name: str, value: object, kind: str, place: tuple[int, ...]) -> Any:
    """Return a setting as the layer holds it."""
    if name in ("layers", "shortcut"):
        return _layers(value, (*place, int(name == "shortcut")))
    if name == "branches":
        if not isinstance(value, list) or not value:
            raise _impossible(name, value, kind, place)
        return tuple(_layers(branch, (*place, path)) for path, branch in enumerate(value))
    value = tuple(value) if isinstance(value, list) else value
    # LRN has one size, its number of maps; windows may have two.
    is_possible = _is_count if (kind, name) == ("local_response_norm", "size") else _POSSIBLE[name]
    if not (is_possible(value) or (name == "stride" and value is None and "pool" in kind)):
        raise _impossible(name, value, kind, place)
    return value


def _impossible(name: str, value: object, kind: str, place: tuple[int, ...]) -> SpecError:
    number = ".".join(str(step + 1) for step in place)
    values = {"number": number, "kind": kind, "name": name, "value": _shown(value)}
    problem = text("Layer {number} ({kind}): {name} cannot be {value}.", **values)
    is_count = (kind, name) == ("local_response_norm", "size")
    return SpecError(text("{problem} {choice}", problem=problem, choice=_CHOICES["units" if is_count else name]))


def _shown(value: object) -> str:
    """Return a stranger's value so short that it fits in a sentence."""
    try:
        written = repr(value)
    except (ValueError, RecursionError):  # a number too long to be written, lists too deep
        written = "…"
    return written if len(written) <= 40 else written[:39] + "…"


def _known() -> str:
    return ", ".join(sorted(_KINDS))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST  # NaN is not


def _is_count(value: object, least: int = 1, most: int = _MOST) -> bool:
    return type(value) is int and least <= value <= most


def _are_cells(value: object, least: int = 1) -> bool:
    """Whether it is one number of cells or (height, width)."""
    if isinstance(value, tuple):
        return len(value) == 2 and all(_is_count(part, least, _WIDEST) for part in value)
    return _is_count(value, least, _WIDEST)


def _are_numbers(value: object) -> bool:
    return isinstance(value, tuple) and 0 < len(value) <= _MOST_CHANNELS and all(map(_is_number, value))


_POSSIBLE: Mapping[str, Callable[[Any], bool]] = {
    "filters": _is_count,
    "units": _is_count,
    "kernel_size": _are_cells,
    "size": _are_cells,
    "stride": _are_cells,
    "padding": lambda value: value == "same" or _are_cells(value, 0),
    "bias": lambda value: type(value) is bool,
    "count_padding": lambda value: type(value) is bool,
    "alpha": _is_number,
    "beta": _is_number,
    "k": lambda value: _is_number(value) and value > 0,
    "mean": _are_numbers,
    "deviation": lambda value: _are_numbers(value) and min(value) > 0,
    "function": lambda value: isinstance(value, str) and value in ACTIVATIONS,
    "probability": lambda value: _is_number(value) and 0 <= value < 1,
}
"""Whether a setting can have a value, by the setting's name."""

_COUNT = text("Choose a whole number from {least} to {most}.", least=1, most=grouped(_MOST))
_CELLS = text("Choose a whole number from {least} to {most}, or a list of two.", least=1, most=grouped(_WIDEST))
_NUMBER = text("Choose a number.")
_YES_OR_NO = text("Choose {names}.", names="true, false")
_CHOICES: Mapping[str, Text] = {
    **dict.fromkeys(("filters", "units"), _COUNT),
    **dict.fromkeys(("kernel_size", "size", "stride"), _CELLS),
    "padding": text('Choose "same", a whole number from 0 to {most}, or a list of two.', most=grouped(_WIDEST)),
    **dict.fromkeys(("bias", "count_padding"), _YES_OR_NO),
    **dict.fromkeys(("alpha", "beta"), _NUMBER),
    "k": text("Choose a number above 0."),
    "mean": text("Choose a list of numbers."),
    "deviation": text("Choose a list of numbers above 0."),
    "function": text("Choose {names}.", names=", ".join(sorted(ACTIVATIONS))),
    "probability": text("Choose a number from 0 to below 1."),
    "branches": text("Choose a list of lists of layers."),
}
"""What a setting can be instead, by its name."""
