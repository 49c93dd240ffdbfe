"""What holds of the stage of every lab: nothing is cut off, everything has a name, what is saved is a picture."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QAbstractButton, QComboBox, QDoubleSpinBox, QSlider, QSpinBox, QTabBar, QWidget

from cnnstudio.app.main_window import MainWindow
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.stage.two_way_stage import TwoWayStage

_KINDS = (QAbstractButton, QComboBox, QSlider, QSpinBox, QDoubleSpinBox, QTabBar, NumberGrid)


def check_controls_are_named(window: MainWindow) -> int:
    """Check that whatever can be worked has its names and a tooltip; return how many there are."""
    controls = [
        widget
        for kind in _KINDS
        for widget in window.findChildren(kind)
        if not widget.isHidden()
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QTabBar)
    ]
    for widget in controls:
        assert "." in widget.objectName(), (widget, widget.parent())
        assert widget.accessibleName(), widget.objectName()
        assert widget.toolTip(), widget.objectName()
    return len(controls)


def check_nothing_is_cut(stage: TwoWayStage) -> None:
    """Check that the parts of the step view lie on it, and that the transport's words have room."""
    step = stage.step_view
    for child in step.findChildren(QWidget):
        if child.isVisible() and child.parentWidget() is step:
            assert step.rect().contains(child.geometry()), (child, child.geometry(), step.rect())
    for child in (stage.transport, *stage.transport.findChildren(QWidget)):
        if child.isVisible():
            assert child.width() >= child.minimumSizeHint().width(), child.objectName()


def colors_of(widget: QWidget) -> Counter[int]:
    """Return the colours of a coarse mesh of a widget's pixels, and how often each is met."""
    picture = widget.grab().toImage()
    return Counter(picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7))
