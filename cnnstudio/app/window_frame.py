"""What stands around the stage: header, rail, the line above it, the lab's panel, the status bar."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cnnstudio.app.explanation_line import ExplanationLine
from cnnstudio.app.header import Header
from cnnstudio.app.lab_stack import LabStack
from cnnstudio.app.rail import Rail
from cnnstudio.app.status import Status
from cnnstudio.labs import LABS
from cnnstudio.labs.lab import Lab, LabContext

_CONTROLS, _STAGE = 304, 600
"""Width of a lab's panel, and that which it leaves to the stage or gives way, pixels at 100 %."""

_STATUS = 420
"""Height of a window that has room for a status bar, pixels at 100 %."""


class WindowFrame(QWidget):
    """Lays them out, and shows each where there is room for it, and while nothing is presented."""

    def __init__(self, context: LabContext, labs: LabStack) -> None:
        super().__init__()
        theme, translator = context.theme, context.translator
        self._theme, self._labs = theme, labs
        self._wants_controls: bool | None = None
        self.header = Header(context.specimen, theme, translator)
        self.rail = Rail(LABS, theme, translator)
        self.line = ExplanationLine(theme, translator)
        self.status = Status(context, theme, translator)
        self._middle = QHBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        stage = QVBoxLayout()
        stage.setSpacing(0)
        stage.addWidget(self.line)
        stage.addWidget(self._labs, 1)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.rail)
        self._middle.addLayout(stage, 1)
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.header)
        whole.addLayout(self._middle, 1)
        whole.addWidget(self.status)

    def add_controls(self, lab: Lab) -> None:
        """Put the panel of a lab at the right, for when that is in front."""
        if lab.controls is not None:
            lab.controls.hide()  # a lab may be made for another one that needs its numbers
            self._middle.addWidget(lab.controls)

    def show_lab(self) -> None:
        """Let rail and header tell which lab is in front."""
        self.rail.mark(self._labs.place)
        self.header.show_title(self._labs.entry.title)

    # -- what is shown

    @property
    def is_presenting(self) -> bool:
        """Whether only the stage is shown."""
        return self.header.isHidden()

    def present(self, *, is_presenting: bool) -> None:
        """Leave all the room to the stage, or bring back what stands around it."""
        for bar in (self.header, self.rail):
            bar.setVisible(not is_presenting)
        self.arrange(self.window().size())

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
        return self.window().width() - beside >= self._theme.scaled(_STAGE) and not self.is_presenting

    def arrange(self, window: QSize) -> None:
        """Choose what is shown in a window of a size.

        No status bar while presenting, nor where large type leaves the stage little height.
        """
        self.status.setVisible(not self.is_presenting and window.height() >= self._theme.scaled(_STATUS))
        if self._labs.all:
            self._show_controls()

    def _show_controls(self) -> None:
        """Show the panel of the lab on the stage, if at all; without it the keys stay."""
        current = self._labs.current_lab
        self.line.offer_settings(current.controls is not None and not self.shows_controls)
        for lab in self._labs.all:
            if lab.controls is not None:
                lab.controls.setVisible(lab is current and self.shows_controls)
