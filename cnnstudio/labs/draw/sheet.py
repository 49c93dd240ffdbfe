"""The left part of the stage: the sheet with whatever lies on it, and the buttons that belong to that."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QSlider, QWidget

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator, text
from cnnstudio.data.strokes import Drawing
from cnnstudio.labs.draw.clipboard import open_mime
from cnnstudio.labs.draw.model import DrawModel
from cnnstudio.labs.draw.opener import Opener
from cnnstudio.labs.draw.sources import DrawnSource, PhotoSource, SampleSource
from cnnstudio.labs.draw.tools import PenTools, PhotoTools, SampleTools, ToolRow
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.drawing_canvas import DrawingCanvas, Tool
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.photo_canvas import Crop, PhotoCanvas
from cnnstudio.widgets.theme import Theme

_CROP_PAUSE = 30
"""Milliseconds that the frame must rest before the ink in it is looked at again."""


class Sheet(QObject):
    """Shows strokes, photo or sample, and turns what is done to them into changes of the model.

    Signals
    -------
    said, failed, opened
        As in `Opener`.
    rearranged
        Other parts are shown than before, and need their places.
    """

    said = Signal(object)
    failed = Signal(object)
    opened = Signal(str)
    rearranged = Signal()

    def __init__(self, model: DrawModel, theme: Theme, translator: Translator, stage: QWidget) -> None:
        super().__init__(stage)
        self._model, self._translator = model, translator
        self._captions = Captions(translator)
        self.canvas = DrawingCanvas(theme, stage)
        self.photo = PhotoCanvas(theme, stage)
        self.sample = NumberGrid(theme, stage)
        self._pen_tools = PenTools(model, theme, translator)
        self._photo_tools = PhotoTools(model, theme, translator)
        self._sample_tools = SampleTools(model, theme, translator)
        for row in self.rows:
            row.setParent(stage)
        self._width_name = QLabel(stage)
        self.pen_width = QSlider(Qt.Orientation.Horizontal, stage)
        self.opener = Opener(model, self)
        self._crop_pause = QTimer(self)
        self._crop_pause.setSingleShot(True)
        self._crop_pause.setInterval(_CROP_PAUSE)
        self._shown_picture: object = None
        self._name_parts()
        self._connect()
        self._on_changed()

    @property
    def rows(self) -> tuple[ToolRow, ...]:
        """The rows of buttons for strokes, photo and sample."""
        return self._pen_tools, self._photo_tools, self._sample_tools

    @property
    def _canvases(self) -> tuple[QWidget, ...]:
        return self.canvas, self.photo, self.sample

    @property
    def tools(self) -> ToolRow:
        """The row of buttons that belongs to what lies on the sheet."""
        source = self._model.params.source
        if isinstance(source, PhotoSource):
            return self._photo_tools
        return self._sample_tools if isinstance(source, SampleSource) else self._pen_tools

    def _name_parts(self) -> None:
        self._captions.describe(self.canvas, "draw.canvas", text("Sheet to draw on"))
        self.canvas.setToolTip("")
        frame = text("Picture with the frame that is cut out. Drag its edges; arrows move it, Shift+arrows resize it")
        self._captions.describe(self.photo, "draw.photo", text("Picture"), tip=frame)
        self._captions.describe(self.sample, "draw.sample", text("Digit of MNIST, as it is stored"))
        self._captions.bind(self._width_name.setText, text("Pen width"))
        self._width_name.setProperty("role", "quiet")
        self.pen_width.setRange(2, 12)
        self.pen_width.setValue(5)
        self._captions.describe(self.pen_width, "draw.pen_width", text("Pen width"), key="[ ]")

    def _connect(self) -> None:
        self.canvas.drawing_moved.connect(self._on_moved)
        self.canvas.drawing_finished.connect(self._on_finished)
        self.pen_width.valueChanged.connect(self._on_width)
        self._pen_tools.pen.clicked.connect(self.take_pen)
        self._pen_tools.eraser.clicked.connect(self.take_eraser)
        self._pen_tools.clear.clicked.connect(self.clear)
        self._photo_tools.draw.clicked.connect(self.clear)
        self._sample_tools.draw.clicked.connect(self.clear)
        self._photo_tools.ink_chosen.connect(lambda dark: self.opener.choose_ink(dark=dark))
        self._photo_tools.find_again.clicked.connect(self.opener.find_again)
        self.photo.crop_moved.connect(lambda crop: self._crop_pause.start())
        self._crop_pause.timeout.connect(self._on_crop_rests)
        self._sample_tools.sample_chosen.connect(self.opener.show_sample)
        self._sample_tools.stepped.connect(self._on_stepped)
        self.opener.said.connect(self.said)
        self.opener.failed.connect(self.failed)
        self.opener.opened.connect(self.opened)
        self._model.subscribe(self._on_changed)
        self._translator.subscribe(self._on_changed)

    # -- what the user asks for

    def take_pen(self) -> None:
        """Draw from now on."""
        self._take(Tool.PEN)

    def take_eraser(self) -> None:
        """Erase from now on."""
        self._take(Tool.ERASER)

    def _take(self, tool: Tool) -> None:
        """Take up pen or eraser; where no drawing is on the table, an empty sheet comes first."""
        if not isinstance(self._model.params.source, DrawnSource):
            self.clear()
        self.canvas.tool = tool
        (self._pen_tools.pen if tool is Tool.PEN else self._pen_tools.eraser).setChecked(True)
        self.canvas.update()

    def clear(self) -> None:
        """Take an empty sheet; undo brings back what lay there."""
        source = self._model.params.source
        if not isinstance(source, DrawnSource) or source.strokes:
            self._model.put(DrawnSource())
        self.canvas.setFocus()

    def random_digit(self) -> None:
        """Lay any digit of MNIST on the table, of the part and kind that were last chosen."""
        self.opener.show_random(self._sample_tools.wanted_digit)

    def step_sample(self, by: int) -> None:
        """Go to the next digit of MNIST (+1) or the one before (−1)."""
        self._on_stepped(by)

    def focus_part(self) -> None:
        """Go to the choice between training and test digits."""
        self._sample_tools.part.setFocus()

    def focus_number(self) -> None:
        """Go to the number of the digit."""
        self._sample_tools.number.setFocus()
        self._sample_tools.number.selectAll()

    def focus_digit(self) -> None:
        """Go to the choice of one kind of digit."""
        self._sample_tools.digit.setFocus()

    def paste(self) -> None:
        """Open what the clipboard holds."""
        self.open_mime(QGuiApplication.clipboard().mimeData(), self._translator(text("Clipboard")))

    def open_mime(self, data: QMimeData, name: str) -> None:
        """Open a dropped or pasted file or picture."""
        try:
            open_mime(self.opener, data, name)
        except UserError as error:
            self.failed.emit(error)

    def focus(self) -> None:
        """Give the keyboard to what lies on the sheet."""
        next(canvas for canvas in self._canvases if not canvas.isHidden()).setFocus()

    # -- following pointer and model

    def _on_moved(self, drawing: Drawing) -> None:
        self._model.update(source=DrawnSource(drawing))

    def _on_finished(self, drawing: Drawing) -> None:
        self._model.put(DrawnSource(drawing))

    def _on_width(self, value: int) -> None:
        self.canvas.pen_width = value / 100
        self.canvas.update()

    def _on_stepped(self, by: int) -> None:
        wanted = self._sample_tools.wanted_digit
        if by:
            self.opener.step_sample(by, wanted)
        else:
            self.opener.show_random(wanted)

    def _on_crop_rests(self) -> None:
        crop: Crop | None = self.photo.crop
        if crop is not None:
            left, top, right, bottom = (round(side) for side in crop)
            self.opener.choose_crop((left, top, right, bottom))

    def _on_changed(self) -> None:
        source = self._model.params.source
        if isinstance(source, DrawnSource):
            self.canvas.show_drawing(source.strokes, self._translator(text("Draw a digit here.")))
        elif isinstance(source, PhotoSource):
            if self._shown_picture is not source.picture:
                self.photo.show_picture(source.picture.colour, source.found.crop)
            elif not self._crop_pause.isActive():
                self.photo.show_crop(source.found.crop)
            self._shown_picture = source.picture
        else:
            self.sample.show_values(self._model.result.prepared.pixels)
        self._show_parts()

    def _show_parts(self) -> None:
        source = self._model.params.source
        drawn = isinstance(source, DrawnSource)
        shown: dict[QWidget, bool] = {
            self.canvas: drawn,
            self.photo: isinstance(source, PhotoSource),
            self.sample: isinstance(source, SampleSource),
            **{row: row is self.tools for row in self.rows},
        }
        changed = [widget for widget, visible in shown.items() if widget.isHidden() == visible]
        had_focus = any(widget.hasFocus() for widget in self._canvases)
        for widget in changed:
            widget.setVisible(shown[widget])
        if had_focus:
            self.focus()
        if changed:
            self.rearranged.emit()

    def arrange(self, sheet: QRect, tools: QRect, heading: int, heading_width: int) -> None:
        """Put the sheet and its buttons in their places; the pen's width stands right above the sheet."""
        for canvas in self._canvases:
            canvas.setGeometry(sheet)
        for row in self.rows:
            row.setGeometry(tools)
        width = min(sheet.width() // 4, 110)
        name = self._width_name.sizeHint().width()
        drawn = isinstance(self._model.params.source, DrawnSource)
        room = sheet.width() - width - heading_width
        self.pen_width.setVisible(drawn and room > 16 and width > 3 * heading)
        self._width_name.setVisible(drawn and room > name + 24)
        self.pen_width.setGeometry(sheet.right() - width, 4, width, heading)
        self._width_name.setGeometry(sheet.right() - width - name - 8, 4, name, heading)
