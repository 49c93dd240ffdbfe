"""What a release needs besides its packages."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import release
from product import version


def test_a_tag_names_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert release.main(["check-tag", f"v{version()}"]) == 0
    assert release.main(["check-tag", "v99.0"]) == 1
    assert capsys.readouterr().err == f"The tag v99.0 does not name version {version()}. Tag it v{version()}.\n"


def test_the_checksums_are_those_that_others_compute(tmp_path: Path) -> None:
    (tmp_path / "b.dmg").write_bytes(b"image")
    (tmp_path / "a.deb").write_bytes(b"package")
    assert release.main(["checksums", str(tmp_path)]) == 0
    assert [line.split()[1] for line in (tmp_path / release.SUMS).read_text().splitlines()] == ["a.deb", "b.dmg"]
    checked = subprocess.run(["sha256sum", "--check", release.SUMS], cwd=tmp_path, capture_output=True, check=False)
    assert checked.returncode == 0
    assert release.main(["checksums", str(tmp_path)]) == 0, "a second time, without a sum of the sums"
    assert release.SUMS not in (tmp_path / release.SUMS).read_text()


def test_an_empty_folder_is_no_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release.main(["checksums", str(tmp_path)]) == 1
    assert "There is nothing in" in capsys.readouterr().err
