"""Writes THIRD_PARTY_LICENCES.txt: what the packages of CNN Studio contain of others, and on which terms.

It is read from the environment that is frozen, never kept by hand: the app's dependencies, found from one to the next,
with every licence file they carry; Python itself; the program that starts the frozen app; the fonts and the digits.

    python packaging/licences.py THIRD_PARTY_LICENCES.txt     # in the environment to be frozen
"""

from __future__ import annotations

import importlib.metadata as metadata
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from setup_error import SetupError

_ROOT = Path(__file__).resolve().parent.parent
_TEXTS = Path(__file__).resolve().parent / "licence_texts"
_STANDARD = {"LGPL-3.0": ("LGPL-3.0.txt", "GPL-3.0.txt")}
"""Texts for packages that name their licence but do not carry it. The LGPL adds to the GPL, so it needs both."""

_OF_DEBIAN = (
    *("libbz2-1.0", "libffi8", "liblzma5"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-render-util0", "libxcb-util1"),
)
"""Packages of Debian and Ubuntu whose libraries go into the app that is frozen there."""

_LICENCE_NAMES = ("licen", "copying", "notice", "copyright")
_RULE = "=" * 100

_PREFACE = """\
CNN Studio is published under the MIT licence. The folder in which it is installed also holds the works below, each
under its own licence; the texts follow.

Qt, PySide6 and shiboken6 are used under the GNU Lesser General Public License, version 3. Their code is not changed.
They lie in the installed folder as libraries of their own, so that you may replace them with versions that you have
built or changed. Their sources are published by The Qt Company: https://download.qt.io/official_releases
Qt in turn holds works of others, such as ICU, HarfBuzz, PCRE2, libpng and zlib, which are listed with their licences in
its documentation: https://doc.qt.io/qt-6/licenses-used-in-qt.html
"""


@dataclass(frozen=True)
class Work:
    """Something by others that is shipped.

    Attributes
    ----------
    name
        With its version.
    licence
        The licence's name, as the work itself gives it.
    texts
        Licence texts, each with the place where it was found.

    """

    name: str
    licence: str
    texts: tuple[tuple[str, str], ...]


def write_licences(environment_python: Path, target: Path) -> None:
    """Write the licences of what an environment holds of the app's dependencies into a file.

    Raises
    ------
    SetupError
        If a dependency carries no licence text; what says why is on the screen.

    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    command = [str(environment_python), str(Path(__file__).resolve()), str(target)]
    if subprocess.run(command, cwd=_TEXTS, check=False).returncode:
        raise SetupError(f"The licences could not be written to {target}.")


def collect_works(package: str = "cnnstudio") -> list[Work]:
    """Return all works that are shipped with a package of this environment."""
    names = sorted(dependencies(package), key=str.lower)
    works = [_described(metadata.distribution(name)) for name in names]
    return [_python(), *works, *_frozen_with(), *_of_the_system(), *_resources()]


def dependencies(package: str) -> set[str]:
    """Return the packages that a package needs here, directly and through others, without itself."""
    from packaging.requirements import Requirement  # matplotlib needs it: it is there

    found: set[str] = set()
    waiting = [package]
    while waiting:
        for line in metadata.requires(waiting.pop()) or ():
            requirement = Requirement(line)
            if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
                continue
            name = metadata.distribution(requirement.name).name
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def compose(works: list[Work]) -> str:
    """Return the file's text: an overview, then each licence text once, with all works to which it applies.

    Raises
    ------
    SetupError
        If a work has no licence text.

    """
    bare = [work.name for work in works if not work.texts]
    if bare:
        raise SetupError(f"No licence text was found for {', '.join(bare)}. Add one to packaging/licence_texts.")
    width = max(len(work.name) for work in works)
    overview = "\n".join(f"{work.name:{width}}  {work.licence}" for work in works)
    places: dict[str, list[str]] = {}
    for work in works:
        for place, content in work.texts:
            places.setdefault(content, []).append(f"{work.name}: {place}")
    parts = ["\n".join([_RULE, *heads, _RULE, "", content]) for content, heads in places.items()]
    return "\n\n".join([_PREFACE, overview, *parts]) + "\n"


def _described(distribution: metadata.Distribution) -> Work:
    facts = distribution.metadata
    licence = [*(facts.get_all("License-Expression") or ()), *(facts.get_all("License") or ()), ""][0]
    if not licence or "\n" in licence:  # some write the whole text there
        classifiers = facts.get_all("Classifier") or []
        named = [line.rsplit(" :: ", 1)[-1] for line in classifiers if line.startswith("License ::")]
        licence = ", ".join(named) or "see its text"
    texts = tuple(_licence_files(distribution)) or tuple(_standard_texts(licence))
    return Work(f"{distribution.name} {distribution.version}", licence, texts)


def _licence_files(distribution: metadata.Distribution) -> Iterator[tuple[str, str]]:
    for path in sorted(distribution.files or ()):
        if any(mark in path.name.lower() for mark in _LICENCE_NAMES) and path.suffix not in (".py", ".pyc"):
            content = _read(Path(str(path.locate())))
            if content:
                yield path.as_posix(), content


def _standard_texts(licence: str) -> Iterator[tuple[str, str]]:
    for name, files in _STANDARD.items():
        if name in licence:
            yield from ((file.removesuffix(".txt"), _read(_TEXTS / file)) for file in files)


def _python() -> Work:
    """Return Python with its licence, where its installers and distributions put it."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    library = Path(sysconfig.get_path("stdlib"))
    prefix, documents = Path(sys.base_prefix), Path(f"/usr/share/doc/python{version}")
    places = (library / "LICENSE.txt", prefix / "LICENSE.txt", prefix / "LICENSE", documents / "copyright")
    texts = tuple((path.name, _read(path)) for path in places if path.is_file())[:1]
    return Work(f"Python {sys.version.split()[0]}", "PSF-2.0", texts)


def _frozen_with() -> list[Work]:
    """Return the program at the start of a frozen app, if it is frozen from here."""
    try:
        return [_described(metadata.distribution("pyinstaller"))]
    except metadata.PackageNotFoundError:
        return []


def _of_the_system(documents: Path = Path("/usr/share/doc")) -> list[Work]:
    """Return the libraries of this Linux that are shipped; none on other systems."""
    places = {name: documents / name / "copyright" for name in _OF_DEBIAN}
    return [
        Work(f"{name} (Debian)", "see its text", ((place.name, _read(place)),))
        for name, place in places.items()
        if place.is_file()
    ]


def _resources() -> list[Work]:
    fonts, digits = _ROOT / "resources/fonts/LICENSE.txt", _ROOT / "resources/mnist/README.md"
    return [
        Work("Pretendard (font)", "OFL-1.1", ((fonts.name, _read(fonts)),)),
        Work("MNIST (handwritten digits)", "CC-BY-SA-3.0", ((digits.name, _read(digits)),)),
    ]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").strip()


if __name__ == "__main__":
    try:
        Path(sys.argv[1]).write_text(compose(collect_works()), encoding="utf-8", newline="\n")
    except SetupError as error:
        sys.exit(str(error))
