"""Starts the app: fonts, settings, network, window."""

from __future__ import annotations

import faulthandler
import linecache
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from cnnstudio.app.faults import catch_faults, open_log
from cnnstudio.app.files_from_desktop import FilesFromDesktop
from cnnstudio.app.main_window import MainWindow
from cnnstudio.app.words_of_qt import speak
from cnnstudio.core.resources import resource_path
from cnnstudio.core.settings import Settings, load_settings, runs_path, save_settings, settings_path
from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Translator, system_language
from cnnstudio.labs import LABS
from cnnstudio.labs.lab import Lab, LabContext
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.nets.shipped import shipped_network, use_shipped_network
from cnnstudio.widgets.theme import Theme, interface_font, load_fonts


def run(files: Sequence[str] = (), language: str | None = None) -> int:
    """Open the window, with pictures to open, and return when it is closed.

    Parameters
    ----------
    files
        Paths of pictures.
    language
        "en" or "ko", in place of the one in the settings.

    """
    log = open_log()
    if log is not None:
        faulthandler.enable(log)
    app = make_application(sys.argv[:1])
    window = open_window(load_settings(settings_path()), language, runs_path())
    window.settings_changed.connect(lambda changed: save_settings(changed, settings_path()))
    catch_faults(window)
    window.first_painted.connect(FilesFromDesktop(app, window.open_files).begin)
    if files:
        window.first_painted.connect(lambda: window.open_files([Path(name) for name in files]))
    code = app.exec()
    if log is not None:
        faulthandler.disable()
        log.close()
    return code


def open_window(settings: Settings, language: str | None = None, runs_folder: Path | None = None) -> MainWindow:
    """Show the window at once; lab and network follow as soon as its first picture is on the screen."""
    context = replace(make_context(settings, language, ActiveNetwork()), runs_folder=runs_folder)
    window = MainWindow(context, make_lab, settings)
    follow_desktop(window, context)
    places = [entry.id for entry in LABS]
    first = places.index(settings.lab) if settings.lab in places else 0
    window.first_painted.connect(lambda: window.show_lab(first))
    window.first_painted.connect(lambda: use_shipped_network(context.network))
    window.show()
    return window


def make_application(arguments: Sequence[str]) -> QApplication:
    """Return Qt's application with our name, style, fonts and icon."""
    app = QApplication(list(arguments))
    app.setApplicationName("cnnstudio")
    app.setDesktopFileName("org.cnnstudio.studio")  # that of the menu entry, by which its icon is found
    app.setStyle("Fusion")
    load_fonts()
    app.setFont(interface_font(16))
    app.setWindowIcon(QIcon(str(resource_path("icons", "cnnstudio.svg"))))
    return app


def make_context(settings: Settings, language: str | None = None, network: ActiveNetwork | None = None) -> LabContext:
    """Return what all labs share, as the settings want it; with the shipped network unless another is given."""
    translator = Translator(language or settings.language or system_language())
    return LabContext(Specimen(), network or shipped_network(), Theme(settings.theme, settings.zoom), translator)


def make_window(settings: Settings, language: str | None = None, context: LabContext | None = None) -> MainWindow:
    """Return the window with its first lab and the network, not yet shown."""
    context = context or make_context(settings, language)
    window = MainWindow(context, make_lab, settings)
    follow_desktop(window, context)
    window.show_lab(0)
    return window


def make_lab(lab_id: str, context: LabContext) -> Lab:
    """Return a lab, imported now if it was not needed before."""
    lab: Lab = import_module(f"cnnstudio.labs.{lab_id}.lab").make(context)
    linecache.clearcache()  # PySide has read the source of every module that was imported, and would keep it: 10 MB
    return lab


def follow_desktop(window: MainWindow, context: LabContext) -> None:
    """Let the window follow the desktop's light or dark, and Qt's own words the app's language."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    app.styleHints().colorSchemeChanged.connect(context.theme.follow_system)
    context.translator.subscribe(lambda: speak(app, context.translator.language))
    if context.translator.language != "en":  # Qt speaks English by itself
        speak(app, context.translator.language)
