"""The gradient check: backprop, the slopes found by nudging, their difference, and how it depends on h."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import power_of_ten, scientific
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.convolution import gradient_check_sentences as words
from cnnstudio.labs.convolution.checked_convolution import CheckedConvolution, checked_convolution
from cnnstudio.labs.convolution.gradient_check import (
    GradientCheck,
    check_gradient,
    differences_by_step,
    nudge_one,
    strongest_place,
)
from cnnstudio.labs.convolution.gradient_check_controls import CheckControls
from cnnstudio.labs.convolution.gradient_check_grids import CheckGrids
from cnnstudio.labs.convolution.gradient_check_plot import check_plot
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.widgets.fitted import FittedLabel
from cnnstudio.widgets.line_plot import LinePlot
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.theme import LARGE, Theme

_GAP = 24
"""Between the grids and the curve, pixels."""


class GradientCheckView(FollowingView[ConvolutionModel]):
    """Three grids, the verdict, one nudge in words, and the curve over h."""

    def __init__(
        self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("convolution.gradient_check", model, theme, translator, parent)
        self._checked: CheckedConvolution | None = None
        self._check: GradientCheck | None = None
        self._curve: FloatArray | None = None
        self._place: tuple[int, ...] | None = None
        self.grids = CheckGrids(theme, translator, self)
        self.plot = LinePlot(theme, self)
        self.controls = CheckControls(theme, translator, self)
        self._verdict = FittedLabel(theme, self, LARGE)
        self._nudge = FittedLabel(theme, self)
        self._name_parts()
        self._connect()

    # -- what it says

    @property
    def check(self) -> GradientCheck:
        """Backprop and nudging, as shown."""
        assert self._check is not None
        return self._check

    def headline(self) -> Text:
        """Say whether backprop is right and, where the two differ, why."""
        if self._check is None or self._curve is None:
            return text("Nudge each weight, see how far the loss moves: that must be the gradient.")
        return words.check_headline(self._check, self._curve)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        if self._check is None or self._checked is None:
            return text("(L(w + h) − L(w − h)) / 2h must be what backprop says.")
        return words.check_explanation(self._checked, self._check)

    def focus(self) -> None:
        """Give the keyboard to the slider of h."""
        self.controls.step.setFocus()

    # -- parts

    def _name_parts(self) -> None:
        self._nudge.setObjectName("convolution.check_nudge")
        self._verdict.setObjectName("convolution.check_verdict")
        self._captions.bind(self.plot.setToolTip, text("Relative difference for each h. Click to choose an h."))
        self._captions.bind(self.plot.setAccessibleName, text("Relative difference for each h"))

    def _connect(self) -> None:
        self.controls.subject_chosen.connect(self._on_subject)
        self.controls.step_chosen.connect(self._on_step)
        self.plot.x_chosen.connect(self.controls.choose_step)
        self.controls.needs_changed.connect(self._arrange)
        self.grids.cell_entered.connect(self._on_cell)

    # -- following

    def _on_look(self) -> None:
        if self.isVisible():
            self._show()

    def _on_subject(self) -> None:
        self._place = None
        self.refresh()

    def refresh(self) -> None:
        """Compute curve and check anew; the curve depends on everything but h."""
        model, controls = self._model, self.controls
        self._checked = checked_convolution(model.result, model.params, model.place, controls.loss_chosen)
        self._curve = differences_by_step(self._checked, controls.part_chosen)
        self._on_step()

    def _on_step(self) -> None:
        if self._checked is not None:
            self._check = check_gradient(self._checked, self.controls.part_chosen, self.controls.step_size)
            self._show()

    def _on_cell(self, row: int, column: int) -> None:
        flat = self.controls.part_chosen == "db"
        self._place = (0,) if flat else (self._model.params.channel, row, column)
        self._show_nudge()

    # -- what is shown

    def _show(self) -> None:
        check, checked = self._check, self._checked
        if check is None or checked is None:
            return
        self.grids.show_check(check, self._model.params.channel)
        self._show_verdict(check)
        self._show_nudge()
        self._show_plot(check)
        self._arrange()
        self.changed.emit()

    def _show_verdict(self, check: GradientCheck) -> None:
        colors = self._theme.palette
        color, mark, sign = (colors.good, "✓", "&lt;") if check.agrees else (colors.error, "✗", "≥")
        assert self._checked is not None
        where = self._translator(words.crop_sentence(self._checked.crop))
        meaning = self._translator(text("Orange is negative, purple positive."))
        verdict = f'<b style="color: {color}">{mark} {scientific(check.relative)}</b> {sign} {power_of_ten(-6)}.'
        self._verdict.show_words(f"{verdict} {where}. {meaning}")

    def _show_nudge(self) -> None:
        check, checked = self._check, self._checked
        if check is None or checked is None:
            return
        place = self._place
        if place is None or any(index >= size for index, size in zip(place, check.analytic.shape, strict=False)):
            place = strongest_place(check, self._model.params.channel)
        self._nudge.show_words(self._translator(words.nudge_sentence(check.part, nudge_one(checked, check, place))))
        self.grids.ring(*((0, 0) if len(place) == 1 else place[1:]))

    def _show_plot(self, check: GradientCheck) -> None:
        assert self._curve is not None
        parts = check_plot(self._curve, check.step, self._translator)
        self.plot.show_plot(parts.x, parts.y, [parts.curve], [parts.tolerance], [parts.here])

    # -- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        margin = 32 if self.width() >= 800 else 16
        room = self.width() - 2 * margin
        controls = self.controls.fit(room, max(40, int(self.height() * 0.16)))
        bottom = self.height() - 8 - controls
        self.controls.setGeometry(QRect(margin, bottom, room, controls))
        bottom -= 12
        left_width = int(room * 0.62) - _GAP
        self.plot.setGeometry(QRect(margin + left_width + _GAP, 4, room - left_width - _GAP, bottom - 4))
        words_height = min(self._theme.scaled(120), int(bottom * 0.45))
        most = self.grids.side(left_width) + self._theme.scaled(50)
        grid_height = min(bottom - 4 - words_height, most)
        self.grids.setGeometry(QRect(margin, 4, left_width, grid_height))
        top = 4 + grid_height + 12
        verdict = min(round((bottom - top) * 0.45), self._theme.scaled(60))
        self._verdict.setGeometry(QRect(margin, top, left_width, verdict))
        self._nudge.setGeometry(QRect(margin, top + verdict, left_width, bottom - top - verdict))
