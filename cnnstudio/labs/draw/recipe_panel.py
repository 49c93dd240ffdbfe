"""The four steps of the recipe, each with its switch; as a menu where room is short."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.draw.model import DrawModel
from cnnstudio.labs.draw.sentences import STEP_NAMES, STEP_TIPS
from cnnstudio.labs.draw.sources import SampleSource
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.theme import Theme


class RecipePanel(QWidget):
    """One checkbox a step; the marks beside two of them are those drawn on the grid above."""

    def __init__(self, model: DrawModel, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._translator = translator
        self._captions = Captions(translator)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._boxes: dict[str, QCheckBox] = {}
        marks = {"fit": "box", "center": "mass"}
        for place, (field, name) in enumerate(STEP_NAMES.items(), start=1):
            box = QCheckBox()
            self._captions.bind(box.setText, name)
            self._captions.describe(box, f"draw.recipe_{field}", name, tip=STEP_TIPS[field], key=str(place))
            box.toggled.connect(lambda on, field=field: self._on_toggled(field, on))
            row = QHBoxLayout()
            row.addWidget(box)
            row.addStretch(1)
            if field in marks:
                row.addWidget(_Mark(marks[field], theme))
            column.addLayout(row)
            self._boxes[field] = box
        self._note = QLabel()
        self._note.setProperty("role", "quiet")
        self._note.setWordWrap(True)
        self._captions.bind(self._note.setText, text("MNIST's makers have done all four steps."))
        column.addWidget(self._note)
        model.subscribe(self._on_changed)
        translator.subscribe(self._set_keys)
        self._set_keys()
        self._on_changed()

    def _on_toggled(self, field: str, on: bool) -> None:
        self._model.update(recipe=replace(self._model.params.recipe, **{field: on}))

    def _on_changed(self) -> None:
        fixed = isinstance(self._model.params.source, SampleSource)
        self._note.setVisible(fixed)
        for field, box in self._boxes.items():
            box.setEnabled(not fixed)
            if box.isChecked() != getattr(self._model.params.recipe, field):
                box.blockSignals(True)
                box.setChecked(not box.isChecked())
                box.blockSignals(False)

    def _set_keys(self) -> None:
        """Give each step its number as key; a new text takes the key away."""
        for place, box in enumerate(self._boxes.values(), start=1):
            box.setShortcut(str(place))


class RecipeMenu(QToolButton):
    """The same steps behind one button."""

    def __init__(self, model: DrawModel, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._translator = translator
        self.setProperty("role", "button")
        self.setProperty("opens", "menu")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._captions = Captions(translator)
        self._captions.describe(self, "draw.recipe_menu", text("Steps of the recipe"))
        menu = QMenu(self)
        self._actions: dict[str, QAction] = {}
        for field, name in STEP_NAMES.items():
            action = menu.addAction("")
            action.setCheckable(True)
            self._captions.bind(action.setText, name)
            action.toggled.connect(lambda on, field=field: self._on_toggled(field, on))
            self._actions[field] = action
        self.setMenu(menu)
        model.subscribe(self._on_changed)
        translator.subscribe(self._on_changed)
        self._on_changed()

    def _on_toggled(self, field: str, on: bool) -> None:
        if getattr(self._model.params.recipe, field) != on:
            self._model.update(recipe=replace(self._model.params.recipe, **{field: on}))

    def _on_changed(self) -> None:
        recipe = self._model.params.recipe
        done = [getattr(recipe, field) for field in self._actions]
        for action, on in zip(self._actions.values(), done, strict=True):
            action.setChecked(on)
        self.setEnabled(not isinstance(self._model.params.source, SampleSource))
        self.setText(self._translator(text("Recipe {done}/4", done=sum(done))))


class _Mark(QWidget):
    """The dashed line or the cross that belongs to a step."""

    def __init__(self, kind: str, theme: Theme) -> None:
        super().__init__()
        self._kind, self._theme = kind, theme

    def sizeHint(self) -> QSize:
        return QSize(32, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        if self._kind == "box":
            painter.setPen(QPen(QColor(self._theme.palette.accent), 2, Qt.PenStyle.DashLine))
            painter.drawLine(0, int(middle.y()), self.width(), int(middle.y()))
        else:
            painter.setPen(QPen(QColor(self._theme.palette.mass_mark), 2.5))
            painter.drawLine(int(middle.x()) - 9, int(middle.y()), int(middle.x()) + 9, int(middle.y()))
            painter.drawLine(int(middle.x()), int(middle.y()) - 9, int(middle.x()), int(middle.y()) + 9)
        painter.end()
