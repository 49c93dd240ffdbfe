"""The panel at the right: input, kernel, window, output size, and more below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFrame, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.convolution.code_card import CodeCard
from cnnstudio.labs.convolution.formula_view import SizeFormula
from cnnstudio.labs.convolution.input_controls import InputControls
from cnnstudio.labs.convolution.kernel_controls import KernelControls
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.more_controls import MoreControls
from cnnstudio.labs.convolution.view import ConvolutionView
from cnnstudio.labs.convolution.window_controls import WindowControls
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import set_icon
from cnnstudio.widgets.theme import Theme

_WIDTH = 304
_PICTURES_FROM = 820
"""Height of the panel at 100 % from which kernels are pictured."""


class Controls(QScrollArea):
    """What can be set, the first things first; the panel may scroll, the stage never does.

    Signals
    -------
    said
        A `Text` for the line above the stage.
    failed
        A `UserError` to show.
    """

    said = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        model: ConvolutionModel,
        view: ConvolutionView,
        specimen: Specimen,
        theme: Theme,
        translator: Translator,
    ) -> None:
        super().__init__()
        self.setObjectName("controls")
        self._theme = theme
        self._captions = Captions(translator)
        self.input = InputControls(model, specimen, theme, translator)
        self.kernel = KernelControls(model, theme, translator)
        self.window_ = WindowControls(model, theme, translator)
        self.more = MoreControls(model, theme, translator)
        self._more_button = QToolButton()
        self._code_button = QToolButton()
        self.code = CodeCard(model, theme, translator, view)
        self._column = QVBoxLayout()
        self._fill(SizeFormula(model, theme, translator))
        self._connect(view)
        theme.subscribe(self._on_theme)
        self._on_theme()

    def _fill(self, formula: QWidget) -> None:
        content = QWidget()
        content.setObjectName("controls_content")
        content.setLayout(self._column)
        self._column.setContentsMargins(16, 16, 12, 16)
        self._column.setSpacing(8)
        self._section(text("Input"), self.input)
        self._section(text("Kernel"), self.kernel)
        self._section(text("Window"), self.window_)
        self._section(text("Output size"), formula)
        self._line()
        for button, name, label, key in (
            (self._more_button, "more", text("More settings"), "M"),
            (self._code_button, "show_code", text("Show me the code"), "C"),
        ):
            button.setProperty("role", "link")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._captions.bind(button.setText, label)
            self._captions.describe(button, f"convolution.{name}", label, key=key)
        self._more_button.setCheckable(True)
        self._column.addWidget(self._more_button)
        self._column.addWidget(self.more)
        self._column.addWidget(self._code_button)
        self._column.addStretch(1)
        self.more.hide()
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it would take Page Down and the arrows from the stage
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _section(self, title: Text, part: QWidget) -> None:
        if self._column.count():
            self._line()
        heading = QLabel()
        heading.setProperty("role", "heading")
        self._captions.bind(heading.setText, title)
        self._column.addWidget(heading)
        self._column.addWidget(part)

    def _line(self) -> None:
        line = QFrame()
        line.setObjectName("divider")
        line.setFixedHeight(1)
        self._column.addSpacing(2)
        self._column.addWidget(line)
        self._column.addSpacing(2)

    def _connect(self, view: ConvolutionView) -> None:
        self._more_button.toggled.connect(self._unfold)
        self._code_button.clicked.connect(self.code.toggle)
        self.code.closed.connect(view.focus)
        self.more.whole_output_wanted.connect(view.step_view.show_all)
        self.more.coverage_wanted.connect(view.step_view.show_coverage)
        self.input.said.connect(self.said)
        self.input.failed.connect(self.failed)
        self.kernel.said.connect(self.said)
        self.code.failed.connect(self.failed)
        self.code.said.connect(self.said)
        for key, does in (
            ("M", self._more_button.toggle),
            ("C", self.code.toggle),
            ("K", self.kernel.choice.setFocus),
            ("I", self.input.choice.setFocus),
            ("S", self.window_.focus),
            ("A", self.more.whole_output.toggle),
            ("W", self.more.coverage.toggle),
        ):
            shortcut = QShortcut(QKeySequence(key), view, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)
        self._leave_keys_to(view)

    def _leave_keys_to(self, view: ConvolutionView) -> None:
        """Let arrows step again once something was clicked or chosen; Tab and the keys above still lead here."""
        for button in self.findChildren(QAbstractButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for choice in self.findChildren(QComboBox):
            choice.activated.connect(view.focus)

    def _unfold(self, unfolded: bool) -> None:
        self.more.setVisible(unfolded)
        self._on_theme()
        if unfolded:
            self.more.bias.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(self.more)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # keys step; the field that has the keyboard is scrolled into sight by itself

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_pictures()

    def _show_pictures(self) -> None:
        self.kernel.show_pictures(self.height() >= self._theme.scaled(_PICTURES_FROM))

    def _on_theme(self) -> None:
        self.setFixedWidth(self._theme.chrome(_WIDTH))
        icon = "chevron-down" if self._more_button.isChecked() else "chevron-right"
        set_icon(self._more_button, icon, self._theme, 16, beside_words=True)
        self._show_pictures()

    def stop(self) -> None:
        """End what is under way."""
        self.input.stop()
