"""The window: header, rail, the line above the stage, the lab, the status bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from cnnstudio.app.explanation import Explanation
from cnnstudio.app.explanation_line import ExplanationLine
from cnnstudio.app.header import Header
from cnnstudio.app.lab_link import LabLink
from cnnstudio.app.rail import Rail
from cnnstudio.app.status import Status
from cnnstudio.core.errors import UserError
from cnnstudio.core.settings import Settings
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs import LABS
from cnnstudio.labs.lab import Lab, LabContext
from cnnstudio.widgets.style_sheet import style_sheet
from cnnstudio.widgets.theme import ZOOMS, Theme

if TYPE_CHECKING:
    from cnnstudio.app.menus import WindowMenus
    from cnnstudio.labs.draw.lab import DrawLab

_RECENT = 8

_CONTROLS, _STAGE = 304, 600
"""Width of a lab's panel, and that which it leaves to the stage or gives way, pixels at 100 %."""

_STATUS = 420
"""Height of a window that has room for a status bar, pixels at 100 %."""

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
        self._context, self._make_lab, self.settings = context, make_lab, settings
        self._theme: Theme = context.theme
        self._translator: Translator = context.translator
        self._labs: dict[str, Lab] = {}
        self._place = 0
        self._painted = False
        self._wants_controls: bool | None = None
        self.header = Header(context.specimen, self._theme, self._translator)
        self.rail = Rail(LABS, self._theme, self._translator)
        self.line = ExplanationLine(self._theme, self._translator)
        self.status = Status(context, self._theme, self._translator)
        self._center = QWidget()
        self._stages = QStackedWidget()
        self._middle = QHBoxLayout()
        self._lay_out()
        self.explanation = Explanation(
            self._stages, self._theme, self._translator, self._explanation, lambda: self.current_lab.focus()
        )
        self._connect()
        self._link = LabLink(self, context.handover)
        self.setAcceptDrops(True)
        self.setMinimumSize(800, 560)
        self.resize(1280, 800)
        if settings.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.window_geometry.encode()))
        self._on_theme()
        self._on_title()
        self.rail.mark(0)
        self.header.show_title(LABS[0].title)

    def _lay_out(self) -> None:
        stage = QVBoxLayout()
        stage.setSpacing(0)
        stage.addWidget(self.line)
        stage.addWidget(self._stages, 1)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.rail)
        self._middle.addLayout(stage, 1)
        whole = QVBoxLayout()
        whole.setSpacing(0)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.header)
        whole.addLayout(self._middle, 1)
        whole.addWidget(self.status)
        self._center.setLayout(whole)
        self.setCentralWidget(self._center)

    def _connect(self) -> None:
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
        return self._lab(LABS[self._place].id)

    def show_lab(self, place: int) -> None:
        """Bring a lab onto the stage."""
        self._place = place
        _ = self.menus  # the keys work from now on
        self.rail.mark(place)
        self.header.show_title(LABS[place].title)
        self._stages.setCurrentWidget(self.current_lab.view)
        self._show_controls()
        self._on_changed()
        self.current_lab.focus()

    def make_ready(self, lab_id: str) -> None:
        """Let a lab be there, though nobody opened it."""
        self._lab(lab_id)

    def open_files(self, files: list[Path]) -> None:
        """Open pictures, or numbers in the lab that shows them; the last file stays on the table."""
        for path in files[-1:]:
            kinds = [path.suffix.lower() in lab.file_types for lab in LABS]
            if any(kinds):
                self.show_lab(self._place if kinds[self._place] else kinds.index(True))
                self.current_lab.open_file(path)
            else:
                self.draw_lab.open_file(path)

    def tell(self, error: UserError) -> None:
        """Say what went wrong in the line above the stage."""
        self.line.say(error.message, is_error=True)

    def explain(self) -> None:
        """Show or put away the explanation of what is on the stage."""
        self.explanation.toggle()

    def toggle_presenting(self) -> None:
        """Fill the screen with the stage, without rail, header and status bar; or bring them back."""
        presenting = not self.is_presenting
        for bar in (self.header, self.rail):
            bar.setVisible(not presenting)
        self._show_status()
        self._show_controls()
        self.showFullScreen() if presenting else self.showNormal()
        self.current_lab.focus()

    @property
    def is_presenting(self) -> bool:
        """Whether only the stage is shown."""
        return self.header.isHidden()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back to a window."""
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def zoom_type(self, steps: int) -> None:
        """Make the type larger (+1) or smaller (−1); 0 brings back 100 %."""
        here = ZOOMS.index(min(ZOOMS, key=lambda zoom: abs(zoom - self._theme.zoom)))
        self._theme.zoom = ZOOMS[min(max(here + steps, 0), len(ZOOMS) - 1)] if steps else ZOOMS[0]

    # -- following

    def _lab(self, lab_id: str) -> Lab:
        """Return a lab; it is made when it is first asked for."""
        if lab_id not in self._labs:
            lab = self._labs[lab_id] = self._make_lab(lab_id, self._context)
            self._stages.addWidget(lab.view)
            if lab.controls is not None:
                lab.controls.hide()  # a lab may be made for another one that needs its numbers
                self._middle.addWidget(lab.controls)
            lab.view.said.connect(self.line.say)  # type: ignore[attr-defined]  # signals of each lab's view
            lab.view.failed.connect(self.tell)  # type: ignore[attr-defined]
            lab.subscribe(self._on_changed)
            if lab_id == "draw":
                self.draw_lab.view.opened.connect(self._on_opened)
                self.draw_lab.view.pen_width.setValue(self.settings.pen_width)
        return self._labs[lab_id]

    def toggle_controls(self) -> None:
        """Show the lab's panel at the right, or give its room to the stage."""
        self._wants_controls = not self.shows_controls
        self._show_controls()

    @property
    def shows_controls(self) -> bool:
        """Whether the lab's panel is shown: where it leaves the stage room enough, unless it was asked for."""
        if self._wants_controls is not None:
            return self._wants_controls and not self.is_presenting
        beside = self.rail.width() + self._theme.chrome(_CONTROLS)
        return self.width() - beside >= self._theme.scaled(_STAGE) and not self.is_presenting

    def _show_status(self) -> None:
        """Show the status bar, but not while presenting, nor where large type leaves the stage little height."""
        self.status.setVisible(not self.is_presenting and self.height() >= self._theme.scaled(_STATUS))

    def _show_controls(self) -> None:
        """Show the panel of the lab on the stage, if at all; without it the keys stay."""
        has_controls = self.current_lab.controls is not None
        self.line.offer_settings(has_controls and not self.shows_controls)
        for lab in self._labs.values():
            if lab.controls is not None:
                lab.controls.setVisible(lab is self.current_lab and self.shows_controls)

    def _on_changed(self) -> None:
        lab = self.current_lab
        self.line.say(lab.headline(), is_error=lab.has_problem)
        self.menus.refresh()
        self.explanation.refresh()

    def _explanation(self) -> tuple[Text, Text]:
        return LABS[self._place].title, self.current_lab.explanation()

    def _on_opened(self, path: str) -> None:
        recent = (path, *(known for known in self.settings.recent_files if known != path))
        self.settings = replace(self.settings, recent_files=recent[:_RECENT])
        self.settings_changed.emit(self.settings)

    def _on_theme(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(self._theme.qt_palette())
        self.setStyleSheet(style_sheet(self._theme))
        self._show_status()
        if self._labs:
            self._show_controls()
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
            QTimer.singleShot(_AFTER_FIRST_PAINT, self.first_painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.explanation.refresh()
        self._show_status()
        if self._labs:
            self._show_controls()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_presenting:
            self.toggle_presenting()
        elif not self.current_lab.handle_key(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files and any(files[-1].suffix.lower() in lab.file_types for lab in LABS):
            self.open_files(files)
        else:
            name = self._translator(text("Dropped picture"))
            self.draw_lab.view.sheet.open_mime(event.mimeData(), name)
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        for lab in self._labs.values():
            lab.stop()
        self.settings = replace(
            self.settings,
            window_geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
            theme=self._theme.wish,
            zoom=self._theme.zoom,
            lab=LABS[self._place].id,
        )
        if "draw" in self._labs:  # closed before its first picture, the window has none
            self.settings = replace(self.settings, pen_width=self.draw_lab.view.pen_width.value())
        self.settings_changed.emit(self.settings)
        super().closeEvent(event)
