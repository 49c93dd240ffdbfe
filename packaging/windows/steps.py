"""The steps of the proof of the installer for Windows; each raises a SetupError where something is not as it should."""

from __future__ import annotations

import subprocess
import time
from dataclasses import replace
from pathlib import Path

from product import PRODUCT
from setup_error import SetupError

from windows.stage import NEW, OLD, Stage, State, state_of

_REMOVAL = f"HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{PRODUCT.identifier}"
_CLASSES = "HKEY_CURRENT_USER\\Software\\Classes"
_KIND = f"{PRODUCT.command}.network"
_REFUSED, _IS_RUNNING = 2, 3
_PATIENCE = 60  # seconds


def refuse_old_windows(stage: Stage) -> None:
    """Windows 7 is told so, and nothing is written."""
    stage.wine.become("win7")
    _require(stage.install(OLD) == _REFUSED, "Windows 7 is not refused")
    _require(not stage.installed.exists(), "something was written on Windows 7")
    stage.wine.become("win10")


def install(stage: Stage) -> None:
    """All files arrive; Windows lists the app, starts it from the menu, and knows how it opens a network."""
    _require(stage.install(OLD) == 0, "the first installation failed")
    _require_payload(stage, OLD)
    _require_entry(stage, OLD)
    program, home = stage.wine.place(stage.program), stage.wine.place(stage.wine.home)
    stage.wine.run("start", "/wait", stage.wine.place(stage.entry))
    _require_equal(stage.started(), f"{program}||{home}", "how it was started from the menu")
    # What a double click does. Wine's own does not ask the user's part of the registry.
    registry = stage.wine.registry()
    kind = registry[f"{_CLASSES}\\{PRODUCT.model_file.ending}"]["@"]
    opens = registry[f"{_CLASSES}\\{kind}\\shell\\open\\command"]["@"]
    _require_equal(opens, f'"{program}" "%1"', "how networks are opened")
    network = f"{home}\\my network{PRODUCT.model_file.ending}"
    stage.wine.run(program, network)
    _require(stage.started().startswith(f'{program}|"{network}"|'), "a network's path does not arrive whole")


def wait_for_the_running_app(stage: Stage) -> None:
    """While the app runs, neither installing nor removing changes anything."""
    before = state_of(stage.wine)
    stage.wine.begin(stage.wine.place(stage.program), "wait")
    try:
        _wait_for(stage.note)
        statuses = [stage.wine.run_beside(stage.installers[NEW], "/S")]
        statuses.append(stage.uninstall_in_place())
    finally:
        stage.wine.stop()
    _require(stage.started() != "", "the app was not running")
    _require_equal(statuses, [_IS_RUNNING, _IS_RUNNING], "exit statuses while the app runs")
    _require_same(state_of(stage.wine), before, "after an attempt while the app runs")


def upgrade(stage: Stage) -> None:
    """Only files of the newer version are there, and its number in the list, and what the user and the app saved."""
    kept = _write_what_users_have(stage)
    _require(stage.install(NEW) == 0, "the upgrade failed")
    _require_payload(stage, NEW, besides=[kept["network"]])
    _require_entry(stage, NEW)
    for name, path in kept.items():
        _require(path.exists(), f"the upgrade lost the {name} {path.name}")


def remove(stage: Stage) -> None:
    """Files, menu entry, registry are as before the first installation; only what users saved themselves stays."""
    kept = _write_what_users_have(stage)
    _require(stage.uninstall() == 0, "removing failed")
    after = state_of(stage.wine)
    stays = [kept["network"], kept["training run"], kept["file of somebody else"]]
    _require_same(after - _with_folders(stays, stage), stage.clean, "after removing")
    _require(all(path.exists() for path in stays), "a file of the user was removed")
    for path in stays:
        path.unlink()
        _remove_empty(path.parent, stage)


def leave_files_to_others(stage: Stage) -> None:
    """Another program that opens such files stays their first choice, before and after."""
    ending = PRODUCT.model_file.ending
    everybody = f"HKEY_LOCAL_MACHINE\\Software\\Classes\\{ending}"
    stage.wine.run("reg", "add", everybody, "/ve", "/d", "other.viewer", "/f")
    _require(stage.install(NEW) == 0, "the installation beside another program failed")
    registry = stage.wine.registry()
    _require_equal(registry[f"{_CLASSES}\\{ending}"], {}, "the first choice for such files")
    _require_equal(registry[f"{_CLASSES}\\{ending}\\OpenWithProgids"], {_KIND: ""}, "the choices for such files")
    _require(stage.uninstall() == 0, "removing beside another program failed")
    stage.wine.run("reg", "delete", everybody, "/f")
    _require_same(state_of(stage.wine), stage.clean, "after the second removing")


