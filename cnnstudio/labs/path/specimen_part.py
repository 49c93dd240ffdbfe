"""The specimen's place on the stage: the sheet to draw on and the button that empties it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolButton, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.data.handover import Handover
from cnnstudio.data.strokes import Drawing
from cnnstudio.labs.path.model import PathModel
from cnnstudio.labs.path.specimen_sheet import SpecimenSheet
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import icon_pixmap
from cnnstudio.widgets.theme import Theme

_BUTTON, _LEAST_BUTTON = 26, 16
"""Side of the button at 100 %, and that below which it is left to its key, pixels."""


class SpecimenPart(QObject):
    """Hands what is drawn to all labs, and shows what they have as the specimen.

    Signals
    -------
    finished
        A drawing was finished, or an empty sheet taken.
    """

    finished = Signal()

    def __init__(
        self, model: PathModel, handover: Handover, theme: Theme, translator: Translator, stage: QWidget
    ) -> None:
        super().__init__(stage)
        self._model, self._handover = model, handover
        self._theme, self._translator = theme, translator
        self._icon: tuple[int, str] = (0, "")
        self.sheet, self.empty = SpecimenSheet(theme, stage), QToolButton(stage)
        self._captions = Captions(translator)
        tip = text("Draw here with mouse or pen; for an empty sheet press Del")
        self._captions.describe(self.sheet, "path.sheet", text("Sheet to draw on"), tip=tip)
        self._captions.describe(self.empty, "path.empty_sheet", text("Empty sheet"), key="Del")
        self.empty.setAutoRaise(True)
        self.empty.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.empty.clicked.connect(self.clear)
        self.sheet.drawing_moved.connect(lambda drawing: self._draw(drawing, is_finished=False))
        self.sheet.drawing_finished.connect(lambda drawing: self._draw(drawing, is_finished=True))

    def clear(self) -> None:
        """Take an empty sheet."""
        self._draw((), is_finished=True)

    def _draw(self, drawing: Drawing, *, is_finished: bool) -> None:
        """Let the strokes be the specimen of all labs."""
        self._handover.draw(drawing, is_finished=is_finished)
        if is_finished:
            self.finished.emit()

    def refresh(self) -> None:
        """Show the specimen of the moment, with its strokes where it was drawn."""
        table, picture = self._handover.table, self._model.specimen.picture
        drawing = None if table is None else table.strokes
        pixels = picture.pixels if self._model.has_ink else None
        self.sheet.show_picture(pixels, drawing, self._translator(text("Draw a digit here.")))

    def place(self, sheet: QRect, room: float | None, pixels: Callable[[float], int]) -> None:
        """Put the sheet into its place, and its button beside it, below the arrow; `room` ends where it ends."""
        self.sheet.setGeometry(sheet)
        side = 0 if room is None else int(min(pixels(_BUTTON), room - sheet.right() - 5, sheet.height() / 2 - 8))
        self.empty.setVisible(side >= _LEAST_BUTTON)
        if side < _LEAST_BUTTON:
            return
        self.empty.setGeometry(sheet.right() + 3, sheet.bottom() - side + 1, side, side)
        color = self._theme.palette.text_second
        if (side, color) != self._icon:
            self._icon = side, color
            self.empty.setIcon(QIcon(icon_pixmap("trash", color, round(side * 0.7))))
            self.empty.setIconSize(QSize(round(side * 0.7), round(side * 0.7)))
