"""Does for the labs what they ask of each other: they hand over numbers, drawings and digits, the window follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnnstudio.data.handover import Handover
from cnnstudio.labs import LABS

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow


class LabLink:
    """Stands between the labs, which do not know each other; lives as long as the window does."""

    def __init__(self, window: MainWindow, handover: Handover) -> None:
        self._window, self._handover = window, handover
        handover.opened.subscribe(self._on_opened)
        handover.drawn.subscribe(self._on_drawn)
        handover.test_digit_chosen.subscribe(self._on_test_digit)
        handover.feature_maps.wanted.subscribe(self._on_maps_wanted)

    def _on_opened(self) -> None:
        """Show the lab that another one opens, on the numbers that it hands over."""
        self._window.show_lab([entry.id for entry in LABS].index(self._handover.lab))
        if self._handover.numbers is not None:
            self._window.current_lab.take(self._handover.numbers)

    def _on_drawn(self) -> None:
        """Lay a drawing that was made in another lab on the table of all labs."""
        self._window.draw_lab.take_drawing(self._handover.drawing, is_finished=self._handover.is_finished)

    def _on_test_digit(self) -> None:
        """Lay a digit that was chosen in another lab on the table of all labs."""
        self._window.draw_lab.view.sheet.opener.show_sample("test", self._handover.test_digit)

    def _on_maps_wanted(self) -> None:
        """Let there be a convolution, though nobody opened its lab."""
        self._window.make_ready("convolution")
