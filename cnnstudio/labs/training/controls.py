"""The panel at the right: the next run, the runs so far, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training.keep_controls import KeepControls
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.more_controls import MoreControls
from cnnstudio.labs.training.panel_layout import PanelPlaces, share_panel
from cnnstudio.labs.training.run_controls import RunControls
from cnnstudio.labs.training.run_list import RunList, row_height
from cnnstudio.labs.training.view import TrainingStage
from cnnstudio.widgets.stage.control_panel import ControlPanel
from cnnstudio.widgets.theme import Theme

_FOOT_MARGINS = 16, 2, 12, 12
"""Around what stays at the bottom; left and right as in the panel above it."""

_TOP, _BOTTOM = 10, 6
"""Above and below the settings."""


_OF_ONE_RUN = {"X", "Ctrl+S"}
"""Keys that mean the run in the list while that has the keyboard."""


class Controls(QWidget):
    """Five settings first, the others at a click; runs and actions stay below them, however many runs there are.

    Signals
    -------
    said
        A `Text` for the line above the stage.
    failed
        A `UserError` to show.
    """

    said = Signal(object)
    failed = Signal(object)

    def __init__(self, model: TrainingModel, stage: TrainingStage, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self._model, self._theme = model, theme
        self._places: PanelPlaces | None = None
        self.panel = ControlPanel("training", stage, theme, translator)
        self.next_run = RunControls(model, theme, translator)
        self.more = MoreControls(model, theme, translator)
        self.runs = RunList(model, theme, translator, stage.run_actions)
        self.keep = KeepControls(model, translator, stage.run_actions)
        self.panel.add_section(text("Next run"), self.next_run, beside=self.next_run.demo)
        self.panel.add_more(self.more, self.more.first)
        self._section = self.panel.add_section(text("Runs"), self.runs, self.keep, beside=self.keep.links)
        self.keep.compared.connect(lambda: stage.show_tab("compare"))
        self.keep.said.connect(self.said)
        self.keep.failed.connect(self.failed)
        self._add_keys(model, stage)
        self.panel.finish()
        self._foot, self._at_foot = QFrame(), QVBoxLayout()
        self._lay_out()
        model.settings.subscribe(self._arrange)
        theme.subscribe(self._arrange)

    def _add_keys(self, model: TrainingModel, stage: TrainingStage) -> None:
        shortcut, add_key = Qt.FocusReason.ShortcutFocusReason, self.panel.add_key
        add_key("T", lambda: self.next_run.experiment.setFocus(shortcut))
        add_key("L", lambda: self.runs.setFocus(shortcut))
        add_key("B", model.step_batch)
        add_key("E", model.step_epoch)
        add_key("S", model.stop)
        add_key("U", self.keep.use)
        add_key("X", lambda: stage.run_actions.export(stage))
        add_key("Ctrl+S", lambda: stage.run_actions.save_network(stage))
        add_key("P", lambda: stage.show_tab("compare"))
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key in self.panel.keys.keys() - _OF_ONE_RUN:
            QShortcut(QKeySequence(key), self.runs, context=within).activated.connect(self.panel.keys[key])

    # -- layout

    def _lay_out(self) -> None:
        self._foot.setObjectName("controls_foot")
        self._foot.hide()
        self.panel.use_margins(_TOP, _BOTTOM)
        self._at_foot.setContentsMargins(*_FOOT_MARGINS)
        self._foot.setLayout(self._at_foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.panel, 1)
        column.addWidget(self._foot)
        for part in (self.panel.content, self._section):
            part.installEventFilter(self)

    def _arrange(self) -> None:
        """Share the height anew."""
        places = share_panel(
            self.height(), self._settings_heights(), self._rest_height(), row_height(self._theme), self.runs.count()
        )
        if places == self._places:
            return
        was_pinned, self._places = self._is_pinned, places
        self.next_run.show_sentences(not places.is_terse)
        self.runs.use_height(places.list_height)
        if places.is_pinned and not was_pinned:
            self._at_foot.addWidget(self._section)
        elif was_pinned and not places.is_pinned:
            self.panel.put_back(self._section)
        self._foot.setVisible(places.is_pinned)

    @property
    def _is_pinned(self) -> bool:
        return self._places is not None and self._places.is_pinned

    def _settings_heights(self) -> tuple[int, int]:
        """Return what the settings need, with sentences and without."""
        height = self.panel.wanted_height
        if not self._is_pinned:
            height -= self._section.sizeHint().height()
        sentences = self.next_run.sentences_height
        if self._places is not None and self._places.is_terse:
            return height + sentences, height
        return height, height - sentences

    def _rest_height(self) -> int:
        return self._section.sizeHint().height() - self.runs.height() + _FOOT_MARGINS[1] + _FOOT_MARGINS[3]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # something was unfolded, or has other words
            self._arrange()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
