"""The installer for Windows; that it installs and removes is proved in wine by `packaging/prove_windows.py`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import package_windows
import pytest
from PIL import Image
from setup_error import SetupError
from windows import installer, prove, wine


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """Lay out something in the shape of a frozen app."""
    folder = tmp_path / "frozen"
    places = (*installer.PROGRAMS, "_internal/torch/lib/torch_cpu.dll", "_internal/odd $name.py", "_internal/글꼴.otf")
    for place in places:
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 1024)
    return folder


@pytest.fixture
def icon(tmp_path: Path) -> Path:
    """Write a small icon, and the picture beside it."""
    path = tmp_path / "cnnstudio.ico"
    Image.new("RGBA", (16, 16)).save(path)
    Image.new("RGB", (164, 314)).save(path.with_suffix(".bmp"))
    return path


def test_what_is_removed_is_named_one_by_one(frozen: Path) -> None:
    lines = list(installer.removal_lines(frozen))
    assert lines[0] == "!macro RemovePayload"
    assert lines[-1] == "!macroend"
    assert '  Delete "$INSTDIR\\_internal\\odd $$name.py"' in lines
    assert not any("/r" in line for line in lines), "nothing that lies there by chance is removed"
    deleted = [line for line in lines if "Delete" in line]
    assert len(deleted) == 5
    inner, outer = lines.index('  RMDir "$INSTDIR\\_internal\\torch"'), lines.index('  RMDir "$INSTDIR\\_internal"')
    assert inner < outer, "a folder goes when all in it is gone"


def test_the_script_gets_all_that_it_names(frozen: Path, icon: Path) -> None:
    build = installer.Build(frozen, frozen.parent, "1.2.3", icon, sign="sh sign.sh", is_quick=True)
    named = installer.definitions(build)
    written = "".join(path.read_text(encoding="utf-8") for path in installer.SOURCES.glob("*.ns[ih]"))
    own = set(re.findall(r"^ *!define (\w+)", written, re.MULTILINE))
    used = set(re.findall(r"\$\{([A-Z][A-Z_0-9]*)\}", written)) - own
    of_nsis = {"LANG_ENGLISH", "LANG_KOREAN", "NSIS_MAX_STRLEN"}
    assert used - of_nsis == set(named) - {"QUICK"}, "QUICK is only asked for with !ifdef"
    assert named["SIZE_KB"] == "5"


@pytest.mark.parametrize(
    ("version", "numbers"), [("1.2.3", "1.2.3.0"), ("0.2.0rc1", "0.2.0.0"), ("2", "2.0.0.0"), ("1.2.3.4.5", "1.2.3.4")]
)
def test_windows_keeps_a_version_as_four_numbers(version: str, numbers: str) -> None:
    assert installer.four_numbers(version) == numbers


def test_marks_of_nsis_in_names_mean_nothing() -> None:
    assert installer.quoted('cost $5 "net"') == 'cost $$5 $\\"net$\\"'


def test_a_folder_without_the_programs_is_refused(tmp_path: Path, icon: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SetupError, match=r"holds no CNN Studio\.exe, no cnnstudio\.exe"):
        installer.make_installer(installer.Build(tmp_path, tmp_path, "1.2.3", icon))


def test_without_nsis_it_says_what_to_install(
    frozen: Path, icon: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    words = ["--frozen", str(frozen), "--icon", str(icon), "--out", str(frozen.parent)]
    assert package_windows.main(words) == 1
    assert "Install the package nsis" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not installed")
def test_the_script_compiles_without_a_warning(frozen: Path, icon: Path) -> None:
    made = installer.make_installer(installer.Build(frozen, frozen.parent / "out", "1.2.3", icon, is_quick=True))
    assert made.name == "cnnstudio-1.2.3-windows-x86_64-setup.exe"
    content = made.read_bytes()
    assert content.startswith(b"MZ")
    assert "CNN Studio contributors".encode("utf-16-le") in content, "who made it stands in its properties"


@pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not installed")
def test_a_failing_signature_stops_the_installer(frozen: Path, icon: Path) -> None:
    build = installer.Build(frozen, frozen.parent / "out", "1.2.3", icon, sign="false", is_quick=True)
    with pytest.raises(SetupError, match="could not be compiled"):
        installer.make_installer(build)


def test_every_word_of_the_installer_is_there_in_both_languages() -> None:
    words = (installer.SOURCES / "words.nsh").read_text(encoding="utf-8")
    said = {
        language: set(re.findall(rf"^LangString (\w+) \$\{{LANG_{language}\}}", words, re.MULTILINE))
        for language in ("ENGLISH", "KOREAN")
    }
    assert said["ENGLISH"] == said["KOREAN"]
    scripts = "".join((installer.SOURCES / name).read_text(encoding="utf-8") for name in ("installer.nsi", "parts.nsh"))
    assert set(re.findall(r"\$\(([A-Z_]+)\)", scripts)) == said["ENGLISH"]


def test_the_registry_is_read_as_windows_writes_it() -> None:
    written = (
        "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software\\Some]\r\n"
        '@="first"\r\n"Place"="\\"C:\\\\a b\\\\c.exe\\" /S"\r\n'
        '"Size"=dword:00000010\r\n"Bytes"=hex(2):25,00,\\\r\n  55,00\r\n'
    )
    keys = wine.parse_registry(written)
    found = keys["HKEY_CURRENT_USER\\Software\\Some"]
    assert found["@"] == "first"
    assert found["Place"] == '"C:\\a b\\c.exe" /S'
    assert found["Size"] == "dword:00000010"
    assert found["Bytes"].startswith("hex(2):25,00,")


def test_where_its_tools_cannot_be_had_the_proof_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prove, "missing_tools", lambda: {"wine"})
    assert prove.prove(tmp_path) == (
        "Left out: the installer for Windows is proved with wine, which cannot be had here."
    )
    assert not list(tmp_path.iterdir())
