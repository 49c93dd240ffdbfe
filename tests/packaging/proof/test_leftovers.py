"""Whatever a package leaves, takes or changes is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from proof.commands import ProofError
from proof.installed import expect_same
from proof.leftovers import differences, snapshot


@pytest.fixture
def system(tmp_path: Path) -> Path:
    for name in ("etc/fonts.conf", "usr/share/mime/mime.cache", "var/log/apt.log", "var/lib/dpkg/status"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("before", encoding="utf-8")
    return tmp_path


def test_an_untouched_system_is_the_same(system: Path) -> None:
    expect_same(snapshot(system), snapshot(system))


def test_what_the_package_manager_notes_of_everything_does_not_count(system: Path) -> None:
    before = snapshot(system)
    for name in ("var/log/apt.log", "var/lib/dpkg/status"):
        (system / name).write_text("after", encoding="utf-8")
    assert differences(before, snapshot(system)) == []


def test_a_file_that_is_left_behind_fails_the_proof(system: Path) -> None:
    before = snapshot(system)
    (system / "usr/lib/cnnstudio").mkdir(parents=True)
    (system / "usr/lib/cnnstudio/core.pyc").touch()
    with pytest.raises(ProofError, match=r"3 files .*\n.*usr/lib\n.*usr/lib/cnnstudio\n.*usr/lib/cnnstudio/core\.pyc"):
        expect_same(before, snapshot(system))


def test_a_list_that_still_names_the_app_fails_the_proof(system: Path) -> None:
    before = snapshot(system)
    (system / "usr/share/mime/mime.cache").write_text("beFore", encoding="utf-8")  # as long as before
    assert [line.split(" (")[0] for line in differences(before, snapshot(system))] == [
        "changed: usr/share/mime/mime.cache"
    ]


def test_what_was_there_before_must_stay(system: Path) -> None:
    before = snapshot(system)
    (system / "etc/fonts.conf").unlink()
    assert differences(before, snapshot(system)) == ["taken away: etc/fonts.conf"]


def test_rights_and_links_count(system: Path) -> None:
    (system / "etc/link").symlink_to("here")
    before = snapshot(system)
    (system / "etc/fonts.conf").chmod(0o600)
    (system / "etc/link").unlink()
    (system / "etc/link").symlink_to("there")
    lines = differences(before, snapshot(system))
    assert ["etc/fonts.conf" in lines[0], "here → " in lines[1], len(lines)] == [True, True, 2]


def test_a_link_to_a_folder_is_not_followed(system: Path) -> None:
    (system / "root").symlink_to("/")
    assert "root/etc" not in snapshot(system)
