"""Proves that students get a working app: builds it, packs it, and installs, uses and removes it on a clean Debian.

python3 run.py proof                               # all of it, about a quarter of an hour
python3 run.py proof --frozen dist/cnnstudio       # with a frozen app that is there already

Needs root on Debian 12, and says so where it has not. Everything happens in `build/proof`, with mounts that no other
process sees; what it leaves there is the base system, the downloaded packages and pictures of the window.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the proof knows the app's words

from proof.commands import ProofError  # noqa: E402
from proof.plan import Plan  # noqa: E402
from proof.steps import run_steps  # noqa: E402
from proof.tools import missing_packages, obstacle, provide  # noqa: E402

_INSIDE = "CNNSTUDIO_PROOF_HAS_OWN_MOUNTS"


def main(arguments: Sequence[str]) -> int:
    """Prove it; return 0 where all is shown or nothing can be, else 1."""
    options = _parser().parse_args(arguments)
    reason = obstacle()
    if reason is not None:
        print(f"The proof of the packages is left out. {reason}")
        return 0
    if _INSIDE not in os.environ:
        # With mounts of its own: they vanish with this process, however it ends.
        command = ["unshare", "--mount", "--propagation", "private", sys.executable, __file__, *arguments]
        os.execvpe(command[0], command, {**os.environ, _INSIDE: "1"})
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that everything is cleaned up then too
    work = ROOT / "build" / "proof"
    work.mkdir(parents=True, exist_ok=True)
    with (work / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another proof is under way in this folder. Wait for it to end.", file=sys.stderr)
            return 1
        try:
            provide(missing_packages())
        except ProofError as error:
            print(f"PROOF FAILED: the tools for it could not be installed. {error}")
            return 1
        with Plan(work, options.frozen, is_for_release=options.release) as plan:
            return run_steps(plan.steps())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run.py proof", description="prove that the packages for Linux work")
    parser.add_argument("--frozen", type=Path, metavar="DIR", help="a frozen app, instead of making one")
    parser.add_argument(
        "--release", action="store_true", help="compress as for a release, and hold its size to the limit"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
