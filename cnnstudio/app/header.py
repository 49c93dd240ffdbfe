"""The bar at the top: menu, lab title, specimen, language, presenting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import LANGUAGES, Text, Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import set_icon
from cnnstudio.widgets.painting import image_from_colors
from cnnstudio.widgets.theme import Theme


class Header(QFrame):
    """Buttons that stand for actions of the window.

    Where room is short, those that the menus hold too go first; then words give way to their icons.
    """

    def __init__(self, specimen: Specimen, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._specimen, self._theme, self._translator = specimen, theme, translator
        self._captions = Captions(translator)
        self._icons: list[tuple[QToolButton, str]] = []
        self._title = text("CNN Studio")
        self._widths: list[int] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.setSpacing(12)
        self.menu = self._button("window.menu", "menu", text("Menu"), "Alt+M", role="flat")
        self.title = QLabel()
        self.title.setObjectName("title")
        self._row.addWidget(self.title)
        self._row.addStretch(1)
        self.open_image = self._button("window.open_image", "image", text("Open image"), "Ctrl+O")
        self.random_digit = self._button("window.random_digit", "random", text("Random digit"), "Ctrl+R")
        self.specimen_menu = self._button("window.specimen", "", text("What all labs show"), "Alt+S")
        self.language = self._button("window.language", "", text("Language"), "Alt+L", role="flat")
        self.present = self._button("window.present", "present", text("Present"), "F5", role="flat")
        for button in (self.menu, self.specimen_menu, self.language):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (self.specimen_menu, self.language):
            button.setProperty("opens", "menu")
        specimen.subscribe(self._on_specimen)
        theme.subscribe(self._on_theme)
        translator.subscribe(self._on_language)
        self._on_theme()
        self._on_language()

    def show_title(self, title: Text) -> None:
        """Show the name of the current lab."""
        self._title = title
        self._on_language()

    def _button(self, name: str, icon_name: str, label: Text, key: str, role: str = "button") -> QToolButton:
        button = QToolButton()
        button.setProperty("role", role)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._captions.describe(button, name, label, key=key)
        if icon_name:
            self._captions.bind(button.setText, label)
            self._icons.append((button, icon_name))
        self._row.addWidget(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()

    def _make_room(self) -> None:
        """Hide what the menus hold as well, then fold words to icons, one after the other, until the rest fits."""
        optional = (self.title, self.open_image, self.random_digit)
        foldable = (self.present, self.menu, self.specimen_menu)
        for widget in optional:
            widget.show()
        for button in foldable:
            self._fold(button, is_folded=False)
        steps: list[Callable[[], object]] = [widget.hide for widget in optional]
        steps += [partial(self._fold, button, is_folded=True) for button in foldable]
        for step in steps:
            self._row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                break
            step()
        self._row.invalidate()
        self._widths = self._needed()

    def _fold(self, button: QToolButton, *, is_folded: bool) -> None:
        """Show a button without its words, which its tooltip says, or with them."""
        styles = Qt.ToolButtonStyle
        style = styles.ToolButtonIconOnly if is_folded else styles.ToolButtonTextBesideIcon
        if button.toolButtonStyle() != style:
            button.setToolButtonStyle(style)
            self._set_icons()

    def _set_icons(self) -> None:
        for button, name in self._icons:
            has_words = button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            set_icon(button, name, self._theme, beside_words=has_words)

    def _needed(self) -> list[int]:
        """Return how wide each part would be, also those that are hidden."""
        parts = (self.title, *self.findChildren(QToolButton))
        return [part.sizeHint().width() for part in parts]

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # The style sheet's larger type arrives after the zoom.
        if event.type() == QEvent.Type.LayoutRequest and self._needed() != self._widths:
            self._make_room()
        return done

    def _on_specimen(self) -> None:
        picture = self._specimen.picture
        size = self._theme.scaled(28)
        colors = self._theme.colormaps.picture.colors(picture.pixels, 1.0)
        thumbnail = QPixmap.fromImage(image_from_colors(colors))
        smooth = Qt.TransformationMode.SmoothTransformation
        self.specimen_menu.setIcon(QIcon(thumbnail.scaled(size, size, Qt.AspectRatioMode.KeepAspectRatio, smooth)))
        name = self._translator(picture.name)
        if len(name) > 24:
            name = name[:14] + " … " + name[-7:]
        words = name
        if words != self.specimen_menu.text():
            self.specimen_menu.setText(words)
            self._make_room()

    def _on_language(self) -> None:
        self.title.setText(self._translator(self._title))
        self.language.setText(LANGUAGES[self._translator.language])
        self._on_specimen()
        self._make_room()

    def _on_theme(self) -> None:
        self.setFixedHeight(self._theme.chrome(56))
        self._set_icons()
        thumbnail = self._theme.scaled(28)
        self.specimen_menu.setIconSize(QSize(thumbnail, thumbnail))
        self._on_specimen()
        self._make_room()
