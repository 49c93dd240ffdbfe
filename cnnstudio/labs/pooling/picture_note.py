"""What stands in place of the list of inputs where ways are compared on the picture of all labs."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.pooling.first_layer import first_layer
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.shift_test import subject


class PictureNote(QLabel):
    """Says which numbers are pooled there."""

    def __init__(self, model: PoolingModel, translator: Translator) -> None:
        super().__init__()
        self._model, self._translator = model, translator
        self.setObjectName("pooling.picture_note")
        self.setProperty("role", "caption")
        self.setWordWrap(True)
        model.specimen.subscribe(self._on_changed)
        model.network.subscribe(self._on_changed)
        translator.subscribe(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        self.setText(self._translator(picture_sentence(self._model)))


def picture_sentence(model: PoolingModel) -> Text:
    """Say that the picture is convolved first, and by what; the input of the other tabs plays no part."""
    picture, layer = subject(model.specimen.picture.pixels), first_layer(model.network.network)
    rows, columns = layer.map_size(picture)
    values: dict[str, object] = {"rows": rows, "columns": columns}
    if layer.is_learned:
        return text(
            "Here the picture of all labs counts, not the input of Forward: it goes through the first layer of the "
            "network, which makes {rows} × {columns} of it.",
            **values,
        )
    return text(
        "Here the picture of all labs counts, not the input of Forward: a kernel finds its vertical edges and makes "
        "{rows} × {columns} of it.",
        **values,
    )
