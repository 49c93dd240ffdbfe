"""What Debian's and the desktops' own tools say of the packages."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from frozen.sizes import LIMIT, megabytes
from linux.depends import RECORD, found_depends, recorded_depends

from proof import tools
from proof.commands import ProofError, run

_LINTIAN = ("lintian", "--allow-root", "--fail-on", "error,warning", "--tag-display-limit", "0")
DEB_LIMIT = 200_000_000
"""Bytes that a package for release may take."""


def check_depends(frozen: Path, record: Path = RECORD) -> str:
    """Compare the recorded dependencies with those found here, after installing them, so that they can be found."""
    recorded = recorded_depends(record)
    tools.provide(sorted({_package(line) for line in recorded}))
    found = found_depends(frozen)
    lines = [f"missing from the record: {line}" for line in found if line not in recorded]
    lines += [f"recorded in vain: {line}" for line in recorded if line not in found]
    if lines:
        advice = "Write the record anew with packaging/package_linux.py --record."
        raise ProofError("\n".join([*lines, advice]))
    return f"{len(found)} packages, as recorded"


def _package(dependency: str) -> str:
    """Return the first package of a dependency such as `libgl1 (>= 1) | libgl2`."""
    return dependency.partition("|")[0].partition("(")[0].strip()


def check_with_lintian(deb: Path) -> str:
    """Let lintian look at the package; warnings count as errors, and so do overrides of what is not there."""
    said = run([*_LINTIAN, deb], timeout=600)
    unused = [line for line in said.splitlines() if "unused-override" in line]
    if unused:
        raise ProofError("\n".join(unused))
    return "clean"


def check_component(share: Path) -> str:
    """Let appstreamcli read the component."""
    run(["appstreamcli", "validate", "--no-net", *_files(share, "metainfo/*.xml")])
    return "valid"


def check_menu_entry(share: Path) -> str:
    """Let desktop-file-validate read the menu entry; it says hints aloud and succeeds, which is not enough."""
    said = run(["desktop-file-validate", *_files(share, "applications/*.desktop")])
    if said.strip():
        raise ProofError(said.strip())
    return "valid"


def check_file_type(share: Path, sample: Path) -> str:
    """Let the file type be compiled with no other, and find it in a saved network with and without its ending."""
    with tempfile.TemporaryDirectory() as name:
        mime = Path(name) / "mime"
        (mime / "packages").mkdir(parents=True)
        for path in _files(share, "mime/packages/*.xml"):
            (mime / "packages" / path.name).write_bytes(path.read_bytes())
        said = run(["update-mime-database", mime], variables={**os.environ, "XDG_DATA_DIRS": name})
        if said.strip():
            raise ProofError(said.strip())
        compiled = sorted(path.relative_to(mime) for path in mime.glob("*/vnd.cnnstudio*.xml"))
        magic = (mime / "magic").read_bytes()
    if not compiled or b"cnnstudio-network-" not in magic:
        raise ProofError("The file type is not in the list that was compiled.")
    if b"cnnstudio-network-" not in sample.read_bytes()[8:544]:
        raise ProofError(f"{sample} does not begin with what the file type says.")
    return str(compiled[0].with_suffix(""))


def check_manual(share: Path) -> str:
    """Let man set the manual page."""
    variables = {**os.environ, "MANROFFSEQ": "", "MANWIDTH": "80", "LC_ALL": "C.UTF-8"}
    said = run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", *_files(share, "man/man1/*.gz")], variables=variables
    )
    if "warning" in said:
        raise ProofError(said[-500:])
    return "set without a warning"


def check_sizes(deb: Path, frozen: Path, limit: int | None = None) -> str:
    """Compare sizes with what was promised; the package only where it is compressed for release."""
    installed = sum(path.lstat().st_size for path in frozen.rglob("*") if path.is_file() and not path.is_symlink())
    packed = deb.stat().st_size
    if installed > LIMIT or (limit is not None and packed > limit):
        raise ProofError(f"Installed {megabytes(installed)}, packed {megabytes(packed)}: that is too much.")
    return f"installed {megabytes(installed)}, packed {megabytes(packed)}"


def _files(share: Path, pattern: str) -> Iterable[Path]:
    found = sorted(share.glob(pattern))
    if not found:
        raise ProofError(f"The package has no {pattern}.")
    return found
