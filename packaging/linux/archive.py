"""The portable archive: for any user on any Linux, installed and removed without an administrator."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from product import PRODUCT, ROOT

from linux.share import lay_out_share

PROGRAM = "@PROGRAM@"
"""What `install.sh` replaces in the menu entry by the place where the program is then."""

_SCRIPTS = ("install.sh", "uninstall.sh", "README.txt")
_COMPRESSION = {"release": "zstd -T0 -19", "quick": "zstd -T0 -3"}


def make_archive(frozen: Path, out: Path, version: str, *, compression: str = "release") -> Path:
    """Return the archive made of a frozen folder; `compression` is "release", small and slow, or "quick"."""
    out.mkdir(parents=True, exist_ok=True)
    name = f"{PRODUCT.command}-{version}-linux-x86_64"
    target = out / f"{name}.tar.zst"
    with tempfile.TemporaryDirectory(dir=out, prefix="archive-") as folder:
        tree = Path(folder) / name
        lay_out(tree, frozen, version)
        command = ["tar", "--create", f"--use-compress-program={_COMPRESSION[compression]}", f"--file={target}"]
        owner = ["--owner=0", "--group=0", "--numeric-owner", "--sort=name"]
        subprocess.run([*command, *owner, f"--directory={folder}", name], check=True)
    return target


def lay_out(tree: Path, frozen: Path, version: str) -> None:
    """Write everything that the archive holds into the folder `tree`."""
    tree.mkdir(parents=True)
    shutil.copytree(frozen, tree / "lib", symlinks=True)
    lay_out_share(tree / "share", ROOT, version, PROGRAM)
    for name in _SCRIPTS:
        shutil.copy(Path(__file__).with_name("portable") / name, tree / name)
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o644))
