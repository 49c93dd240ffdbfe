"""Which Debian packages the frozen app needs: what `dpkg-shlibdeps` finds over all its binaries, and two more.

They are recorded in `depends.txt`, because they are to be those of Debian 12, wherever the package is built; newer
releases offer them under the same names.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from setup_error import SetupError

RECORD = Path(__file__).with_name("depends.txt")
_NOT_LINKED = ("fontconfig-config", "xkb-data")
"""Data that is read while the app runs: which fonts there are, and what the keys of a keyboard mean."""

_MAGIC = b"\x7fELF"
_HEAD = "# The packages of Debian 12 that the .deb depends on; rewritten by `packaging/package_linux.py --record`.\n"


def recorded_depends(record: Path = RECORD) -> tuple[str, ...]:
    """Return the recorded packages, each with the version it needs at least."""
    lines = record.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def record_depends(depends: tuple[str, ...], record: Path = RECORD) -> None:
    """Write the record anew."""
    record.write_text(_HEAD + "".join(f"{line}\n" for line in depends), encoding="utf-8")


def found_depends(frozen: Path) -> tuple[str, ...]:
    """Return the packages that a frozen folder needs here, sorted.

    Raises
    ------
    SetupError
        Where a library is in no package of this system and not in the folder either.

    """
    frozen = frozen.resolve()
    with tempfile.TemporaryDirectory(dir=frozen.parent, prefix="depends-") as name:  # there files can be linked
        folder = Path(name)
        # Laid out as a package under construction: what lies in it is known to be shipped with it.
        tree = folder / "debian" / "cnnstudio"
        (tree / "DEBIAN").mkdir(parents=True)
        (folder / "debian" / "control").write_text("Source: cnnstudio\n\nPackage: cnnstudio\nArchitecture: any\n")
        copy = tree / "frozen"
        subprocess.run(["cp", "--archive", "--link", str(frozen), str(copy)], check=True)
        return tuple(sorted({*_linked(folder, tree), *_NOT_LINKED}))


def _linked(folder: Path, package: Path) -> Iterator[str]:
    files = binaries(package)
    # As if the tree were the root of the system: what lies there is taken from there, and not from a package as well.
    libraries = sorted({f"/{path.parent.relative_to(package)}" for path in files})
    command = ["dpkg-shlibdeps", "-O", "--warnings=1", *(f"-l{place}" for place in libraries), *map(str, files)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError(f"dpkg-shlibdeps cannot tell what is needed:\n{done.stderr.strip()}")
    for line in done.stdout.splitlines():
        _, equals, packages = line.partition("shlibs:Depends=")
        if equals:
            yield from packages.split(", ")


def binaries(tree: Path) -> list[Path]:
    """Return the programs and libraries in a folder."""
    return [path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink() and _is_elf(path)]


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == _MAGIC
