"""Programs that the proof runs, and what it says where one fails."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_LAST_LINES = 25


class ProofError(Exception):
    """Something that was to be shown is not so."""


def run(
    command: Sequence[str | Path],
    *,
    folder: Path | None = None,
    variables: Mapping[str, str] | None = None,
    timeout: float = 300,
) -> str:
    """Return what a program prints; raises `ProofError` with its last lines where it fails or does not end."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            cwd=folder,
            env=None if variables is None else dict(variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ProofError(f"This had not ended after {timeout:.0f} s: {_short(words)}") from error
    except OSError as error:
        raise ProofError(f"{words[0]} does not start: {error.strerror}.") from error
    if done.returncode:
        last = "\n".join(done.stdout.strip().splitlines()[-_LAST_LINES:])
        raise ProofError(f"This ended with status {done.returncode}: {_short(words)}\n{last}")
    return done.stdout


def _short(words: Sequence[str]) -> str:
    line = " ".join(words)
    return line if len(line) <= 300 else f"{line[:300]} …"
