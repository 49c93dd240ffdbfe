"""Where the installer is proved: a Windows in a folder, two versions of the installer, and what they hold."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import icons
from product import PRODUCT
from setup_error import SetupError

from windows.installer import PROGRAMS, TARGET, Build, make_installer
from windows.wine import Wine

OLD, NEW = "0.0.1", "0.0.2"
_STUB = Path(__file__).with_name("stub.nsi")

State = frozenset[str]
"""All files and folders outside Windows itself, and all keys and values of the user, a line each."""

_ON_EVERY_WINDOWS = (
    "HKEY_CURRENT_USER\\Software\\Classes",
    "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall",
)
_OF_WINE = "HKEY_CURRENT_USER\\Software\\Wine"


@dataclass(frozen=True)
class Stage:
    """What the steps of the proof work on.

    Attributes
    ----------
    wine
        The Windows.
    installers, payloads
        By version: the installer, and the folder that it installs.
    clean
        How all was before the first installation.

    """

    wine: Wine
    installers: dict[str, Path]
    payloads: dict[str, Path]
    clean: State

    @property
    def local(self) -> Path:
        """The user's folder for programs and their data."""
        return self.wine.home / "AppData" / "Local"

    @property
    def installed(self) -> Path:
        """Where the app goes."""
        return self.local / "Programs" / PRODUCT.name

    @property
    def program(self) -> Path:
        """The app there."""
        return self.installed / PROGRAMS[0]

    @property
    def entry(self) -> Path:
        """Its entry in the start menu."""
        return self.wine.home / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs" / f"{PRODUCT.name}.lnk"

    def install(self, version: str, *words: str) -> int:
        """Run an installer silently; return its exit status."""
        return self.wine.run(self.installers[version], "/S", *words)

    def uninstall(self) -> int:
        """Remove the app silently, as the list of installed apps does."""
        return self.wine.run(self.wine.place(self.installed / "uninstall.exe"), "/S")

    def uninstall_in_place(self) -> int:
        """Remove the app silently while other programs run; return the uninstaller's own exit status.

        The uninstaller otherwise goes on as a copy of itself. The word that prevents this stands without quotation
        marks, which only a batch file can do here.
        """
        place = self.wine.place(self.installed)
        batch = self.wine.drive / "remove.cmd"
        batch.write_text(f'@"{place}\\uninstall.exe" /S _?={place}\r\n@exit %errorlevel%\r\n', encoding="ascii")
        status = self.wine.run_beside("cmd", "/c", self.wine.place(batch))
        batch.unlink()
        return status

    @property
    def note(self) -> Path:
        """Where the app writes down how it was started."""
        return self.wine.home / "started.txt"

    def started(self) -> str:
        """Return how the app was started last, and forget it: its place, its words, the folder it was in."""
        content = self.note.read_text(encoding="utf-8") if self.note.exists() else ""
        self.note.unlink(missing_ok=True)
        return content


def prepare(work_folder: Path) -> Stage:
    """Return the stage, made anew in a folder."""
    folder = work_folder.resolve() / "windows"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    icon = folder / "cnnstudio.ico"
    icons.write_ico(icon)
    icons.write_banner(icon.with_suffix(".bmp"))
    payloads = {OLD: folder / "old", NEW: folder / "new"}
    _write_payload(payloads[OLD], ["_internal/only in the old.py", "_internal/gone/with it/a.dll"])
    _write_payload(payloads[NEW], ["_internal/new/money $name.py", "_internal/new/글꼴.otf"])
    builds = [Build(payload, folder, version, icon) for version, payload in payloads.items()]
    wine = Wine(folder / "prefix")
    wine.start()
    for key in _ON_EVERY_WINDOWS:
        wine.run("reg", "add", key, "/f")
    installers = {build.version: make_installer(build) for build in builds}
    return Stage(wine, installers, payloads, state_of(wine))


def state_of(wine: Wine) -> State:
    """Return how a Windows is, but for its own folder and for temporary files, which it clears away itself."""
    user = wine.home.relative_to(wine.drive).as_posix()
    own = ("windows", f"{user}/Temp")
    places = {path.relative_to(wine.drive).as_posix() for path in wine.drive.rglob("*")}
    kept = {place for place in places if not any(f"{place}/".startswith(f"{name}/") for name in own)}
    keys = {key: values for key, values in wine.registry().items() if not key.startswith(_OF_WINE)}
    return frozenset([*kept, *keys, *(f"{key} {each}" for key, values in keys.items() for each in values.items())])


def _write_payload(folder: Path, extra: Iterable[str]) -> None:
    """Lay out something in the shape of a frozen app: both programs as stubs, folders in folders, odd names."""
    common = ("_internal/torch/lib/torch_cpu.dll", "_internal/PySide6/Qt6Core.dll", "THIRD_PARTY_LICENCES.txt")
    for place in (*common, *extra):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{folder.name}: {place}\n" * 100, encoding="utf-8")
    for name in PROGRAMS:
        command = ["makensis", "-V1", "-WX", f"-XTarget {TARGET}", f"-DOUT={folder / name}", str(_STUB)]
        if subprocess.run(command, check=False).returncode:
            raise SetupError(f"{_STUB} could not be compiled.")