def speak_korean(stage: Stage) -> None:
    """On a Korean Windows, the installer is Korean."""
    locale = "ko_KR.UTF-8"
    folder = stage.wine.prefix.parent / "locales"
    folder.mkdir(exist_ok=True)
    if subprocess.run(["localedef", "-i", "ko_KR", "-f", "UTF-8", folder / locale], check=False).returncode:
        raise SetupError("The Korean locale could not be made. Install the package locales.")
    korean = replace(stage.wine, extra={"LOCPATH": str(folder), "LC_ALL": locale, "LANG": locale})
    _require(korean.run(stage.installers[NEW], "/S") == 0, "the Korean installation failed")
    _require_equal(korean.registry()[_REMOVAL]["Comments"], PRODUCT.summary.ko, "the Korean summary")
    _require_equal(korean.registry()[f"{_CLASSES}\\{_KIND}"], {"@": PRODUCT.model_file.words.ko}, "the kind of file")
    _require(korean.run(stage.wine.place(stage.installed / "uninstall.exe"), "/S") == 0, "removing in Korean failed")
    _require(not stage.installed.exists(), "removing in Korean left something")


def _write_what_users_have(stage: Stage) -> dict[str, Path]:
    own = stage.local / PRODUCT.command
    files = {
        "network": stage.installed / f"saved in the wrong place{PRODUCT.model_file.ending}",
        "settings": own / "settings.json",
        "log": own / "Logs" / f"{PRODUCT.command}.log",
        "list of fonts": own / "Cache" / "matplotlib" / "fontlist.json",
        "training run": own / "runs" / "1" / "run.json",
        "file of somebody else": own / "Cache" / "of another program.txt",
    }
    for path in files.values():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine", encoding="utf-8")
    return files


def _require_payload(stage: Stage, version: str, besides: list[Path] | None = None) -> None:
    """Compare what is installed with the folder from which the installer was made, byte by byte."""
    source = stage.payloads[version]
    wanted = {path.relative_to(source).as_posix(): path.read_bytes() for path in source.rglob("*") if path.is_file()}
    extra = {stage.installed / "uninstall.exe", *(besides or ())}
    there = [path for path in stage.installed.rglob("*") if path.is_file() and path not in extra]
    found = {path.relative_to(stage.installed).as_posix(): path.read_bytes() for path in there}
    _require_equal(sorted(found), sorted(wanted), f"the files of version {version}")
    _require(found == wanted, f"a file of version {version} has another content")


def _require_entry(stage: Stage, version: str) -> None:
    """Check the entries in the start menu and in the list of installed apps."""
    _require(stage.entry.is_file(), "the start menu has no entry")
    place = stage.wine.place(stage.installed)
    size = sum(path.stat().st_size for path in stage.payloads[version].rglob("*") if path.is_file()) // 1024
    wanted = {
        "DisplayName": PRODUCT.name,
        "DisplayVersion": version,
        "DisplayIcon": f"{place}\\{stage.program.name},0",
        "Publisher": PRODUCT.maintainer,
        "Comments": PRODUCT.summary.en,
        "InstallLocation": place,
        "UninstallString": f'"{place}\\uninstall.exe"',
        "QuietUninstallString": f'"{place}\\uninstall.exe" /S',
        "EstimatedSize": f"dword:{size:08x}",
        "NoModify": "dword:00000001",
        "NoRepair": "dword:00000001",
    }
    _require_equal(stage.wine.registry().get(_REMOVAL), wanted, "the entry in the list of installed apps")


def _wait_for(path: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not path.exists():
        _require(time.monotonic() < end, f"{path.name} did not appear after {_PATIENCE} s")
        time.sleep(0.1)


def _with_folders(paths: list[Path], stage: Stage) -> State:
    """Return the places of paths and of the folders in which they lie, as far as these were not there before."""
    every = {place for path in paths for place in (path, *path.parents) if place.is_relative_to(stage.wine.drive)}
    return frozenset(place.relative_to(stage.wine.drive).as_posix() for place in every) - stage.clean


def _remove_empty(folder: Path, stage: Stage) -> None:
    while folder.relative_to(stage.wine.drive).as_posix() not in stage.clean and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _require(holds: bool, problem: str) -> None:
    if not holds:
        raise SetupError(f"The installer for Windows: {problem}.")


def _require_same(found: State, wanted: State, when: str) -> None:
    more, less = sorted(found - wanted), sorted(wanted - found)
    _require(not more and not less, f"{when}, there is {', '.join(more) or 'nothing'} in place of {', '.join(less)}")


def _require_equal(found: object, wanted: object, what: str) -> None:
    _require(found == wanted, f"{what}: {found!r}, not {wanted!r}")
