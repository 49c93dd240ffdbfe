"""A card with programs that compute what is on the stage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QTabBar, QWidget

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.cards import Card
from cnnstudio.widgets.stage.following_view import Followed
from cnnstudio.widgets.stage.programs import Programs
from cnnstudio.widgets.theme import BODY, Theme


class CodeCard(Card):
    """NumPy or PyTorch, to be copied or saved; both print the numbers on the screen.

    Signals
    -------
    said
        A `Text`: what was done.
    failed
        A `UserError`: why it could not be.
    """

    said = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        lab_id: str,
        make: Callable[[], Programs],
        followed: Followed,
        theme: Theme,
        translator: Translator,
        stage: QWidget,
    ) -> None:
        super().__init__(f"{lab_id}.code", theme, translator, stage)
        self._lab_id, self._make, self._translator, self._stage = lab_id, make, translator, stage
        self._words = Captions(translator)
        self._words.bind(self.heading.setText, text("The same numbers in code"))
        self._tabs = QTabBar()
        self._tabs.addTab("NumPy")
        self._tabs.addTab("PyTorch")
        self._words.describe(self._tabs, f"{lab_id}.code_language", text("Library"))
        self._code = QPlainTextEdit()
        self._code.setReadOnly(True)
        self._code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._words.describe(self._code, f"{lab_id}.code_text", text("The program"))
        copy, save = QPushButton(), QPushButton()
        self._words.bind(copy.setText, text("Copy"))
        self._words.describe(copy, f"{lab_id}.code_copy", text("Copy the program"))
        self._words.bind(save.setText, text("Save …"))
        self._words.describe(save, f"{lab_id}.code_save", text("Save the program as a file"))
        row = QHBoxLayout()
        row.addWidget(self._tabs)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(save)
        self.column.addLayout(row)
        self.column.addWidget(self._code, 1)
        copy.clicked.connect(self._copy)
        save.clicked.connect(self._save)
        self._tabs.currentChanged.connect(self._refresh)
        followed.subscribe(self._refresh)
        stage.installEventFilter(self)
        self._on_theme()

    def toggle(self) -> None:
        """Show the card, or put it away."""
        if self.isVisible():
            self.put_away()
            return
        self._cover()
        self.show()
        self.raise_()
        self._code.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return False

    def _cover(self) -> None:
        """Lie over the stage, with a rim of it to be seen."""
        self.setGeometry(self._stage.rect().adjusted(24, 12, -24, -12))

    @property
    def program(self) -> str:
        """The program that is shown."""
        programs = self._make()
        return programs.torch if self._tabs.currentIndex() else programs.numpy

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._code.setPlainText(self.program)

    def _refresh(self) -> None:
        if self.isVisible():
            self._code.setPlainText(self.program)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.program)
        self.said.emit(text("The program is on the clipboard."))

    def _save(self) -> None:
        title = self._translator(text("Save the program"))
        chosen, _ = QFileDialog.getSaveFileName(self, title, f"{self._lab_id}.py", "Python (*.py)")
        if not chosen:
            return
        path = Path(chosen)
        try:
            for name, array in self._make().arrays.items():
                np.save(path.with_name(name), array)
            path.write_text(self.program, encoding="utf-8")
        except OSError:
            self.failed.emit(UserError(text("{name} could not be saved. Choose another folder.", name=path.name)))
            return
        self.said.emit(text("The program was saved as {name}.", name=path.name))

    def _on_theme(self) -> None:
        super()._on_theme()
        if hasattr(self, "_code"):
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setPixelSize(self._theme.scaled(BODY))
            self._code.setStyleSheet(f'font-family: "{font.family()}"; font-size: {self._theme.scaled(BODY)}px')
