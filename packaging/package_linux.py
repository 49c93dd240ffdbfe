"""Makes the packages for Linux from a frozen folder, and keeps the record of what they depend on.

python packaging/package_linux.py --frozen dist/cnnstudio --out dist     # the .deb and the portable archive
python packaging/package_linux.py --frozen dist/cnnstudio --record       # writes packaging/linux/depends.txt anew
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the manual page names the app's commands

from linux.archive import make_archive  # noqa: E402
from linux.deb import make_deb  # noqa: E402
from linux.depends import found_depends, record_depends  # noqa: E402
from product import version  # noqa: E402
from setup_error import SetupError  # noqa: E402


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        if options.record:
            depends = found_depends(options.frozen)
            record_depends(depends)
            print(f"Recorded {len(depends)} packages.")
            return 0
        compression = "quick" if options.quick else "release"
        for make in (make_deb, make_archive):
            path = make(options.frozen, options.out, version(), compression=compression)
            print(f"{path}: {path.stat().st_size / 1e6:.0f} MB")
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="package_linux.py")
    parser.add_argument("--frozen", type=Path, required=True, metavar="DIR", help="the frozen app")
    parser.add_argument("--out", type=Path, default=Path("dist"), metavar="DIR", help="where the packages go (dist)")
    parser.add_argument("--quick", action="store_true", help="compress fast: larger packages, for tests")
    parser.add_argument("--record", action="store_true", help="write down which packages of Debian it needs, no more")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
