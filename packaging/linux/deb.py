"""The Debian package: the frozen folder in /usr/lib, and all that a desktop wants to know in /usr/share."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from product import PRODUCT, ROOT
from setup_error import SetupError

from linux import documents
from linux.depends import recorded_depends
from linux.share import lay_out_share, write_compressed

_COMPRESSION = {"release": ("-Zxz", "-z9"), "quick": ("-Zgzip", "-z1")}
_OVERRIDES = Path(__file__).with_name("lintian-overrides")
LICENCES = "THIRD_PARTY_LICENCES.txt"


def make_deb(
    frozen: Path, out: Path, version: str, *, compression: str = "release", depends: Iterable[str] | None = None
) -> Path:
    """Return the package made of a frozen folder.

    Parameters
    ----------
    frozen
        The folder that holds the program and all it needs.
    out
        Where the package goes.
    version
        Its version.
    compression
        "release", small and slow, or "quick".
    depends
        The packages it needs; by default the recorded ones.

    """
    if not (frozen / PRODUCT.command).is_file():
        raise SetupError(f"{frozen} holds no program {PRODUCT.command}. Make it with packaging/build.py.")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix="deb-") as folder:
        tree = Path(folder) / "tree"
        lay_out(tree, frozen, version)
        write_control(tree, version, recorded_depends() if depends is None else depends)
        target = out / f"{PRODUCT.command}_{version}_amd64.deb"
        command = ["dpkg-deb", "--root-owner-group", *_COMPRESSION[compression], "--build", str(tree), str(target)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return target


def lay_out(tree: Path, frozen: Path, version: str) -> None:
    """Write everything that the package installs below the folder `tree`."""
    lib = tree / "usr" / "lib" / PRODUCT.command
    lib.parent.mkdir(parents=True)
    shutil.copytree(frozen, lib, symlinks=True)
    command = tree / "usr" / "bin" / PRODUCT.command
    command.parent.mkdir()
    command.symlink_to(f"../lib/{PRODUCT.command}/{PRODUCT.command}")
    share = tree / "usr" / "share"
    lay_out_share(share, ROOT, version)
    doc = share / "doc" / PRODUCT.command
    doc.mkdir(parents=True)
    (doc / "copyright").write_text(documents.copyright_notice(), encoding="utf-8")
    write_compressed(doc / "changelog.gz", documents.changelog(version))
    if (lib / LICENCES).is_file():
        (doc / LICENCES).symlink_to(f"../../../lib/{PRODUCT.command}/{LICENCES}")
    overrides = share / "lintian" / "overrides" / PRODUCT.command
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(_OVERRIDES, overrides)
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(_mode(path))


def write_control(tree: Path, version: str, depends: Iterable[str]) -> None:
    """Write what dpkg reads of the package."""
    kilobytes = sum(-(-path.lstat().st_size // 1024) for path in tree.rglob("*") if not path.is_dir())
    folder = tree / "DEBIAN"
    folder.mkdir(mode=0o755)
    sums = subprocess.run(
        ["find", "usr", "-type", "f", "-exec", "md5sum", "{}", "+"],
        cwd=tree,
        check=True,
        capture_output=True,
        text=True,
    )
    files = {"control": documents.control(version, depends, kilobytes), "md5sums": sums.stdout}
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
        (folder / name).chmod(0o644)


def _mode(path: Path) -> int:
    """Return who may do what: programs are run, libraries and all else only read."""
    if path.is_dir():
        return 0o755
    is_library = ".so" in path.suffixes or ".so." in path.name
    return 0o755 if path.stat().st_mode & 0o100 and not is_library else 0o644
