"""The panel at the right of a lab: sections with headings, more below at a click, and the keys that lead there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import set_icon
from cnnstudio.widgets.stage.code_card import CodeCard
from cnnstudio.widgets.stage.number_keys import NumberKeys
from cnnstudio.widgets.stage.tabbed_stage import TabbedStage
from cnnstudio.widgets.theme import Theme

_WIDTH = 304


class ControlPanel(QScrollArea):
    """What can be set, the first things first; the panel may scroll, the stage never does.

    A lab adds its sections from top to bottom and calls `finish` in the end.

    Attributes
    ----------
    content
        All that scrolls.
    keys
        What each key does that was added.

    Signals
    -------
    said
        A `Text` for the line above the stage.
    failed
        A `UserError` to show.
    """

    said = Signal(object)
    failed = Signal(object)

    def __init__(self, lab_id: str, stage: TabbedStage, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self.setObjectName("controls")
        self._lab_id, self._stage, self._theme = lab_id, stage, theme
        self._captions = Captions(translator)
        self._more: QWidget | None = None
        self.keys: dict[str, Callable[[], object]] = {}
        self._more_button = QToolButton(self)
        self._more_button.hide()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(16, 16, 12, 16)
        self._column.setSpacing(8)
        self.content = QWidget()
        self.content.setObjectName("controls_content")
        self.content.setLayout(self._column)
        self.setWidget(self.content)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it would take Page Down and the arrows from the stage
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # -- what stands in it

    def add_section(self, title: Text, *parts: QWidget, beside: QWidget | None = None) -> QWidget:
        """Add controls under a heading, below a line; return all of it, to be hidden where it means nothing.

        `beside` stands at the right of the heading.
        """
        section, heading = QWidget(), QLabel()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if self._column.count():
            column.addWidget(_line())
            column.addSpacing(2)
        heading.setProperty("role", "heading")
        self._captions.bind(heading.setText, title)
        row = QHBoxLayout()
        row.addWidget(heading, 1)
        if beside is not None:
            row.addWidget(beside)
        column.addLayout(row)
        for part in parts:
            column.addWidget(part)
        self._column.addSpacing(2)
        self._column.addWidget(section)
        return section

    def use_margins(self, top: int, bottom: int) -> None:
        """Leave other space above the first section, and below the last."""
        margins = self._column.contentsMargins()
        self._column.setContentsMargins(margins.left(), top, margins.right(), bottom)

    def put_back(self, section: QWidget) -> None:
        """Add a section again at the end, after it stood elsewhere."""
        self._column.insertWidget(self._column.count() - 1, section)

    @property
    def wanted_height(self) -> int:
        """The height at which nothing would have to scroll."""
        column, width = self._column, self.content.width()
        return column.totalHeightForWidth(width) if column.hasHeightForWidth() else column.totalSizeHint().height()

    def add_widget(self, part: QWidget) -> None:
        """Add something without a heading."""
        self._column.addWidget(part)

    def add_line(self) -> None:
        """Divide what was added from what comes."""
        self._column.addSpacing(2)
        self._column.addWidget(_line())
        self._column.addSpacing(2)

    def add_more(self, part: QWidget, first: QWidget) -> None:
        """Add controls that are unfolded by "More settings"; then `first` of them gets the keyboard."""
        self._more = part
        self._more_button.setCheckable(True)
        self._add_link(self._more_button, "more", text("More settings"), "M")
        self._more_button.show()
        self._column.addWidget(part)
        part.hide()
        self._more_button.toggled.connect(lambda unfolded: self._unfold(unfolded, first))
        self.add_key("M", self._more_button.toggle)

    def add_code(self, card: CodeCard) -> None:
        """Add "Show me the code", which opens a card over the stage."""
        button = QToolButton()
        self._add_link(button, "show_code", text("Show me the code"), "C")
        button.clicked.connect(card.toggle)
        card.closed.connect(self._stage.focus)
        card.said.connect(self.said)
        card.failed.connect(self.failed)
        self.add_key("C", card.toggle)

    def _add_link(self, button: QToolButton, name: str, label: Text, key: str) -> None:
        button.setProperty("role", "link")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._captions.bind(button.setText, label)
        self._captions.describe(button, f"{self._lab_id}.{name}", label, key=key)
        self._column.addWidget(button)

    def add_key(self, key: str, does: Callable[[], object]) -> None:
        """Let a key that is pressed on the stage lead to a control."""
        self.keys[key] = does
        shortcut = QShortcut(QKeySequence(key), self._stage, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)

    def finish(self) -> None:
        """Let arrows step again once something was clicked or chosen; Tab and the keys still lead here."""
        self._column.addStretch(1)
        keys = NumberKeys(self._stage, self)
        for button in self.findChildren(QAbstractButton):
            if isinstance(button.parent(), QAbstractSpinBox):
                continue  # digits typed at a button of a field would reach the field, which then never takes them
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.pressed.connect(keys.leave_number)
        for choice in self.findChildren(QComboBox):
            choice.activated.connect(self._stage.focus)
        for field in self.findChildren(QAbstractSpinBox):
            field.installEventFilter(keys)
        self._theme.subscribe(self._on_theme)
        self._on_theme()

    # -- following

    def _unfold(self, unfolded: bool, first: QWidget) -> None:
        if self._more is not None:
            self._more.setVisible(unfolded)
            self._on_theme()
            if unfolded:
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
                QTimer.singleShot(0, self, lambda: self._scroll_to(first))  # once what was unfolded has its place

    def _scroll_to(self, first: QWidget) -> None:
        """Bring what was unfolded into sight, above all its first control."""
        if self._more is not None and self._more.isVisible():
            self.ensureWidgetVisible(self._more)
            self.ensureWidgetVisible(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # keys step; the field that has the keyboard is scrolled into sight by itself

    def _on_theme(self) -> None:
        self.setFixedWidth(self._theme.chrome(_WIDTH))
        icon = "chevron-down" if self._more_button.isChecked() else "chevron-right"
        set_icon(self._more_button, icon, self._theme, 16, beside_words=True)


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("divider")
    line.setFixedHeight(1)
    return line
