#!/usr/bin/env python3
"""Makes the app as a folder that needs no Python: `dist/cnnstudio`, from which the installers are made.

python3 packaging/build.py                       on Linux, Windows and macOS alike; needs a network
python3 packaging/build.py --keep-environment    the environment is kept, and used by the next build
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - older Pythons read as far as here
    found = ".".join(map(str, sys.version_info[:3]))
    sys.exit(f"The build needs Python 3.11 or newer; this is {found}. Start build.py with a newer Python.")

from frozen import origins, proof, sizes, stripping
from frozen.clean_environment import CleanEnvironment, without_python_settings
from frozen.deny_list import denied
from licences import write_licences
from setup_error import SetupError

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "frozen"
SPEC = ROOT / "packaging" / "frozen" / "cnnstudio.spec"
LICENCES = "THIRD_PARTY_LICENCES.txt"
ICONS = ("cnnstudio.ico", "cnnstudio.bmp", "cnnstudio.icns")
BUNDLE = "CNN Studio.app"
_ROOM = 4_000_000_000
"""Bytes that environment, work files and app take together."""


def main(arguments: list[str] | None = None) -> int:
    """Build; return 0 where the app passed its self-test."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="folder for the app's folder (default: dist)")
    parser.add_argument("--keep-environment", action="store_true", help="use the environment again, and keep it")
    parser.add_argument("--no-strip", action="store_true", help="leave symbols for debuggers in the libraries")
    options = parser.parse_args(arguments)
    start = time.monotonic()
    try:
        app = build(options.out.resolve(), keep_environment=options.keep_environment, strip=not options.no_strip)
    except SetupError as obstacle:
        print(f"\n{obstacle}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"\n{error.filename or 'A file'} could not be written: {error.strerror}.", file=sys.stderr)
        return 1
    print(f"{app} is ready after {time.monotonic() - start:.0f} s.")
    return 0


def build(out: Path, *, keep_environment: bool, strip: bool) -> Path:
    """Make the app in a folder of `out`; what lies there is replaced only by an app that passed its self-test."""
    if strip:
        stripping.check_strip()
    WORK.mkdir(parents=True, exist_ok=True)
    check_room(WORK)
    environment = CleanEnvironment(ROOT, WORK / "environment")
    environment.prepare(reuse=keep_environment)
    environment.install_project(WORK / "wheels")
    write_licences(environment.python, WORK / LICENCES)
    if not sys.platform.startswith("linux"):  # there, icons are files of their own
        environment.run([environment.python, ROOT / "packaging" / "icons.py", *(WORK / name for name in ICONS)])
    made = freeze(environment)
    finish(made, strip=strip)
    report(made)
    check(made)
    app = replace(made, out)
    if sys.platform == "darwin":
        replace(made.with_name(BUNDLE), out)
    if not keep_environment:
        shutil.rmtree(environment.folder)
    return app


def check_room(folder: Path) -> None:
    """Raise SetupError where the disk is too full to begin."""
    free = shutil.disk_usage(folder).free
    if free < _ROOM:
        raise SetupError(
            f"The build needs {sizes.megabytes(_ROOM)}, and {folder} has {sizes.megabytes(free)}. Free some."
        )


def freeze(environment: CleanEnvironment) -> Path:
    """Let PyInstaller make the folder, and return it."""
    print("Freezing with PyInstaller. This takes two minutes.", flush=True)
    log, made = WORK / "pyinstaller.log", WORK / "made"
    places = ("--distpath", made, "--workpath", WORK / "work")
    command: list[str | Path] = [environment.python, "-m", "PyInstaller", "--noconfirm", *places, SPEC]
    with log.open("w", encoding="utf-8") as said:
        variables = without_python_settings()
        done = subprocess.run(command, cwd=WORK, env=variables, stdout=said, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        last = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:])
        raise SetupError(f"PyInstaller failed. The last lines of {log}:\n{last}")
    return made / "cnnstudio"


def finish(app: Path, *, strip: bool) -> None:
    """Take out what a student has no use for, and put in what everybody may read."""
    if strip:
        print(f"Stripping the libraries saved {sizes.megabytes(stripping.strip_libraries(app))}.", flush=True)
    own_python = origins.own_python()
    if own_python is not None:
        origins.forget_folder(app, own_python)
    shutil.copy(WORK / LICENCES, app)


def report(app: Path) -> None:
    """Print what was left out, and what is large in the rest."""
    dropped = json.loads((WORK / "work" / "cnnstudio" / "dropped.json").read_text(encoding="utf-8"))
    print(sizes.table("Left out:", dropped))
    print(sizes.table("The largest parts:", sizes.largest_parts(app)))
    print(
        f"Installed size: {sizes.megabytes(sizes.size_of(app))} of at most {sizes.megabytes(sizes.LIMIT)}.", flush=True
    )


def check(app: Path) -> None:
    """Raise SetupError where the app is too large, holds what it must not, or fails its self-test."""
    if sizes.size_of(app) > sizes.LIMIT:
        raise SetupError("The app is larger than it may be. See in packaging/frozen/contents.py what can be left out.")
    found = denied(app, [folder for folder in (ROOT, origins.own_python()) if folder is not None])
    if found:
        raise SetupError("\n  ".join(["These must not be in the app:", *found]))
    print("The self-test of the frozen app:", flush=True)
    for line in proof.run_self_test(app):
        print(f"  ok  {line}", flush=True)


def replace(made: Path, out: Path) -> Path:
    """Move a finished folder to where it belongs, in place of an older one."""
    target = out / made.name
    out.mkdir(parents=True, exist_ok=True)
    if target.exists():
        shutil.rmtree(target)
    return Path(shutil.move(made, target))


if __name__ == "__main__":
    sys.exit(main())
