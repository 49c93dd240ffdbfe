"""The style sheet of the whole app, made from the theme."""

from __future__ import annotations

from cnnstudio.core.resources import resource_path
from cnnstudio.widgets.theme import BODY, CAPTION, LARGE, Theme


def style_sheet(theme: Theme) -> str:
    """Return the Qt style sheet for the theme's colours and zoom."""
    c = theme.palette
    body, caption, large = theme.scaled(BODY), theme.scaled(CAPTION), theme.scaled(LARGE)
    control = theme.scaled(22) + 16
    knob = theme.scaled(9) * 2
    mark = "dark" if c.is_dark else "light"
    down = resource_path("icons", f"down-{mark}.svg").as_posix()
    check = resource_path("icons", f"checked-{mark}.svg").as_posix()
    return f"""
* {{ font-family: "Pretendard"; font-size: {body}px; color: {c.text}; }}
QMainWindow, QDialog, #stage {{ background: {c.stage}; }}
#header, #rail, #status {{ background: {c.panel}; }}
#header {{ border-bottom: 1px solid {c.divider}; }}
#rail {{ border-right: 1px solid {c.divider}; }}
#status {{ border-top: 1px solid {c.divider}; }}
#status QLabel {{ font-size: {caption}px; color: {c.text_third}; }}
#explanation {{ background: {c.stage}; border-bottom: 1px solid {c.divider}; }}
#explanation_text {{ font-size: {large}px; }}
#title {{ font-size: {large}px; font-weight: 600; }}
QLabel[role="heading"] {{ font-weight: 600; }}
QLabel[role="quiet"] {{ color: {c.text_third}; }}
QPushButton, QToolButton[role="button"] {{
  background: {c.stage}; border: 1px solid {c.outline}; border-radius: 6px;
  padding: 0 {theme.scaled(12)}px; min-height: {control - 2}px;
}}
QPushButton:hover, QToolButton[role="button"]:hover {{ border-color: {c.text_second}; }}
QPushButton:checked, QToolButton[role="button"]:checked {{
  background: {c.selected}; border: 2px solid {c.accent}; font-weight: 600; padding: 0 {theme.scaled(12) - 5}px;
  min-height: {control - 4}px;
}}
QPushButton:disabled, QToolButton[role="button"]:disabled {{ color: {c.text_third}; border-color: {c.divider}; }}
QPushButton:focus, QToolButton:focus, QCheckBox:focus, QComboBox:focus, QSpinBox:focus {{ outline: none; }}
QPushButton:focus, QToolButton[role="button"]:focus, QComboBox:focus, QSpinBox:focus {{
  border: 2px solid {c.text}; padding: 0 {theme.scaled(12) - 1}px; min-height: {control - 4}px;
}}
QToolButton[role="primary"] {{
  background: {c.accent}; color: {c.on_accent}; border: 2px solid {c.accent}; border-radius: 6px; font-weight: 600;
  padding: 0 {theme.scaled(12) - 1}px; min-height: {control - 4}px;
}}
QToolButton[role="primary"]:hover {{ border-color: {c.text_second}; }}
QToolButton[role="primary"]:focus {{ border: 2px solid {c.text}; }}
QToolButton[role="primary"]:disabled {{
  background: {c.stage}; color: {c.text_third}; border: 1px solid {c.divider}; padding: 0 {theme.scaled(12)}px;
  min-height: {control - 2}px;
}}
QFrame[role="transport"] {{ background: {c.panel}; border: none; border-top: 1px solid {c.divider}; }}
QToolButton[role="flat"] {{
  background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 0 {theme.scaled(8)}px;
  min-height: {control - 4}px;
}}
QToolButton[role="flat"]:hover {{ border-color: {c.divider}; }}
QToolButton[role="flat"]:focus {{ border-color: {c.text}; }}
QToolButton[role="link"] {{ color: {c.accent}; background: transparent; border: 2px solid transparent;
  border-radius: 6px; padding: 2px 6px; font-size: {theme.chrome(BODY)}px; }}
QToolButton[role="link"]:hover {{ text-decoration: underline; }}
QToolButton[role="link"]:focus {{ border-color: {c.text}; }}
QToolButton[role="link"]:disabled {{ color: {c.text_third}; text-decoration: none; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QToolButton[opens="menu"] {{ padding-right: {theme.scaled(20) + 12}px; }}
QToolButton[opens="menu"]::menu-indicator {{
  image: url("{down}"); width: {theme.scaled(12)}px; height: {theme.scaled(12)}px;
  subcontrol-origin: padding; subcontrol-position: right center; right: 10px;
}}
QToolButton[role="rail"] {{
  background: transparent; border: 2px solid transparent; border-left: 4px solid transparent; border-radius: 6px;
  font-size: {theme.chrome(CAPTION)}px; padding: 4px 0;
}}
QToolButton[role="rail"]:hover {{ background: {c.divider}; }}
QToolButton[role="rail"]:checked {{ background: {c.selected}; border-left: 4px solid {c.accent}; font-weight: 600; }}
QToolButton[role="rail"]:focus {{ border: 2px solid {c.text}; }}
QCheckBox {{ spacing: {theme.scaled(10)}px; padding: 2px; border: 2px solid transparent; border-radius: 6px; }}
QCheckBox:focus {{ border-color: {c.text}; }}
QCheckBox:disabled {{ color: {c.text_third}; }}
QCheckBox::indicator {{
  width: {theme.scaled(18)}px; height: {theme.scaled(18)}px; border: 1px solid {c.outline}; border-radius: 3px;
  background: {c.stage};
}}
QCheckBox::indicator:hover {{ border-color: {c.text_second}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{check}"); }}
QCheckBox::indicator:checked:disabled {{ background: {c.text_third}; border-color: {c.text_third}; }}
QComboBox, QSpinBox {{
  background: {c.stage}; border: 1px solid {c.outline}; border-radius: 6px; padding: 0 {theme.scaled(12)}px;
  min-height: {control - 2}px; selection-background-color: {c.accent}; selection-color: {c.on_accent};
}}
QComboBox::drop-down {{ border: none; width: {theme.scaled(22)}px; }}
QComboBox::down-arrow {{ image: url("{down}");
  width: {theme.scaled(12)}px; height: {theme.scaled(12)}px; }}
QComboBox QAbstractItemView {{ background: {c.stage}; border: 1px solid {c.outline};
  selection-background-color: {c.selected}; selection-color: {c.text}; outline: none; }}
QSpinBox[role="stepper"], QSpinBox[role="stepper"]:focus {{ padding: 0; font-weight: 600; }}
QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {{ color: {c.text_third}; border-color: {c.divider}; }}
QSpinBox[problem="true"] {{ border: 2px solid {c.error}; min-height: {control - 4}px; }}
QToolButton[role="less"], QToolButton[role="more"] {{ background: transparent; border: 0 solid {c.divider}; }}
QToolButton[role="less"] {{ border-right-width: 1px; }}
QToolButton[role="more"] {{ border-left-width: 1px; }}
QToolButton[role="less"]:hover, QToolButton[role="more"]:hover {{ background: {c.selected}; }}
QAbstractSpinBox QLineEdit {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
QSlider::groove:horizontal {{ height: 4px; background: {c.divider}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {c.accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{
  width: {knob - 4}px; height: {knob - 4}px; margin: -{knob // 2 - 2}px 0;
  border: 2px solid {c.accent}; border-radius: {knob // 2}px; background: {c.stage};
}}
QSlider::handle:horizontal:focus {{ border-color: {c.text}; }}
QMenu {{ background: {c.stage}; border: 1px solid {c.outline}; padding: 4px; }}
QMenu::item {{ padding: {theme.scaled(6)}px {theme.scaled(24)}px {theme.scaled(6)}px {theme.scaled(28)}px;
  border-radius: 4px; }}
QMenu::item:selected {{ background: {c.selected}; color: {c.text}; }}
QMenu::item:disabled {{ color: {c.text_third}; }}
QMenu::separator {{ height: 1px; background: {c.divider}; margin: 4px 8px; }}
QMenuBar {{ background: {c.panel}; }}
QToolTip {{ background: {c.card}; color: {c.text}; border: 1px solid {c.outline}; padding: 4px 6px;
  font-size: {caption}px; }}
#card {{ background: {c.stage}; border: 1px solid {c.outline}; border-radius: 8px; }}
{_lab_rules(theme)}
"""


