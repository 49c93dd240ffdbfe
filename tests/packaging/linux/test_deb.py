"""The Debian package, around a stub of the app."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
from linux.deb import make_deb
from linux.share import ICON_SIZES
from PIL import Image
from product import PRODUCT
from setup_error import SetupError

from cnnstudio.cli.main import COMMANDS
from tests.packaging.stub import LIBRARY, VERSION, make_frozen

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb, which Debian and Ubuntu have"),
]


@pytest.fixture(scope="module")
def deb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deb")
    return make_deb(
        make_frozen(folder / "frozen"), folder, VERSION, compression="quick", depends=("libc6 (>= 2.36)", "xkb-data")
    )


@pytest.fixture(scope="module")
def tree(deb: Path) -> Path:
    """What is installed."""
    subprocess.run(["dpkg-deb", "--raw-extract", deb, deb.parent / "tree"], check=True)
    return deb.parent / "tree"


def test_it_says_what_it_is_and_needs(deb: Path) -> None:
    said = subprocess.run(["dpkg-deb", "--field", deb], check=True, capture_output=True, text=True).stdout
    assert f"Package: cnnstudio\nVersion: {VERSION}\n" in said
    assert "Depends: libc6 (>= 2.36), xkb-data\n" in said
    assert "\n .\n" in said  # between paragraphs


def test_root_owns_everything_and_only_programs_can_be_run(deb: Path) -> None:
    said = subprocess.run(["dpkg-deb", "--contents", deb], check=True, capture_output=True, text=True).stdout
    modes = {line.split(maxsplit=5)[5].split(" -> ")[0]: line.split()[0] for line in said.splitlines()}
    assert {line.split()[1] for line in said.splitlines()} == {"root/root"}
    assert modes["./usr/lib/cnnstudio/cnnstudio"] == "-rwxr-xr-x"
    assert modes[f"./usr/lib/cnnstudio/{LIBRARY}"] == "-rw-r--r--"
    assert {mode for mode in modes.values() if mode.startswith("d")} == {"drwxr-xr-x"}


def test_the_command_is_the_frozen_program(tree: Path) -> None:
    command = tree / "usr" / "bin" / "cnnstudio"
    assert command.is_symlink()
    assert command.resolve() == (tree / "usr" / "lib" / "cnnstudio" / "cnnstudio").resolve()


def test_the_sums_are_those_of_the_files(tree: Path) -> None:
    lines = (tree / "DEBIAN" / "md5sums").read_text(encoding="utf-8").splitlines()
    sums = {line.split("  ", 1)[1]: line.split("  ", 1)[0] for line in lines}
    files = {path.relative_to(tree).as_posix(): path for path in (tree / "usr").rglob("*") if path.is_file()}
    assert set(sums) == {name for name, path in files.items() if not path.is_symlink()}
    for name, value in sums.items():
        assert hashlib.md5(files[name].read_bytes()).hexdigest() == value


def test_icons_have_the_sizes_of_their_folders(tree: Path) -> None:
    theme = tree / "usr" / "share" / "icons" / "hicolor"
    for size in ICON_SIZES:
        with Image.open(theme / f"{size}x{size}" / "apps" / "cnnstudio.png") as icon:
            assert icon.size == (size, size)
    assert {16, 512} <= set(ICON_SIZES)
    assert (theme / "scalable" / "apps" / "cnnstudio.svg").is_file()


def test_the_manual_names_every_command(tree: Path) -> None:
    page = gzip.decompress((tree / "usr" / "share" / "man" / "man1" / "cnnstudio.1.gz").read_bytes()).decode()
    for name in COMMANDS:
        assert f"\n.B {name}\n" in page
    assert f"{PRODUCT.name} {VERSION}" in page


def test_its_changelog_begins_with_its_version(tree: Path) -> None:
    path = tree / "usr" / "share" / "doc" / "cnnstudio" / "changelog.gz"
    assert gzip.decompress(path.read_bytes()).decode().startswith(f"cnnstudio ({VERSION}) ")


def test_the_licences_of_others_are_where_the_copyright_says(tree: Path) -> None:
    doc = tree / "usr" / "share" / "doc" / "cnnstudio"
    notice = (doc / "copyright").read_text(encoding="utf-8")
    assert "/usr/share/doc/cnnstudio/THIRD_PARTY_LICENCES.txt" in notice
    assert (doc / "THIRD_PARTY_LICENCES.txt").read_text(encoding="utf-8") == "others"
    assert "Permission is hereby granted" in notice


def test_a_folder_without_the_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"holds no program cnnstudio\. Make it with"):
        make_deb(tmp_path, tmp_path, VERSION)
