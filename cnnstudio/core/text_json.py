"""A `Text` as plain JSON values, so that a sentence that is kept can be read in any language later.

>>> from cnnstudio.core.texts import text
>>> kept = text_json(text("The loss is {loss}.", loss=2.5))
>>> kept
{'template': 'The loss is {loss}.', 'values': {'loss': 2.5}}
>>> text_from_json(kept) == text("The loss is {loss}.", loss=2.5)
True
"""

from __future__ import annotations

from string import Formatter
from typing import Any

from cnnstudio.core.texts import Text

_DEEPEST = 8


def text_json(message: Text) -> dict[str, Any]:
    """Return a sentence and its values; what is neither a number nor a sentence becomes words."""
    values = {name: _plain(value) for name, value in message.values}
    return {"template": message.template, "values": values}


def text_from_json(data: object, depth: int = 0) -> Text:
    """Read what `text_json` wrote; raises `ValueError` for anything else."""
    match data:
        case {"template": str(template), "values": dict(values)} if depth < _DEEPEST:
            pass
        case _:
            raise ValueError("not a sentence")
    for _, name, form, conversion in Formatter().parse(template):
        if name is not None and (name not in values or form or conversion):  # names only: no code, no endless padding
            raise ValueError("not a sentence of ours")
    known = {str(name): _value(value, depth) for name, value in values.items()}
    return Text(template, tuple(known.items()))


def _plain(value: object) -> object:
    if isinstance(value, Text):
        return text_json(value)
    return value if isinstance(value, str | int | float) else str(value)


def _value(value: object, depth: int) -> object:
    if isinstance(value, dict):
        return text_from_json(value, depth + 1)
    if not isinstance(value, str | int | float):
        raise ValueError("not a value of a sentence")
    return value