def _lab_rules(theme: Theme) -> str:
    """Return the rules of what stands beside a stage: tabs above it, a panel of controls at its right."""
    c = theme.palette
    body, caption = theme.scaled(BODY), theme.scaled(CAPTION)
    control = theme.scaled(22) + 16
    return f"""
#controls, #controls_content, #controls_foot {{ background: {c.panel}; border: none; }}
#controls, #controls_foot {{ border-left: 1px solid {c.divider}; }}
#divider {{ background: {c.divider}; border: none; }}
QLabel[role="caption"] {{ color: {c.text_second}; font-size: {caption}px; }}
QLabel[role="problem"] {{ color: {c.text}; font-size: {caption}px; }}
QToolButton[role="picture"] {{
  background: {c.stage}; border: 1px solid {c.divider}; border-radius: 6px; padding: 5px 2px; font-size: {caption}px;
}}
QToolButton[role="picture"]:hover {{ border-color: {c.text_second}; }}
QToolButton[role="picture"]:checked {{
  background: {c.selected}; border: 2px solid {c.accent}; padding: 4px 1px; font-weight: 600;
}}
QToolButton[role="picture"]:focus {{ border: 2px solid {c.text}; padding: 4px 1px; }}
QTabBar {{ background: {c.stage}; border: none; }}
QTabBar::tab {{
  background: transparent; border: none; border-bottom: 3px solid transparent; color: {c.text_second};
  padding: {theme.scaled(5)}px {theme.scaled(10)}px {theme.scaled(3)}px; font-size: {caption}px;
}}
QTabBar::tab:hover {{ color: {c.text}; border-bottom-color: {c.divider}; }}
QTabBar::tab:selected {{ color: {c.text}; border-bottom-color: {c.accent}; font-weight: 600; }}
QTabBar::tab:selected:focus {{ background: {c.selected}; color: {c.text}; }}
QPlainTextEdit {{ background: {c.stage}; border: 1px solid {c.divider}; border-radius: 6px; padding: 8px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QDoubleSpinBox, QLineEdit {{
  background: {c.stage}; border: 1px solid {c.outline}; border-radius: 6px; padding: 0 {theme.scaled(8)}px;
  min-height: {control - 2}px; selection-background-color: {c.accent}; selection-color: {c.on_accent};
}}
QDoubleSpinBox:focus {{ border: 2px solid {c.text}; padding: 0 {theme.scaled(8) - 1}px; min-height: {control - 4}px; }}
QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{ width: 0; border: none; }}
QDoubleSpinBox[problem="true"] {{ border: 2px solid {c.error}; min-height: {control - 4}px; }}
QLineEdit[role="cell"] {{ min-height: 0; padding: 0; border: 2px solid {c.accent}; border-radius: 0;
  font-size: {body}px; }}
QLineEdit[role="cell"][problem="true"] {{ border-color: {c.error}; }}
QScrollBar:vertical {{ background: {c.panel}; width: 8px; border: none; }}
QScrollBar::handle:vertical {{ background: {c.outline}; border-radius: 4px; min-height: 24px; margin: 1px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QScrollBar:horizontal {{ background: {c.panel}; height: 8px; border: none; }}
QScrollBar::handle:horizontal {{ background: {c.outline}; border-radius: 4px; min-width: 24px; margin: 1px; }}
QScrollBar::add-line:horizontal, QScrollBar::sub-line:horizontal {{ width: 0; }}
"""
