"""Where there can be no proof, that is said in a sentence, and nothing fails."""

from __future__ import annotations

import os
from pathlib import Path

import prove
import pytest
from proof import clean_root, tools
from proof.clean_root import CleanRoot, make_base
from proof.commands import ProofError


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which there can be one."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(tools, "can_mount", lambda: True)
    monkeypatch.setattr(tools, "missing_packages", list)
    path = tmp_path / "os-release"
    path.write_text("ID=debian\nVERSION_CODENAME=bookworm\n", encoding="utf-8")
    return path


def test_on_debian_12_as_root_nothing_is_in_the_way(release: Path) -> None:
    assert tools.obstacle(release) is None


def test_elsewhere_it_is_said_why_not(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as changed:
        changed.setattr("sys.platform", "darwin")
        assert "no Linux" in str(tools.obstacle(release))
    with monkeypatch.context() as changed:
        changed.setattr(os, "geteuid", lambda: 1000)
        assert "only root" in str(tools.obstacle(release))
    with monkeypatch.context() as changed:
        changed.setattr(tools, "can_mount", lambda: False)
        assert "not allowed here" in str(tools.obstacle(release))
    with monkeypatch.context() as changed:
        changed.setattr(tools, "missing_packages", lambda: ["debootstrap"])
        changed.setattr(tools, "_is_offered", lambda: False)
        assert "cannot be had here: debootstrap" in str(tools.obstacle(release))
    release.write_text("ID=ubuntu\nVERSION_CODENAME=noble\n", encoding="utf-8")
    assert "another system" in str(tools.obstacle(release))


def test_left_out_is_no_failure(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(prove, "obstacle", lambda: "It makes a system in a folder, which only root can.")
    assert prove.main([]) == 0
    assert capsys.readouterr().out == (
        "The proof of the packages is left out. It makes a system in a folder, which only root can.\n"
    )


def test_debian_itself_is_the_first_source(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "Node|deb x nodistro main\nDebian|deb [k] m bookworm-updates main\nDebian|deb [k] m bookworm main\n"
    monkeypatch.setattr(tools, "run", lambda _: lines)
    assert tools.sources() == ["deb [k] m bookworm main", "deb [k] m bookworm-updates main"]
    monkeypatch.setattr(tools, "run", lambda _: "Node|deb x nodistro main\n")
    with pytest.raises(ProofError, match="No source of Debian"):
        tools.sources()


def test_in_the_clean_system_programs_have_no_network_unless_they_are_to_fetch() -> None:
    root = CleanRoot(Path("/root-of-it"))
    alone = root.command(["cnnstudio", "selftest"], user="student", network=False, QT_QPA_PLATFORM="offscreen")
    assert alone[:2] == ["unshare", "--net"]
    assert "--userspec=1000:1000" in alone
    assert {"HOME=/home/student", "QT_QPA_PLATFORM=offscreen", "--ignore-environment"} <= set(alone)
    assert root.command(["apt-get", "update"], user="root", network=True)[0] == "chroot"


def test_a_fresh_base_system_is_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean_root, "run", lambda *_, **__: pytest.fail("nothing to make"))
    (tmp_path / "base.tar").touch()
    make_base(tmp_path / "base.tar", tmp_path / "base")


def test_what_is_mounted_below_is_not_removed(tmp_path: Path) -> None:
    folder = tmp_path / "root"
    (folder / "etc").mkdir(parents=True)
    clean_root.remove(folder)
    assert not folder.exists()
    clean_root.remove(folder)  # nothing there is nothing to do
