"""What is proven of the installed packages, in a folder that plays the clean system: each proof can fail."""

from __future__ import annotations

import dataclasses
import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from linux.archive import make_archive
from linux.deb import make_deb
from proof import installed
from proof.clean_root import CleanRoot
from proof.commands import ProofError
from proof.installed import Packages

from tests.packaging.stub import VERSION, make_frozen

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb, which Debian and Ubuntu have"),
]


@dataclasses.dataclass(frozen=True)
class PlayedRoot(CleanRoot):
    """A folder in which packages are unpacked and removed as dpkg does, and the app is run where it lies."""

    spoil: Callable[[Path], None] = lambda _: None
    """What happens beside, when the package is removed."""

    def run(self, command: Sequence[str | Path], **_: object) -> str:
        words = [str(word) for word in command]
        if words[0] == "cnnstudio":
            return self._call([str(self.folder / "usr/bin/cnnstudio"), *words[1:]])
        if words[:2] == ["apt-get", "purge"]:
            shutil.rmtree(self.folder / "usr")
            self.spoil(self.folder)
        if words[0] == "gio":
            return "application/vnd.cnnstudio.model+safetensors org.cnnstudio.studio.desktop"
        return "base-files\n" if words[0] == "dpkg-query" else ""

    def install(self, *packages: str) -> str:
        for package in packages:
            if package.endswith(".deb"):
                shutil.rmtree(self.folder / "usr", ignore_errors=True)
                self._call(["dpkg-deb", "--extract", str(self.folder / package.lstrip("/")), str(self.folder)])
        return ""

    def _call(self, command: list[str]) -> str:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    folder = tmp_path_factory.mktemp("packages")
    frozen = make_frozen(folder / "frozen")
    deb = make_deb(frozen, folder, VERSION, compression="quick", depends=("libc6",))
    return Packages(deb, make_archive(frozen, folder, VERSION, compression="quick"), VERSION)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    return installed.make_older(tmp_path / "older")


@pytest.fixture
def root(tmp_path: Path) -> PlayedRoot:
    (tmp_path / "root" / "etc").mkdir(parents=True)
    return PlayedRoot(tmp_path / "root")


def test_the_first_digit_is_read_on_a_clean_system(root: PlayedRoot, packages: Packages) -> None:
    assert "a 3 was read" in installed.check_first_digit(root, packages)


def test_a_system_with_a_python_is_not_clean(root: PlayedRoot, packages: Packages) -> None:
    (root.folder / "usr/bin").mkdir(parents=True)
    (root.folder / "usr/bin/python3").symlink_to("python3.11")
    with pytest.raises(ProofError, match="has a Python"):
        installed.check_first_digit(root, packages)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(json.dumps({"predictions": [{"digit": 8}]}), "read as 8"), ("Killed", "no answer"), ("[]", "no answer")],
)
def test_another_digit_or_none_fails(answer: str, reason: str) -> None:
    with pytest.raises(ProofError, match=reason):
        installed.expect_digit(answer)


def test_an_upgrade_and_a_purge_leave_nothing(root: PlayedRoot, packages: Packages, older: Path) -> None:
    assert "as before" in installed.check_upgrade_and_purge(root, packages, older)


def _leave_a_file(folder: Path) -> None:
    (folder / "usr/lib/cnnstudio").mkdir(parents=True)
    (folder / "usr/lib/cnnstudio/core.pyc").touch()


def _leave_a_setting(folder: Path) -> None:
    (folder / "etc/cnnstudio.conf").touch()


@pytest.mark.parametrize("spoil", [_leave_a_file, _leave_a_setting])
def test_a_purge_that_leaves_a_file_fails(
    root: PlayedRoot, packages: Packages, older: Path, spoil: Callable[[Path], None]
) -> None:
    spoilt = dataclasses.replace(root, spoil=spoil)
    with pytest.raises(ProofError, match="left behind: .*cnnstudio"):
        installed.check_upgrade_and_purge(spoilt, packages, older)


def test_an_upgrade_that_does_not_happen_fails(root: PlayedRoot, packages: Packages, older: Path) -> None:
    stuck = dataclasses.replace(packages, deb=older)
    with pytest.raises(ProofError, match=r"cnnstudio 0\.0\.1~older is installed, not version 1\.2\.3"):
        installed.check_upgrade_and_purge(root, stuck, older)


def test_an_older_version_is_older_for_dpkg(packages: Packages, older: Path) -> None:
    versions = [
        subprocess.run(
            ["dpkg-deb", "--field", deb, "Version"], capture_output=True, text=True, check=True
        ).stdout.strip()
        for deb in (older, packages.deb)
    ]
    assert subprocess.run(["dpkg", "--compare-versions", versions[0], "lt", versions[1]], check=False).returncode == 0
