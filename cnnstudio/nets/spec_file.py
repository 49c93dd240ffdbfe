"""A network's layers in a file of their own: JSON that people can write."""

from __future__ import annotations

import json
from pathlib import Path

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.nets.limits import check_size
from cnnstudio.nets.spec import NetworkSpec, SpecError

_LARGEST = 1_000_000  # bytes; the longest network of the literature takes a tenth of it


def load_spec(path: Path) -> NetworkSpec:
    """Read a network's layers, whose sizes fit and are not beyond all measure.

    Raises
    ------
    UserError
        If the file cannot be read or holds no such network, with the layer and the reason.

    """
    try:
        if not path.exists():
            raise UserError(text("There is no file {name}. Check where it is and how it is spelt.", name=path))
        if not path.is_file() or path.stat().st_size > _LARGEST:
            raise UserError(text("{name} is not a file with the layers of a network.", name=path.name or str(path)))
        content = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UserError(
            text("{name} could not be read: {reason}.", name=path.name, reason=error.strerror or str(error))
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(text("{name} is not written in UTF-8. Save it so.", name=path.name)) from error
    try:
        spec = NetworkSpec.from_json(json.loads(content))
        check_size(spec)
    except SpecError as error:
        raise UserError(text("{name}: {problem}", name=path.name, problem=error.message)) from error
    except json.JSONDecodeError as error:
        problem = text("{name} is not JSON: see line {line}.", name=path.name, line=error.lineno)
        raise UserError(problem) from error
    except (ValueError, RecursionError) as error:  # numbers too long, lists too deep
        raise UserError(text("{name} is not a file with the layers of a network.", name=path.name)) from error
    return spec
