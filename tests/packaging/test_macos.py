"""What macOS is told about the app, and how it is signed and packed."""

from __future__ import annotations

import platform
import plistlib
import shlex
from pathlib import Path

import package_macos
import pytest
from macos import image
from macos.info import NETWORK, info_plist
from product import PRODUCT

_LIBRARY, _TEXT = b"\xcf\xfa\xed\xfe and more", b"import os\n"


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """Lay out something in the shape of a frozen app."""
    bundle = tmp_path / "CNN Studio.app"
    contents = {
        "Contents/MacOS/cnnstudio": _LIBRARY,
        "Contents/Frameworks/PySide6/Qt/lib/QtCore": _LIBRARY,
        "Contents/Frameworks/libtorch_cpu.dylib": b"\xca\xfe\xba\xbe for two processors",
        "Contents/Resources/torch/nn/functional.py": _TEXT,
        "Contents/Resources/empty": b"",
    }
    for place, content in contents.items():
        path = bundle / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (bundle / "Contents/Resources/libtorch_cpu.dylib").symlink_to("../Frameworks/libtorch_cpu.dylib")
    return bundle


def test_the_description_survives_its_file_format() -> None:
    told = info_plist("1.2.3")
    assert plistlib.loads(plistlib.dumps(told)) == told
    assert told["CFBundleIdentifier"] == PRODUCT.identifier
    assert told["CFBundleShortVersionString"] == told["CFBundleVersion"] == "1.2.3"
    assert told["CFBundleLocalizations"] == ["en", "ko"]
    assert told["LSMinimumSystemVersion"] == "14.0", "there is no torch 2.13.0 for an older one"


def test_the_declared_kind_of_file_is_the_one_that_is_opened() -> None:
    told = info_plist("1.2.3")
    (declared,) = told["UTImportedTypeDeclarations"]
    assert declared["UTTypeIdentifier"] == NETWORK
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["safetensors"]
    networks, pictures = told["CFBundleDocumentTypes"]
    assert networks["LSItemContentTypes"] == [NETWORK]
    assert len(pictures["LSItemContentTypes"]) == len(PRODUCT.picture_types)
    assert pictures["LSHandlerRank"] == "Alternate", "pictures stay with the program that shows them now"


def test_the_entitlements_are_few_and_explained() -> None:
    content = image.ENTITLEMENTS.read_bytes()
    asked = plistlib.loads(content)
    names = ("allow-jit", "allow-unsigned-executable-memory")
    assert asked == {f"com.apple.security.cs.{name}": True for name in names}
    assert b"<!--" in content


def test_programs_are_signed_from_the_inside_out_and_the_app_last(app: Path) -> None:
    commands = image.signing_commands(app, "Developer ID Application: Somebody")
    signed = [command[-1] for command in commands[:-1]]
    assert [Path(path).name for path in signed] == ["QtCore", "libtorch_cpu.dylib", "cnnstudio", "CNN Studio.app"]
    assert all("--timestamp" in command and "runtime" in command for command in commands[:-1])
    entitled = [Path(command[-1]).name for command in commands if "--entitlements" in command]
    assert entitled == ["cnnstudio", "CNN Studio.app"]
    assert "--verify" in commands[-1]


def test_without_an_identity_nothing_is_asked_of_apple(app: Path) -> None:
    signing = image.signing_commands(app, image.AD_HOC)
    assert not any("--timestamp" in command or "runtime" in command for command in signing)
    packing = image.image_commands(app, Path("stage"), Path("made.dmg"))
    assert [command[0] for command in packing] == ["ditto", "ln", "hdiutil"]


def test_the_image_holds_the_app_and_where_to_drag_it(app: Path) -> None:
    target = image.image_path(Path("dist"), "1.2.3")
    copied, linked, made, signed = image.image_commands(app, Path("stage"), target, "Developer ID")
    assert copied == ["ditto", str(app), "stage/CNN Studio.app"]
    assert linked == ["ln", "-s", "/Applications", "stage/Applications"]
    assert made[-1] == signed[-1] == "dist/cnnstudio-1.2.3-macos-arm64.dmg"


def test_apple_is_asked_and_its_answer_fastened() -> None:
    notary = image.Notary(Path("key.p8"), "ABC", "issuer")
    lines = [shlex.join(command) for command in image.notary_commands(Path("made.dmg"), notary)]
    assert lines[0] == "xcrun notarytool submit made.dmg --key key.p8 --key-id ABC --issuer issuer --wait"
    assert lines[1] == "xcrun stapler staple made.dmg"


def test_elsewhere_than_on_macos_it_says_so(
    app: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    assert package_macos.main(["--app", str(app)]) == 1
    assert capsys.readouterr().err == "Disk images are made on macOS only.\n"
