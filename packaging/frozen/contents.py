"""What of the packages the app depends on goes into the frozen app, and what stays out.

Everything here was left out in a build whose self-test passed, and in a run of all tests of training and networks (see
tests/packaging/without_excluded.py). What each drop saves is printed by the build.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import PurePath

HIDDEN_IMPORTS = ("matplotlib.backends.backend_pdf", "matplotlib.backends.backend_svg")
"""Modules that are imported by names which only exist while the app runs."""

EXCLUDED_MODULES = (
    # Compiling and symbolic shapes, which networks that are run as they are written never reach.
    "torch._dynamo",
    "torch._inductor",
    "torch.onnx",
    "torch.utils.benchmark",
    "torch.utils.bottleneck",
    "torch.utils.cpp_extension",
    "torch.utils.tensorboard",
    "functorch",
    "jinja2",
    "markupsafe",
    "mpmath",
    "networkx",
    "sympy",
    # Tools for building and testing.
    "_distutils_hack",
    "_pytest",
    "lib2to3",
    "pip",
    "pkg_resources",
    "pydoc_data",
    "pytest",
    "setuptools",
    "tkinter",
    "wheel",
    # The network and databases: the app works offline, and these bring large libraries.
    "_hashlib",
    "_sqlite3",
    "_ssl",
    "fsspec",
    "sqlite3",
    "ssl",
    # Consoles that read lines.
    "_curses",
    "curses",
    "readline",
    # Other ways to show plots.
    "matplotlib.backends.backend_gtk3agg",
    "matplotlib.backends.backend_gtk4agg",
    "matplotlib.backends.backend_qtagg",
    "matplotlib.backends.backend_tkagg",
    "matplotlib.backends.backend_webagg",
    "matplotlib.backends.backend_wxagg",
    "IPython",
)
"""Modules that nothing the app does imports."""

DROPPED_RUNTIME_HOOKS = ("pyi_rth_mplconfig", "pyi_rth_setuptools", "pyi_rth_pkgres")
"""What PyInstaller would run at each start: a new folder for matplotlib each time, and support for what is left out."""


@dataclass(frozen=True)
class Drop:
    """Files that are left out for one reason.

    Attributes
    ----------
    name
        Which files they are, in words.
    patterns
        Of their places in the frozen app; `*` also stands for slashes.
    kept
        Patterns of files that stay although they match.

    """

    name: str
    patterns: tuple[str, ...]
    kept: tuple[str, ...] = ()

    def matches(self, place: str) -> bool:
        """Whether a file is to be left out."""
        return _fits(place, self.patterns) and not _fits(place, self.kept)


DROPS = (
    Drop(
        "torch's own tests",
        ("torch/test/*", "torch/testing/_internal/*"),
        # torch/testing and torch/utils/checkpoint.py import these, whatever torch is used for.
        kept=tuple(f"torch/testing/_internal/{name}.py" for name in ("__init__", "common_dtype", "logging_tensor")),
    ),
    Drop("torch's programs", ("torch/bin/*",), kept=("torch/bin/torch_shm_manager*",)),
    Drop("torch's headers", ("torch/include/*", "torch/share/*")),
    Drop(
        "torch's test libraries",
        (
            "torch/lib/*torchbind_test*",
            "torch/lib/*jitbackend_test*",
            "torch/lib/*backend_with_compiler*",
            "torch/lib/*aoti_custom_ops*",
        ),
    ),
    Drop("torch's import libraries", ("torch/lib/*.lib", "torch/lib/*.pdb")),
    Drop("torch's compilers", ("torch/_dynamo/*", "torch/_inductor/*", "torch/onnx/*", "torch/utils/benchmark/*")),
    Drop("Qt Qml and Quick", ("PySide6/*Qml*", "PySide6/*Quick*", "PySide6/*/qml/*")),
    Drop("Qt's keyboard on the screen", ("PySide6/*VirtualKeyboard*", "PySide6/*virtualkeyboard*")),
    Drop("Qt's network", ("PySide6/*Network*", "libQt6Network*", "PySide6/*/tls/*", "PySide6/*/networkinformation/*")),
    Drop("Qt Pdf", ("PySide6/*Pdf*", "PySide6/*qpdf*")),
    Drop("GTK's look for Qt", ("PySide6/*qgtk3*", "libgtk-*", "libgdk-*", "libgdk_pixbuf*")),
    Drop(
        "Qt's platforms without windows",
        (
            "PySide6/*eglfs*",
            "PySide6/*linuxfb*",
            "PySide6/*qvnc*",
            "PySide6/*minimalegl*",
            "PySide6/*egldeviceintegrations*",
            "*libQt6EglFS*",
            "*libQt6EglFs*",
            "PySide6/*/generic/*",
        ),
    ),
    Drop(
        "Qt's words in other languages",
        ("PySide6/*translations/*",),
        kept=("*translations/qtbase_ko.qm", "*translations/qtbase_en.qm"),
    ),
    Drop(
        "matplotlib's sample data",
        ("matplotlib/mpl-data/sample_data/*", "matplotlib/mpl-data/images/*", "matplotlib/mpl-data/plot_directive/*"),
    ),
    Drop("tests of packages", ("*/tests/*", "*/testing/data/*", "*/_multiarray_tests.*", "*/_umath_tests.*")),
    Drop("Tk's pictures", ("PIL/_imagingtk.*", "PIL/_tkinter_finder.*")),
    Drop("records of the installation", ("*.dist-info/RECORD", "*.dist-info/direct_url.json", "*.dist-info/INSTALLER")),
)
"""Files that nothing needs, by reason."""

BUNDLED_SYSTEM_LIBRARIES = (
    "libbz2.*",
    "libffi.*",
    "liblzma.*",
    "libpython*",
    "libxcb-cursor.*",
    "libxcb-icccm.*",
    "libxcb-image.*",
    "libxcb-keysyms.*",
    "libxcb-render-util.*",
    "libxcb-util.*",
)
"""Libraries of a Linux system that are taken along: other systems name them differently, or lack them."""

_SYSTEM_FOLDERS = ("/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib")


def drop_of(place: str) -> Drop | None:
    """Return why a file is left out, by its place in the frozen app; None if it stays."""
    place = PurePath(place).as_posix()
    return next((drop for drop in DROPS if drop.matches(place)), None)


def place_of_module(name: str) -> str:
    """Return where the source of a module would lie.

    >>> place_of_module("torch.optim.adam")
    'torch/optim/adam.py'
    """
    return f"{name.replace('.', '/')}.py"


def is_left_to_the_system(source: str) -> bool:
    """Whether a library is one that a Linux system provides: those of the graphics card above all must be its own."""
    path = PurePath(source)
    is_library = ".so" in path.name and "python3" not in path.as_posix()
    is_of_system = any(path.is_relative_to(folder) for folder in _SYSTEM_FOLDERS)
    return is_of_system and is_library and not _fits(path.name, BUNDLED_SYSTEM_LIBRARIES)


def _fits(place: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(place, pattern) for pattern in patterns)
