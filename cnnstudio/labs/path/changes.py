"""What undo and redo go through: what was done to the picture of the moment, and beyond that the pictures."""

from __future__ import annotations

from cnnstudio.data.handover import Handover
from cnnstudio.labs.path.model import PathModel


class PathChanges:
    """Undo takes back steps and settings, the last first; where none is left, the stroke or digit before them.

    The model forgets steps and settings of earlier pictures, so what it still knows is later than the picture.
    """

    def __init__(self, model: PathModel, handover: Handover) -> None:
        self._model, self._handover = model, handover

    @property
    def can_undo(self) -> bool:
        """Whether a step, a setting or a picture can be taken back."""
        table = self._handover.table
        return self._model.can_undo or (table is not None and table.can_undo)

    @property
    def can_redo(self) -> bool:
        """Whether one was taken back; a picture only until something is done to the one before it."""
        table = self._handover.table
        return self._model.can_redo or (table is not None and table.can_redo and not self._model.can_undo)

    def undo(self) -> None:
        """Take the last change back."""
        if self._model.can_undo:
            self._model.undo()
        elif self._handover.table is not None:
            self._handover.table.undo()

    def redo(self) -> None:
        """Do again what was undone."""
        if self._model.can_redo:
            self._model.redo()
        elif self._handover.table is not None and not self._model.can_undo:
            self._handover.table.redo()
