"""How large a network may be: a stranger's file must not ask for more memory or time than a machine has."""

from __future__ import annotations

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
        count, most = summary.total_parameters, _MOST_PARAMETERS
        problem = text("The network has {count:,} parameters, and {most:,} are the most.", count=count, most=most)
    elif summary.total_multiply_adds > _MOST_MULTIPLY_ADDS:
        count, most = summary.total_multiply_adds, _MOST_MULTIPLY_ADDS
        problem = text("A picture takes {count:,} products, and {most:,} are the most.", count=count, most=most)
    elif summary.memory_bytes > _MOST_BYTES:
        count, most = summary.memory_bytes // 1_000_000, _MOST_BYTES // 1_000_000
        problem = text("The maps of a picture take {count} MB, and {most} MB are the most.", count=count, most=most)
    else:
        return
    raise SpecError(text("{problem} Choose fewer filters or units, or pool earlier.", problem=problem))
