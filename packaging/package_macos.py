"""Makes the disk image for macOS from the frozen app; runs on macOS only.

python packaging/package_macos.py --app "dist/CNN Studio.app" --out dist
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from macos.image import AD_HOC, Notary, image_commands, image_path, notary_commands, run_commands, signing_commands
from product import version


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; return the exit status."""
    options = _parser().parse_args(arguments)
    if platform.system() != "Darwin":
        print("Disk images are made on macOS only.", file=sys.stderr)
        return 1
    if not options.app.is_dir():
        print(f"There is no {options.app}. Build it first with packaging/build.py.", file=sys.stderr)
        return 1
    options.out.mkdir(parents=True, exist_ok=True)
    target = image_path(options.out, version())
    try:
        run_commands(signing_commands(options.app, options.identity))
        with tempfile.TemporaryDirectory(prefix="image-") as stage:
            run_commands(image_commands(options.app, Path(stage), target, options.identity))
        if options.notary_key is not None:
            notary = Notary(options.notary_key, options.notary_key_id, options.notary_issuer)
            run_commands(notary_commands(target, notary))
    except subprocess.CalledProcessError as error:
        print(f"{error.cmd[0]} failed with status {error.returncode}; its words are above.", file=sys.stderr)
        return 1
    print(f"{target}: {target.stat().st_size / 1e6:.0f} MB")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="package_macos.py")
    parser.add_argument("--app", type=Path, required=True, metavar="APP", help="the frozen app, a folder .app")
    parser.add_argument("--out", type=Path, default=Path("dist"), metavar="DIR", help="where the image goes (dist)")
    parser.add_argument("--identity", default=AD_HOC, help="Developer ID in the keychain (left out: signed by nobody)")
    parser.add_argument("--notary-key", type=Path, metavar="FILE", help="key of App Store Connect: have Apple check it")
    parser.add_argument("--notary-key-id", default="", metavar="ID", help="that key's name")
    parser.add_argument("--notary-issuer", default="", metavar="ID", help="whose key it is")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
