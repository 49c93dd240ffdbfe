"""The first view: a run as it goes, its curves, first kernels, feature maps and confusions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training import run_sentences as words
from cnnstudio.labs.training.confusion_matrix import ConfusionMatrix
from cnnstudio.labs.training.confusion_sentences import cell_name, matrix_title, worst_cell
from cnnstudio.labs.training.first_layer import FirstLayer, first_layer
from cnnstudio.labs.training.kernel_strip import KernelStrip
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
        self.strip = KernelStrip(theme, translator, self)
        self.matrix = ConfusionMatrix("training.confusion_small", theme, translator, self)
        self.scale, self.unit = _link(self), _link(self)
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
        self._captions.describe(self.strip, "training.kernels", text("Kernels and feature maps"))
        self.scale.setObjectName("training.log_loss")
        self.unit.setObjectName("training.by_epoch")

    def _connect(self) -> None:
        for plot in (self.loss, self.accuracy):
            plot.x_chosen.connect(self._on_place)
        self.matrix.cell_chosen.connect(lambda cell: self._model.update(cell=cell))
        self.scale.clicked.connect(partial(self._turn, "log_loss"))
        self.unit.clicked.connect(partial(self._turn, "by_epoch"))

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
            self._name_links()
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

    def _turn(self, name: str) -> None:
        self._model.update(**{name: not getattr(self._model.params, name)})

    def _name_links(self) -> None:
        """Say on each link what a click makes of the axis."""
        params, say = self._model.params, self._translator
        scale = text("Linear") if params.log_loss else text("Logarithmic")
        unit = text("By batch") if params.by_epoch else text("By epoch")
        for link, label, name in ((self.scale, scale, text("Axis of the loss")), (self.unit, unit, text("Axis"))):
            if link.text() != say(label):
                link.setText(say(label))
                link.setAccessibleName(f"{say(name)}: {say(label)}")
                link.setToolTip(link.accessibleName())
                self._place_links()

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
            self._place_links()
            self.update()

    def _place_links(self) -> None:
        for link, plot in ((self.scale, self.loss), (self.unit, self.accuracy)):
            size = link.sizeHint()
            link.setGeometry(plot.geometry().right() + 1 - size.width(), plot.y() - 4, size.width(), size.height())
            link.raise_()
            plot.keep_free(size.width() + 8)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._places is not None:
            self._place_links()  # they have another size: other words, or the style sheet
        return super().event(event)

    def _sentence(self) -> Text | None:
        """Return what stands under the matrix."""
        network, counts = self._model.network, self._model.confusion
        if network is None or counts is None:
            return None
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


def _link(parent: QWidget) -> QToolButton:
    link = QToolButton(parent)
    link.setProperty("role", "link")
    return link
