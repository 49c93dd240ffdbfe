"""What a Qt test must not leave behind, because it crashes a later one."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid


@contextmanager
def only_new_objects() -> Iterator[None]:
    """Look only at what is made from here on; torch alone brings a million objects that need not be searched."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def left_behind() -> list[str]:
    """Return descriptions of living windows, running threads and processes, and ticking timers."""
    _delete_later_now()
    if not _leaks():
        return []
    gc.collect()
    _delete_later_now()
    return _leaks()


def clear_away() -> None:
    """Remove what was left, so that the tests after this one start clean."""
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    for busy in _busy_objects():
        if isinstance(busy, QTimer):
            busy.stop()
        elif isinstance(busy, QThread):
            busy.quit()
            busy.wait(2000)
        else:
            busy.waitForDone(2000)
    for process in multiprocessing.active_children():
        process.terminate()
        process.join(2)
    _delete_later_now()


def _leaks() -> list[str]:
    left = [*QApplication.topLevelWidgets(), *_busy_objects(), *multiprocessing.active_children()]
    return [repr(what) for what in left]


def _busy_objects() -> list[QTimer | QThread | QThreadPool]:
    """Return the timers that tick, threads that run and pools at work, as far as Python knows of them."""
    # `type`, not `isinstance`: that asks each object for its class, and some answer with a warning.
    kinds = (QTimer, QThread, QThreadPool)
    found = [some for some in gc.get_objects() if issubclass(type(some), kinds) and isValid(some)]
    return [candidate for candidate in found if _is_busy(candidate)]


def _is_busy(candidate: QTimer | QThread | QThreadPool) -> bool:
    if isinstance(candidate, QTimer):
        return candidate.isActive()
    if isinstance(candidate, QThread):
        return candidate.isRunning() and candidate != QThread.currentThread()
    return candidate.activeThreadCount() > 0


def _delete_later_now() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
