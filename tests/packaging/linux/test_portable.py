"""The portable archive, installed and removed in a home folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from linux.archive import lay_out, make_archive

from tests.packaging.stub import VERSION, make_frozen

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="for Linux"),
]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portable")
    lay_out(folder / "unpacked here", make_frozen(folder / "frozen"), VERSION)
    return folder / "unpacked here"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "kim min"
    folder.mkdir()
    return folder


def _run(command: list[Path | str], home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), **variables}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def _install(unpacked: Path, home: Path, **variables: str) -> None:
    done = _run([unpacked / "install.sh", "--user"], home, **variables)
    assert done.returncode == 0, done.stderr
    assert "is installed" in done.stdout


def _files(home: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(home)): path.read_bytes() if path.is_file() else None for path in home.rglob("*")}


def _uninstall(home: Path, *options: str, **variables: str) -> None:
    done = _run([home / ".local/lib/cnnstudio/uninstall.sh", *options], home, **variables)
    assert done.returncode == 0, done.stderr


def test_it_is_started_by_its_name_and_from_the_menu(unpacked: Path, home: Path) -> None:
    _install(unpacked, home)
    command = home / ".local/bin/cnnstudio"
    assert _run([command, "--version"], home).stdout == f"cnnstudio {VERSION}\n"
    entry = (home / ".local/share/applications/org.cnnstudio.studio.desktop").read_text(encoding="utf-8")
    assert f'\nExec="{home}/.local/lib/cnnstudio/cnnstudio" %F\n' in entry


@pytest.mark.parametrize("times", [1, 2])
def test_nothing_is_left_of_it(unpacked: Path, home: Path, times: int) -> None:
    for _ in range(times):
        _install(unpacked, home)
    _uninstall(home)
    assert _files(home) == {}


def test_what_is_not_ours_stays(unpacked: Path, home: Path) -> None:
    for name in (".local/bin/other", ".local/share/applications/other.desktop", ".config/cnnstudio/settings.json"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("[Desktop Entry]\n", encoding="utf-8")
    before = _files(home)
    _install(unpacked, home)
    _uninstall(home)
    after = _files(home)
    after.pop(".local/share/applications/mimeinfo.cache", None)  # the desktop's own list, of the others
    assert after == before


def test_settings_go_where_that_is_asked_for(unpacked: Path, home: Path) -> None:
    _install(unpacked, home)
    for name in (".config", ".local/share", ".local/state", ".cache"):
        (home / name / "cnnstudio").mkdir(parents=True)
        (home / name / "cnnstudio" / "kept").touch()
    _uninstall(home, "--settings")
    assert _files(home) == {}


def test_another_program_of_that_name_is_not_replaced(unpacked: Path, home: Path) -> None:
    other = home / ".local/bin/cnnstudio"
    other.parent.mkdir(parents=True)
    other.write_text("mine", encoding="utf-8")
    done = _run([unpacked / "install.sh", "--user"], home)
    assert "is another program and stays" in done.stderr
    _uninstall(home)
    assert other.read_text(encoding="utf-8") == "mine"


def test_a_folder_of_that_name_without_our_list_is_not_touched(unpacked: Path, home: Path) -> None:
    (home / ".local/lib/cnnstudio").mkdir(parents=True)
    done = _run([unpacked / "install.sh", "--user"], home)
    assert done.returncode == 1
    assert "Move it away" in done.stderr


def test_data_goes_where_the_desktop_looks_for_it(unpacked: Path, home: Path) -> None:
    data = home / "data of mine"
    _install(unpacked, home, XDG_DATA_HOME=str(data))
    assert (data / "applications" / "org.cnnstudio.studio.desktop").is_file()
    assert not (home / ".local/share").exists()
    _uninstall(home, XDG_DATA_HOME=str(data))
    assert _files(home) == {}


@pytest.mark.parametrize("words", [[], ["--system"]])
def test_without_being_asked_it_installs_nothing(unpacked: Path, home: Path, words: list[str]) -> None:
    done = _run([unpacked / "install.sh", *words], home)
    assert done.returncode == 2
    assert "--user" in done.stderr
    assert _files(home) == {}


def test_a_home_that_no_menu_entry_can_name_is_told(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "ho$me"
    home.mkdir()
    done = _run([unpacked / "install.sh", "--user"], home)
    assert done.returncode == 1
    assert "Choose another home folder" in done.stderr


@pytest.mark.skipif(shutil.which("zstd") is None, reason="needs zstd")
def test_the_archive_has_one_folder_with_all_in_it(tmp_path: Path) -> None:
    archive = make_archive(make_frozen(tmp_path / "frozen"), tmp_path / "out", VERSION, compression="quick")
    listed = subprocess.run(
        ["tar", "--list", "--zstd", f"--file={archive}"], check=True, capture_output=True, text=True
    )
    names = listed.stdout.splitlines()
    folder = f"cnnstudio-{VERSION}-linux-x86_64/"
    assert all(name.startswith(folder) for name in names)
    assert {f"{folder}install.sh", f"{folder}lib/cnnstudio", f"{folder}README.txt"} <= set(names)
    assert list((tmp_path / "out").iterdir()) == [archive]
