"""The labs, one of them in front; each is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from cnnstudio.labs import LABS, LabEntry
from cnnstudio.labs.lab import Lab, LabContext


class LabStack(QStackedWidget):
    """The stages of all labs that were made so far.

    Signals
    -------
    made
        A `Lab` that is there from now on, and its id.
    """

    made = Signal(object, str)

    def __init__(self, context: LabContext, make_lab: Callable[[str, LabContext], Lab]) -> None:
        super().__init__()
        self._context, self._make_lab = context, make_lab
        self._labs: dict[str, Lab] = {}
        self._place = 0

    def lab(self, lab_id: str) -> Lab:
        """Return a lab; it is made when it is first asked for."""
        if lab_id not in self._labs:
            lab = self._labs[lab_id] = self._make_lab(lab_id, self._context)
            self.addWidget(lab.view)
            self.made.emit(lab, lab_id)
        return self._labs[lab_id]

    def show_lab(self, place: int) -> None:
        """Bring a lab to the front."""
        self._place = place
        self.setCurrentWidget(self.current_lab.view)

    @property
    def place(self) -> int:
        """Which of `LABS` is in front."""
        return self._place

    @property
    def entry(self) -> LabEntry:
        """What the lab in front is called."""
        return LABS[self._place]

    @property
    def current_lab(self) -> Lab:
        """The lab in front."""
        return self.lab(self.entry.id)

    @property
    def all(self) -> tuple[Lab, ...]:
        """The labs that were made so far."""
        return tuple(self._labs.values())

    def has(self, lab_id: str) -> bool:
        """Whether a lab was made."""
        return lab_id in self._labs
