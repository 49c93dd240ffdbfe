"""What happens when something fails that we did not foresee: a log, a plain dialog, and the app goes on."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from cnnstudio.core.errors import UserError
from cnnstudio.core.settings import log_path
from cnnstudio.core.texts import Translator, text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QWidget

    from cnnstudio.app.main_window import MainWindow


def open_log(path: Path | None = None) -> TextIO | None:
    """Open the log of faults for appending; None where the disk does not allow it, which is no reason not to start."""
    path = path or log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a", encoding="utf-8")
    except OSError:
        return None


def catch_faults(window: MainWindow, path: Path | None = None) -> None:
    """From now on, write unforeseen exceptions to the log and show a plain dialog once for each."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, UserError):
            window.tell(error)
            return
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        log = open_log(path)
        if log is not None:
            import traceback  # late, as the dialog below: the start need not wait for what is hardly ever needed

            with log:
                traceback.print_exception(kind, error, trace, file=log)
        show_fault(window, window.translator, path or log_path())

    sys.excepthook = hook


def show_fault(parent: QWidget, translator: Translator, path: Path) -> QMessageBox:
    """Open a dialog that says that something failed, that nothing is lost, and where the details are."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setObjectName("fault")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(translator(text("CNN Studio")))
    box.setText(translator(text("Something went wrong in this app, not in what you did.")))
    box.setInformativeText(
        translator(
            text("Your drawing is still there; go on working. The details are in {path}, for a report.", path=path)
        )
    )
    box.addButton(translator(text("Go on")), QMessageBox.ButtonRole.AcceptRole)
    box.open()
    return box
