"""Makes the installer for Windows from a frozen folder.

python packaging/package_windows.py --frozen dist/cnnstudio --out dist
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from product import version
from setup_error import SetupError
from windows.installer import Build, make_installer


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; return the exit status."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="icon-") as folder:
        icon = options.icon or _drawn_icon(Path(folder))
        build = Build(options.frozen, options.out, version(), icon, options.sign, is_quick=options.quick)
        try:
            path = make_installer(build)
        except SetupError as error:
            print(error, file=sys.stderr)
            return 1
    print(f"{path}: {path.stat().st_size / 1e6:.0f} MB")
    return 0


def _drawn_icon(folder: Path) -> Path:
    import icons  # with Qt, which the machine that packs may lack

    icon = folder / "cnnstudio.ico"
    icons.write_ico(icon)
    icons.write_banner(icon.with_suffix(".bmp"))
    return icon


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="package_windows.py")
    parser.add_argument("--frozen", type=Path, required=True, metavar="DIR", help="the app, frozen on Windows")
    parser.add_argument("--out", type=Path, default=Path("dist"), metavar="DIR", help="where the installer goes (dist)")
    parser.add_argument("--icon", type=Path, metavar="FILE", help="icon, with a .bmp beside it (left out: drawn)")
    parser.add_argument("--quick", action="store_true", help="compress fast: a larger installer, for tests")
    parser.add_argument("--sign", default="", metavar="COMMAND", help="signs the program whose path follows")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
