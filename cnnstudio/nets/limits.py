"""How large a network may be: a stranger's file must not ask for more memory or time than a machine has."""

from __future__ import annotations

from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import text
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.nets.spec_error import SpecError
from cnnstudio.nets.summary import summarise

# VGG-19, the largest network of the curriculum, has 144 million parameters, 20 billion products and 16 million outputs.
_MOST_PARAMETERS = 250_000_000
_MOST_MULTIPLY_ADDS = 100_000_000_000
_MOST_BYTES = 1_000_000_000


def check_size(spec: NetworkSpec) -> None:
    """Raise SpecError, saying what is too large, for a network that no class could compute; or that does not fit."""
    summary = summarise(spec)
    if summary.total_parameters > _MOST_PARAMETERS:
        values = {"count": grouped(summary.total_parameters), "most": grouped(_MOST_PARAMETERS)}
        problem = text("The network has {count} parameters, and {most} are the most.", **values)
    elif summary.total_multiply_adds > _MOST_MULTIPLY_ADDS:
        values = {"count": grouped(summary.total_multiply_adds), "most": grouped(_MOST_MULTIPLY_ADDS)}
        problem = text("A picture takes {count} products, and {most} are the most.", **values)
    elif summary.memory_bytes > _MOST_BYTES:
        values = {"count": grouped(summary.memory_bytes // 1_000_000), "most": grouped(_MOST_BYTES // 1_000_000)}
        problem = text("The maps of a picture take {count} MB, and {most} MB are the most.", **values)
    else:
        return
    raise SpecError(text("{problem} Choose fewer filters or units, or pool earlier.", problem=problem))
