"""Numbers between two buttons that are changed by factors: − 0.05 +, − 64 +."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QWidget

from cnnstudio.widgets.stepper import Stepper
from cnnstudio.widgets.theme import Theme

_FINE = 10_000
"""Whole numbers a factor of ten, so that three figures are told apart."""
_WIDTH = 148
"""Pixels at 100 %: enough for six figures."""
_ROUND = (1.0, 2.0, 5.0, 10.0)


class RateStepper(Stepper):
    """A number of any size with up to three figures; the buttons lead to the next of 1, 2, 5, 10, 20 and so on."""

    def __init__(self, theme: Theme, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setRange(_notch(low), _notch(high))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint.boundedTo(QSize(self._theme.scaled(_WIDTH), hint.height()))

    @property
    def number(self) -> float:
        """The number."""
        return _number(self.value())

    def set_number(self, number: float) -> None:
        """Show another number."""
        self.setValue(_notch(number))

    def textFromValue(self, value: int) -> str:
        return f"{_number(value):.10f}".rstrip("0").rstrip(".")

    def valueFromText(self, typed: str) -> int:
        try:
            return _notch(float(typed.replace(",", ".")))
        except ValueError:
            return self.value()

    def validate(self, typed: str, position: int) -> tuple[QValidator.State, str, int]:
        try:
            number = float(typed.replace(",", "."))
        except ValueError:
            is_begun = all(character in "0123456789.,eE-" for character in typed)
            return QValidator.State.Intermediate if is_begun else QValidator.State.Invalid, typed, position
        is_inside = number > 0 and self.minimum() <= _notch(number) <= self.maximum()
        return QValidator.State.Acceptable if is_inside else QValidator.State.Intermediate, typed, position

    def stepBy(self, steps: int) -> None:
        for _ in range(abs(steps)):
            self.set_number(_next_round(self.number, upwards=steps > 0))


class DoublingStepper(Stepper):
    """A whole number whose buttons lead to the next power of two."""

    def stepBy(self, steps: int) -> None:
        for _ in range(abs(steps)):
            here = self.value()
            self.setValue(1 << here.bit_length() if steps > 0 else 1 << max(0, (here - 1).bit_length() - 1))


def _notch(number: float) -> int:
    return round(math.log10(number) * _FINE) if number > 0 else -(10**9)


def _number(notch: int) -> float:
    return float(f"{10 ** (notch / _FINE):.3g}")


def _next_round(number: float, *, upwards: bool) -> float:
    """Return the next round number; one that is round itself is left behind."""
    power = 10.0 ** math.floor(math.log10(number) + 1e-9)
    rounds = [digit * scale for scale in (power / 10, power, power * 10) for digit in _ROUND[:-1]]
    beyond = [known for known in rounds if (known > number * 1.0001 if upwards else known < number * 0.9999)]
    return min(beyond) if upwards else max(beyond)
