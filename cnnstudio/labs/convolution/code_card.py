"""A card with programs that compute what is on the stage."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QTabBar, QWidget

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.convolution.code import INPUT_FILE, CodeSetting, numpy_code, torch_code
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.cards import Card
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

    def __init__(self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__("convolution.code", theme, translator, parent)
        self._model, self._translator, self._stage = model, translator, parent
        self._words = Captions(translator)
        self._words.bind(self.heading.setText, text("The same numbers in code"))
        self._tabs = QTabBar()
        self._tabs.addTab("NumPy")
        self._tabs.addTab("PyTorch")
        self._words.describe(self._tabs, "convolution.code_language", text("Library"))
        self._code = QPlainTextEdit()
        self._code.setReadOnly(True)
        self._code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._words.describe(self._code, "convolution.code_text", text("The program"))
        copy, save = QPushButton(), QPushButton()
        self._words.bind(copy.setText, text("Copy"))
        self._words.describe(copy, "convolution.code_copy", text("Copy the program"))
        self._words.bind(save.setText, text("Save …"))
        self._words.describe(save, "convolution.code_save", text("Save the program as a file"))
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
        model.subscribe(self._refresh)
        self._on_theme()

    def toggle(self) -> None:
        """Show the card, or put it away."""
        if self.isVisible():
            self.put_away()
            return
        self.setGeometry(self._stage.rect().adjusted(24, 12, -24, -12))
        self.show()
        self.raise_()
        self._code.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def setting(self) -> CodeSetting:
        """What the programs compute: the last settings that were possible."""
        params, result = self._model.result.params, self._model.result
        size = result.input.shape[1], result.input.shape[2]
        keywords = params.keywords(size)
        return CodeSetting(result.input, params.weight, params.bias, activation=params.activation, **keywords)

    @property
    def program(self) -> str:
        """The program that is shown."""
        return torch_code(self.setting) if self._tabs.currentIndex() else numpy_code(self.setting)

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
        name, _ = QFileDialog.getSaveFileName(self, title, "convolution.py", "Python (*.py)")
        if not name:
            return
        path = Path(name)
        try:
            if self.setting.loads_input:
                np.save(path.with_name(INPUT_FILE), self.setting.input)
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
