"""Each check of the packages succeeds with what we make, and fails with something broken."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from linux.deb import make_deb
from linux.depends import found_depends, record_depends
from linux.share import lay_out_share
from proof import package_checks, tools
from proof.commands import ProofError
from proof.package_checks import check_component, check_depends, check_file_type, check_manual, check_menu_entry

from tests.packaging.stub import VERSION, make_frozen

_ROOT = Path(__file__).resolve().parents[3]
_NETWORK = _ROOT / "resources" / "models" / "recogniser.safetensors"


def _needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"needs {program}, which the proof installs")


@pytest.fixture
def share(tmp_path: Path, qapp: object) -> Path:
    lay_out_share(tmp_path / "share", _ROOT, VERSION)
    return tmp_path / "share"


def _change(share: Path, pattern: str, old: str, new: str) -> None:
    (path,) = share.glob(pattern)
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")


_CHECKS = [
    pytest.param(
        check_menu_entry,
        ("applications/*", "Categories=Education;", "Categories=Schooling;"),
        "Schooling",
        marks=_needs("desktop-file-validate"),
        id="menu entry, unknown category",
    ),
    pytest.param(
        check_menu_entry,
        ("applications/*", "Categories=Education;", "Categories=Education;Science;"),
        "hint",
        marks=_needs("desktop-file-validate"),
        id="menu entry, only a hint",
    ),
    pytest.param(
        check_component,
        ("metainfo/*", "<metadata_license>CC0-1.0</metadata_license>", ""),
        "metadata-license",
        marks=_needs("appstreamcli"),
        id="component, no licence",
    ),
    pytest.param(
        lambda share: check_file_type(share, _NETWORK),
        ("mime/packages/*", "</mime-type>", ""),
        "mime",
        marks=_needs("update-mime-database"),
        id="file type, not well-formed",
    ),
    pytest.param(
        lambda share: check_file_type(share, _NETWORK),
        ("mime/packages/*", "cnnstudio-network-", "another-network-"),
        "not in the list",
        marks=_needs("update-mime-database"),
        id="file type, of another program",
    ),
]


@pytest.mark.parametrize(("check", "change", "reason"), _CHECKS)
def test_what_is_broken_fails_its_check(
    share: Path, check: Callable[[Path], str], change: tuple[str, str, str], reason: str
) -> None:
    assert check(share)
    _change(share, *change)
    with pytest.raises(ProofError, match=reason):
        check(share)


@_needs("man")
def test_a_manual_page_with_an_unknown_macro_fails(share: Path) -> None:
    import gzip

    assert check_manual(share)
    (page,) = share.glob("man/man1/*")
    page.write_bytes(gzip.compress(gzip.decompress(page.read_bytes()) + b".NOSUCHMACRO x\n"))
    with pytest.raises(ProofError, match="NOSUCHMACRO"):
        check_manual(share)


@pytest.mark.parametrize("check", [check_menu_entry, check_component, check_manual])
def test_what_is_missing_fails_its_check(tmp_path: Path, check: Callable[[Path], str]) -> None:
    with pytest.raises(ProofError, match="The package has no"):
        check(tmp_path)


@_needs("dpkg-shlibdeps")
def test_dependencies_that_are_not_as_recorded_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(tools, "provide", installed.extend)
    frozen, record = make_frozen(tmp_path / "frozen"), tmp_path / "depends.txt"
    found = found_depends(frozen)
    record_depends(found, record)
    assert check_depends(frozen, record) == f"{len(found)} packages, as recorded"
    assert {"libc6", "xkb-data"} <= set(installed)
    record_depends((*(line for line in found if not line.startswith("liblzma5")), "libgtk-3-0"), record)
    with pytest.raises(
        ProofError, match=r"missing from the record: liblzma5.*\nrecorded in vain: libgtk-3-0\n.*--record"
    ):
        check_depends(frozen, record)


@_needs("lintian")
@pytest.mark.usefixtures("qapp")
def test_lintian_finds_a_file_where_none_belongs(tmp_path: Path) -> None:
    frozen = make_frozen(tmp_path / "frozen")
    (frozen / "cnnstudio").write_text("#!/usr/bin/nosuchshell\n", encoding="utf-8")
    deb = make_deb(frozen, tmp_path, VERSION, compression="quick", depends=("libc6",))
    with pytest.raises(ProofError, match="nosuchshell"):
        package_checks.check_with_lintian(deb)


def test_what_is_too_large_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = make_frozen(tmp_path / "frozen")
    deb = frozen / "cnnstudio"
    assert "installed" in package_checks.check_sizes(deb, frozen, limit=10_000)
    with pytest.raises(ProofError, match="too much"):
        package_checks.check_sizes(deb, frozen, limit=10)
    monkeypatch.setattr(package_checks, "LIMIT", 10)
    with pytest.raises(ProofError, match="too much"):
        package_checks.check_sizes(deb, frozen)
