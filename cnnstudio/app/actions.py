"""Everything the window can do, as actions with a name and a key; menus, header and keyboard share them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from cnnstudio.core.texts import LANGUAGES, Text, Translator, text
from cnnstudio.widgets.captions import Captions


class Actions:
    """The actions of a window by name."""

    def __init__(self, window: QWidget, translator: Translator) -> None:
        self._window = window
        self._captions = Captions(translator)
        self._by_name: dict[str, QAction] = {}

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def add(self, name: str, label: Text, does: Callable[[], object], *keys: str) -> QAction:
        """Add an action that works anywhere in the window."""
        action = QAction(self._window)
        action.setObjectName(f"action.{name}")
        self._captions.bind(action.setText, label)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: does())
        self._window.addAction(action)
        self._by_name[name] = action
        return action

    def add_choice(
        self, prefix: str, choices: dict[str, Text], current: str, does: Callable[[str], object]
    ) -> tuple[QAction, ...]:
        """Add actions of which exactly one is in force, named `prefix.key`."""
        group = QActionGroup(self._window)
        for key, label in choices.items():
            action = self.add(f"{prefix}.{key}", label, lambda key=key: does(key))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(key == current)
            group.addAction(action)
        return tuple(self._by_name[f"{prefix}.{key}"] for key in choices)

    def menu(self, title: Text, *actions: QAction | QMenu | None) -> QMenu:
        """Return a menu of actions and further menus; None stands for a line between two groups."""
        menu = QMenu(self._window)
        self._captions.bind(menu.setTitle, title)
        for action in actions:
            if action is None:
                menu.addSeparator()
            elif isinstance(action, QMenu):
                menu.addMenu(action)
            else:
                menu.addAction(action)
        return menu


THEMES = {"system": text("As the system"), "light": text("Light"), "dark": text("Dark")}

LANGUAGE_NAMES = {code: Text("{name}", (("name", name),)) for code, name in LANGUAGES.items()}
"""Each language is called what its speakers call it, whatever the language of the moment."""
