"""Finds the sentences in the sources: the first argument of each call of `text`."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from string import Formatter


@dataclass(frozen=True)
class Sentences:
    """What was found.

    Attributes
    ----------
    templates
        The English sentences, each once, sorted.
    problems
        Calls that cannot work, with file and line: no literal, or braces and values that do not match.

    """

    templates: tuple[str, ...]
    problems: tuple[str, ...]


def collect_sentences(package: Path) -> Sentences:
    """Read every source file of a package."""
    templates: set[str] = set()
    problems: list[str] = []
    for path in sorted(package.rglob("*.py")):
        for call in _calls_of_text(ast.parse(path.read_text(encoding="utf-8"))):
            template = _literal(call)
            if template is not None:
                templates.add(template)
            problem = _problem(call, template)
            if problem:
                problems.append(f"{path.relative_to(package.parent).as_posix()}:{call.lineno}: {problem}")
    return Sentences(tuple(sorted(templates)), tuple(problems))


def _calls_of_text(tree: ast.Module) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text"
    ]


def _literal(call: ast.Call) -> str | None:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def _problem(call: ast.Call, template: str | None) -> str | None:
    """Return why a call of `text` would fail, if it would."""
    if template is None:
        return "text() needs a literal sentence, which translators can find"
    given = {keyword.arg for keyword in call.keywords}
    if None in given or not given:
        return None
    try:
        wanted = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError:
        return f"braces do not match in {template!r}"
    return None if wanted == given else f"{template!r} names {sorted(wanted)} but is given {sorted(map(str, given))}"
