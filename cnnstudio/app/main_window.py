"""The window: header, rail, the line above the stage, the lab, the status bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from cnnstudio.app.explanation import Explanation
from cnnstudio.app.lab_link import LabLink
from cnnstudio.app.lab_stack import LabStack
from cnnstudio.app.opening import Opening, with_recent
from cnnstudio.app.window_frame import WindowFrame
from cnnstudio.core.errors import UserError
from cnnstudio.core.settings import Settings
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.lab import Lab, LabContext
from cnnstudio.widgets.style_sheet import style_sheet
from cnnstudio.widgets.theme import ZOOMS, Theme

if TYPE_CHECKING:
    from cnnstudio.app.menus import WindowMenus
    from cnnstudio.labs.draw.lab import DrawLab

_AFTER_FIRST_PAINT = 20
"""Milliseconds after which the first picture has reached the screen."""


class MainWindow(QMainWindow):
    """One lab at a time, all of them on the same specimen and network.

    Signals
    -------
    settings_changed
        A `Settings` to be kept.
    first_painted
        The window is on the screen for the first time.
    """

    settings_changed = Signal(object)
    first_painted = Signal()

    def __init__(self, context: LabContext, make_lab: Callable[[str, LabContext], Lab], settings: Settings) -> None:
        super().__init__()
        self.setObjectName("window")
        self._context, self.settings = context, settings
        self._theme: Theme = context.theme
        self._translator: Translator = context.translator
        self._painted = False
        self._labs = LabStack(context, make_lab)
        self._frame = WindowFrame(context, self._labs)
        self.header, self.rail = self._frame.header, self._frame.rail
        self.line, self.status = self._frame.line, self._frame.status
        self.setCentralWidget(self._frame)
        self.explanation = Explanation(
            self._labs, self._theme, self._translator, self._explanation, lambda: self.current_lab.focus()
        )
        self._opening = Opening(self)
        self._connect()
        self._link = LabLink(self, context.handover)
        self.setAcceptDrops(True)
        self.setMinimumSize(800, 560)
        self.resize(1280, 800)
        if settings.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.window_geometry.encode()))
        self._on_theme()
        self._on_title()
        self._frame.show_lab()

    def _connect(self) -> None:
        self._labs.made.connect(self._on_made)
        self.rail.lab_chosen.connect(self.show_lab)
        self.line.explanation_wanted.connect(self.explain)
        self.line.settings_wanted.connect(self.toggle_controls)
        self.header.open_image.clicked.connect(lambda: self.menus.choose_image())
        self.header.random_digit.clicked.connect(lambda: self.draw_lab.view.sheet.random_digit())
        self.header.present.clicked.connect(self.toggle_presenting)
        self._theme.subscribe(self._on_theme)
        self._translator.subscribe(self._on_language)

    # -- what the user asks for

    @property
    def draw_lab(self) -> DrawLab:
        """The lab that brings in what all labs show."""
        return cast("DrawLab", self._lab("draw"))

    @cached_property
    def menus(self) -> WindowMenus:
        """The menus and the actions behind them; made after the window's first picture, for the start not to wait."""
        from cnnstudio.app.menus import WindowMenus

        return WindowMenus(self, self._translator)

    @property
    def theme(self) -> Theme:
        """Colours and zoom."""
        return self._theme

    @property
    def translator(self) -> Translator:
        """The language of the moment."""
        return self._translator

    @property
    def current_lab(self) -> Lab:
        """The lab on the stage."""
        return self._labs.current_lab

    @property
    def place(self) -> int:
        """Which of `LABS` is on the stage."""
        return self._labs.place

    def show_lab(self, place: int) -> None:
        """Bring a lab onto the stage."""
        self._labs.show_lab(place)
        _ = self.menus  # the keys work from now on
        self._frame.show_lab()
        self._frame.arrange(self.size())
        self._on_changed()
        self.current_lab.focus()

    def make_ready(self, lab_id: str) -> None:
        """Let a lab be there, though nobody opened it."""
        self._lab(lab_id)

    def open_files(self, files: list[Path]) -> None:
        """Open pictures, or numbers in the lab that shows them; the last file stays on the table."""
        self._opening.open_files(files)

    def tell(self, error: UserError) -> None:
        """Say what went wrong in the line above the stage."""
        self.line.say(error.message, is_error=True)

    def explain(self) -> None:
        """Show or put away the explanation of what is on the stage."""
        self.explanation.toggle()

    def toggle_presenting(self) -> None:
        """Fill the screen with the stage, without rail, header and status bar; or bring them back."""
        is_presenting = not self.is_presenting
        self._frame.present(is_presenting=is_presenting)
        self.showFullScreen() if is_presenting else self.showNormal()
        self.current_lab.focus()

    @property
    def is_presenting(self) -> bool:
        """Whether only the stage is shown."""
        return self._frame.is_presenting

    def toggle_controls(self) -> None:
        """Show the lab's panel at the right, or give its room to the stage."""
        self._frame.toggle_controls()

    @property
    def shows_controls(self) -> bool:
        """Whether the lab's panel is shown."""
        return self._frame.shows_controls

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back to a window."""
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def zoom_type(self, steps: int) -> None:
        """Make the type larger (+1) or smaller (−1); 0 brings back 100 %."""
        here = ZOOMS.index(min(ZOOMS, key=lambda zoom: abs(zoom - self._theme.zoom)))
        self._theme.zoom = ZOOMS[min(max(here + steps, 0), len(ZOOMS) - 1)] if steps else ZOOMS[0]

    # -- following

    def _lab(self, lab_id: str) -> Lab:
        return self._labs.lab(lab_id)

    def _on_made(self, lab: Lab, lab_id: str) -> None:
        """Follow a lab that is there from now on."""
        self._frame.add_controls(lab)
        lab.view.said.connect(self.line.say)  # type: ignore[attr-defined]  # signals of each lab's view
        lab.view.failed.connect(self.tell)  # type: ignore[attr-defined]
        lab.subscribe(self._on_changed)
        if lab_id == "draw":
            self.draw_lab.view.opened.connect(self._on_opened)
            self.draw_lab.view.pen_width.setValue(self.settings.pen_width)

    def _on_changed(self) -> None:
        lab = self.current_lab
        self.line.say(lab.headline(), is_error=lab.has_problem)
        self.menus.refresh()
        self.explanation.refresh()

    def _explanation(self) -> tuple[Text, Text]:
        return self._labs.entry.title, self.current_lab.explanation()

    def _on_opened(self, path: str) -> None:
        self.settings = replace(self.settings, recent_files=with_recent(self.settings.recent_files, path))
        self.settings_changed.emit(self.settings)

    def _on_theme(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(self._theme.qt_palette())
        self.setStyleSheet(style_sheet(self._theme))
        self._frame.arrange(self.size())
        self.explanation.refresh()

    def _on_language(self) -> None:
        self._on_title()
        self.explanation.refresh()

    def _on_title(self) -> None:
        self.setWindowTitle(self._translator(text("CNN Studio")))

    # -- window events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            timer = QTimer(self, singleShot=True, interval=_AFTER_FIRST_PAINT)  # which goes with the window
            timer.timeout.connect(self.first_painted)
            timer.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.explanation.refresh()
        self._frame.arrange(self.size())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_presenting:
            self.toggle_presenting()
        elif not self.current_lab.handle_key(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._opening.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._opening.drop(event.mimeData())
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        for lab in self._labs.all:
            lab.stop()
        self.settings = replace(
            self.settings,
            window_geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
            theme=self._theme.wish,
            zoom=self._theme.zoom,
            lab=self._labs.entry.id,
        )
        if self._labs.has("draw"):  # closed before its first picture, the window has none
            self.settings = replace(self.settings, pen_width=self.draw_lab.view.pen_width.value())
        self.settings_changed.emit(self.settings)
        super().closeEvent(event)
