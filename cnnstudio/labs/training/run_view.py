"""The first view: a run as it goes, its curves, first kernels, feature maps and confusions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training import run_sentences as words
from cnnstudio.labs.training.axis_links import AxisLinks
from cnnstudio.labs.training.confusion_matrix import ConfusionMatrix
from cnnstudio.labs.training.confusion_sentences import cell_name, matrix_title, worst_cell
from cnnstudio.labs.training.first_layer import FirstLayer, first_layer
from cnnstudio.labs.training.kernel_card import KernelCard
from cnnstudio.labs.training.kernel_chooser import KernelChooser
from cnnstudio.labs.training.live_curves import LiveCurves
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.readings import tested_epoch
from cnnstudio.labs.training.run_card import RunCard
from cnnstudio.labs.training.run_layout import RunPlaces, place_run
from cnnstudio.widgets.curve_plot import CurvePlot
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.theme import BODY, CAPTION, Theme


class RunView(FollowingView[TrainingModel]):
    """Everything follows the run many times a second; a part is drawn again only where its numbers changed."""

    def __init__(
        self, model: TrainingModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("training.curves", model, theme, translator, parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.loss, self.accuracy = CurvePlot(theme, self), CurvePlot(theme, self)
        self.strip = KernelChooser(theme, translator, self)
        self.matrix = ConfusionMatrix("training.confusion_small", theme, translator, self)
        self._links = AxisLinks(model, self.loss, self.accuracy, translator, self)
        self.scale, self.unit = self._links.scale, self._links.unit
        self.kernel_card = KernelCard(theme, translator, self)
        self._live = LiveCurves(self.loss, self.accuracy, translator)
        self._layer: tuple[object, FirstLayer | None] = (None, None)
        self._places: RunPlaces | None = None
        self._card = RunCard(theme, translator)
        nothing = False, matrix_title(None), None, None
        self._written: tuple[bool, Text, Text | None, tuple[Text, Text] | None] = nothing
        self._name_parts()
        self._connect()

    def _name_parts(self) -> None:
        tip = text("Click or drag to see everything as it was after that batch")
        self._captions.describe(self.loss, "training.loss", text("Curves of the loss"), tip=tip)
        self._captions.describe(self.accuracy, "training.accuracy", text("Curves of the accuracy"), tip=tip)
        tip = text("Click a kernel to see it large, with its numbers; arrows go from one to the next")
        self._captions.describe(self.strip, "training.kernels", text("Kernels and feature maps"), tip=tip, key="Enter")

    def _connect(self) -> None:
        for plot in (self.loss, self.accuracy):
            plot.x_chosen.connect(self._on_place)
        self.matrix.cell_chosen.connect(lambda cell: self._model.update(cell=cell))
        self.strip.kernel_chosen.connect(self._enlarge)
        self.strip.walked.connect(lambda index: self._enlarge(index) if self.kernel_card.isVisible() else None)
        self.kernel_card.closed.connect(self.strip.setFocus)

    # -- what it says

    def headline(self) -> Text:
        """Say how well the network reads at the moment looked at."""
        return words.run_headline(self._model)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return words.run_explanation(self._model)

    def focus(self) -> None:
        """Give the keyboard to the stage."""
        self.setFocus()

    # -- following

    def refresh(self) -> None:
        """Take up what is new in the run."""
        self._arrange()
        run = self._model.run
        has_numbers = run is not None and bool(run.moments or run.batches)
        for part in (self.loss, self.accuracy, self.scale, self.unit):
            part.setVisible(has_numbers)
        if has_numbers:
            self._live.follow(self._model)
            self._links.name()
        self._show_card(has_numbers)
        self._repaint_words(has_numbers)
        self.changed.emit()

    def _show_card(self, has_numbers: bool) -> None:
        """Show kernels, maps and matrix, where there is room for the card."""
        model, places = self._model, self._places
        has_card = has_numbers and places is not None and not places.card.isEmpty()
        network = model.network if has_card else None
        layer = self._first_layer() if network is not None else None
        self.strip.setVisible(layer is not None)
        self.strip.show_layer(layer, self.pixels(BODY), self.pixels(CAPTION))
        self.kernel_card.follow(layer)
        counts = model.confusion if has_card and places is not None and not places.matrix.isEmpty() else None
        self.matrix.setVisible(counts is not None)
        if counts is not None and network is not None:
            self.matrix.show_counts(counts, network.spec.class_names, model.params.cell or worst_cell(counts))

    def _first_layer(self) -> FirstLayer | None:
        """Return the first layer at the moment looked at, worked out once for each network and specimen."""
        network, outputs = self._model.network, self._model.outputs
        if network is None:
            return None
        if self._layer[0] != (network, outputs):
            has_ink = bool(self._model.specimen.picture.pixels.any())
            self._layer = (network, outputs), first_layer(network, outputs, has_ink=has_ink)
        return self._layer[1]

    def _on_place(self, x: float) -> None:
        run = self._model.run
        if run is None or not run.batches:
            return
        step = round(x * run.per_epoch) if self._model.params.by_epoch else round(x)
        self._model.rewind(None if step >= run.batches else max(0, step))

    # -- layout and painting

    def _arrange(self) -> None:
        title, caption = round(self.pixels(BODY) * 1.6), round(self.pixels(CAPTION) * 1.5)
        places = place_run(self.width(), self.height(), title, caption)
        if places != self._places:
            self._places = places
            self.loss.setGeometry(places.loss)
            self.accuracy.setGeometry(places.accuracy)
            self.strip.setGeometry(places.strip)
            self.matrix.setGeometry(places.matrix)
            self._links.place()
            self._place_kernel_card()
            self.update()

    def _enlarge(self, kernel: int) -> None:
        """Show a kernel large, with its numbers."""
        self.kernel_card.choose(kernel)
        self._place_kernel_card()

    def _place_kernel_card(self) -> None:
        shown = self.strip.focused_cell()
        x = 0.0 if shown is None else self.strip.x() + self.strip.cell_rect(shown).center().x()
        above = self._places.card.top() if self._places else 0
        self.kernel_card.place(self.rect(), above, x)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.kernel_card.isVisible():
            self.kernel_card.put_away()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._places is not None:
            self._links.place()  # they have another size: other words, or the style sheet
        return super().event(event)

    def _sentence(self) -> Text | None:
        """Return what stands under the matrix."""
        network, counts = self._model.network, self._model.confusion
        if network is None or counts is None:
            return None
        run = self._model.run
        if run is not None and run.is_active and tested_epoch(run, self._model.moment) == 0:
            return text("Counted next after epoch 1")
        cell = self._model.params.cell or worst_cell(counts)
        return None if cell is None else cell_name(counts, network.spec.class_names, cell)

    def _repaint_words(self, has_numbers: bool) -> None:
        """Paint the view itself anew where words on it changed."""
        model = self._model
        title = matrix_title(tested_epoch(model.run, model.moment))
        written = (has_numbers, title, self._sentence(), None if has_numbers else words.welcome(model))
        if written != self._written:
            self._written = written
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        has_numbers, title, sentence, welcome = self._written
        if welcome is not None:
            self._card.draw_welcome(painter, self.rect(), *welcome)
        elif has_numbers and self._places is not None and not self._places.card.isEmpty():
            self._card.draw(painter, self._places, title, sentence, (self.pixels(BODY), self.pixels(CAPTION)))
        painter.end()
