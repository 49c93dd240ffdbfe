"""Choosing a kernel: six pictured ones where there is room, all of them in a list, and one chip a filter."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.data.kernel_presets import PRESETS, preset
from cnnstudio.labs.convolution.hand_calculation import kernel_name
from cnnstudio.labs.convolution.kernels import LEARNED, learned_kernel, with_learned, with_preset
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.params import GIVEN, OWN
from cnnstudio.nets.first_convolution import first_convolution
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.flow_layout import FlowLayout
from cnnstudio.widgets.painting import draw_cells
from cnnstudio.widgets.theme import Theme

_PICTURED = ("sobel_x", "sobel_y", "diagonal_down", "box", "sharpen", LEARNED)
_LEARNED_SENTENCE = text("Taken from the first layer of the current network, with its size and bias.")
_GIVEN_SENTENCE = text("A layer of the network. With the next digit your own kernel comes back.")
_OWN_SENTENCE = text("Your own numbers. Click a weight to change it.")


class KernelControls(QWidget):
    """Presets for the filter that is looked at, and the filters of the bank.

    Signals
    -------
    said
        A `Text`: there is no network to learn from.
    """

    said = Signal(object)

    def __init__(
        self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._theme, self._translator = model, theme, translator
        self._captions = Captions(translator)
        self._learned = -1
        self._pictures = QWidget()
        self._buttons = {name: self._button(name) for name in _PICTURED}
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(8)
        self._sentence = QLabel()
        self._chips = QWidget()
        self._row = FlowLayout()
        self._filters: list[QToolButton] = []
        self._lay_out()
        self._captions.describe(self.choice, "convolution.preset", text("All kernels"), key="K")
        self.choice.activated.connect(self._on_chosen)
        model.settings.subscribe(self._on_changed)
        model.network.subscribe(self._on_theme)
        theme.subscribe(self._on_theme)
        translator.subscribe(self._on_theme)
        self._on_theme()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        grid = QGridLayout(self._pictures)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, button in enumerate(self._buttons.values()):
            grid.addWidget(button, place // 3, place % 3)
        self._chips.setLayout(self._row)
        self._sentence.setWordWrap(True)
        self._sentence.setProperty("role", "caption")
        for part in (self._pictures, self.choice, self._chips, self._sentence):
            column.addWidget(part)

    def show_pictures(self, shown: bool) -> None:
        """Show the pictured presets, or leave their room to others."""
        self._pictures.setVisible(shown)

    def choose(self, name: str) -> None:
        """Take a preset, or the next kernel that the network learned."""
        if name in (OWN, GIVEN):
            return
        if name != LEARNED:
            self._model.put(with_preset(self._model.params, name))
            return
        learned = first_convolution(self._model.network.network)
        if learned is None:
            self.said.emit(text("The network does not begin with a convolution, so there are no learned kernels."))
            return
        self._learned += 1
        self._model.put(with_learned(self._model.params, *learned, self._learned))

    # -- following

    def _on_changed(self) -> None:
        params = self._model.params
        name = params.presets[params.filter]
        for known, button in self._buttons.items():
            button.setChecked(known == name)
        self.choice.setCurrentIndex(self.choice.findData(name))
        sentence = {LEARNED: _LEARNED_SENTENCE, OWN: _OWN_SENTENCE, GIVEN: _GIVEN_SENTENCE}.get(name)
        self._sentence.setText(self._translator(sentence or preset(name).sentence))
        self._fill_chips()

    def _on_theme(self) -> None:
        self.choice.clear()
        for name in (*(entry.id for entry in PRESETS), LEARNED, OWN, GIVEN):
            self.choice.addItem(self._translator(kernel_name(name)), name)
        side = self._theme.chrome(36)
        for name, button in self._buttons.items():
            button.setIconSize(QSize(side, side))
            button.setIcon(self._icon(self._pictured(name), side))
        self._on_changed()

    def _pictured(self, name: str) -> FloatArray:
        if name != LEARNED:
            return preset(name).make(3, 3)
        learned = first_convolution(self._model.network.network)
        return np.zeros((5, 5)) if learned is None else learned_kernel(learned[0], max(self._learned, 0))

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "picture")
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        label: Text = kernel_name(name)
        self._captions.bind(button.setText, label)
        tip = _LEARNED_SENTENCE if name == LEARNED else preset(name).sentence
        self._captions.describe(button, f"convolution.preset_{name}", label, tip=tip)
        button.clicked.connect(lambda: self.choose(name))
        return button

    def _on_chosen(self, place: int) -> None:
        self.choose(self.choice.itemData(place))

    # -- the bank

    def _fill_chips(self) -> None:
        """Show one small picture a filter, where there are several."""
        params = self._model.params
        count = len(params.weight)
        if count != len(self._filters):
            for chip in self._filters:
                self._row.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
            self._filters = [self._chip(number) for number in range(count)]
            for chip in self._filters:
                self._row.addWidget(chip)
        self._chips.setVisible(count > 1)
        side = self._theme.chrome(24)
        for number, chip in enumerate(self._filters):
            chip.setChecked(number == params.filter)
            chip.setIcon(self._icon(params.weight[number].mean(axis=0), side))

    def _chip(self, number: int) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("role", "picture")
        chip.setCheckable(True)
        chip.setObjectName(f"convolution.filter_{number + 1}")
        words = self._translator(text("Filter {number}", number=number + 1))
        chip.setToolTip(words)
        chip.setAccessibleName(words)
        chip.clicked.connect(lambda: self._model.update(filter=number))
        return chip

    def _icon(self, kernel: FloatArray, side: int) -> QIcon:
        """Return the kernel as a small picture: orange negative, purple positive."""
        ratio = 2
        picture = QPixmap(side * ratio, side * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self._theme.palette.outline))
        limit = float(np.abs(kernel).max()) or 1.0
        painter = QPainter(picture)
        colors = self._theme.colormaps.signed.colors(kernel, limit)
        draw_cells(painter, QRectF(1, 1, side - 2, side - 2), colors)
        painter.end()
        return QIcon(picture)
