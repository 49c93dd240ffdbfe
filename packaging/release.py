"""What a release needs besides its packages.

python packaging/release.py check-tag v0.1.0     # the tag names the version in the sources
python packaging/release.py checksums dist       # writes dist/SHA256SUMS.txt, for `sha256sum --check`
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from product import version

SUMS = "SHA256SUMS.txt"


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; return the exit status."""
    options = _parser().parse_args(arguments)
    if options.action == "check-tag":
        if options.tag != f"v{version()}":
            print(f"The tag {options.tag} does not name version {version()}. Tag it v{version()}.", file=sys.stderr)
            return 1
        return 0
    lines = checksum_lines(options.folder)
    if not lines:
        print(f"There is nothing in {options.folder}.", file=sys.stderr)
        return 1
    (options.folder / SUMS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    print("\n".join(lines))
    return 0


def checksum_lines(folder: Path) -> list[str]:
    """Return a line for each file of a folder, in the form of the program `sha256sum`."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    return [f"{_sha256(path)}  {path.name}" for path in files]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="release.py")
    actions = parser.add_subparsers(dest="action", required=True)
    check = actions.add_parser("check-tag", help="compare a tag with the version in the sources")
    check.add_argument("tag", help="such as v0.1.0")
    checksums = actions.add_parser("checksums", help=f"write {SUMS} into a folder")
    checksums.add_argument("folder", type=Path, help="the folder with the packages")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
