"""The proof as a list of steps: each says how long it took and what came of it, and a failure is told at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from setup_error import SetupError

from proof.commands import ProofError


@dataclass(frozen=True)
class Step:
    """One part of the proof.

    Attributes
    ----------
    name
        What is shown.
    does
        Shows it, and returns a fact worth printing; raises `ProofError` or `SetupError` where it is not so.
    needs
        Names of the steps without which this one makes no sense.

    """

    name: str
    does: Callable[[], str]
    needs: tuple[str, ...] = ()


def run_steps(steps: Sequence[Step]) -> int:
    """Run all steps that can be run; return 0 where all succeeded, else 1."""
    failed: dict[str, str] = {}
    begin = time.monotonic()
    for step in steps:
        lacking = [name for name in step.needs if name in failed]
        if lacking:
            failed[step.name] = f"not tried, because of: {', '.join(lacking)}"
            print(f"  not tried  {step.name}", flush=True)
            continue
        print(f"  …          {step.name}", flush=True)
        start = time.monotonic()
        try:
            fact, outcome = step.does(), "ok"
        except Exception as error:  # whatever it is: the others may tell more
            fact, outcome = _reason(error), "FAILED"
            failed[step.name] = fact
        print(f"  {outcome:<6} {time.monotonic() - start:3.0f} s {step.name}: {fact}", flush=True)
    print(f"The proof took {time.monotonic() - begin:.0f} s.", flush=True)
    for name, reason in failed.items():
        print(f"PROOF FAILED: {name}: {reason}", flush=True)
    return 1 if failed else 0


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, (ProofError, SetupError)) else f"{type(error).__name__}: {error}"
