"""The menus, and the actions behind them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from cnnstudio import __version__
from cnnstudio.app.actions import LANGUAGE_NAMES, THEMES, Actions
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs import LABS

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.draw.sheet import Sheet

_IMAGES = "*.png *.jpg *.jpeg *.bmp *.gif *.webp *.tif *.tiff *.ppm *.pgm *.jp2 *.avif"

_NUMBERS = " ".join(f"*{ending}" for lab in LABS for ending in lab.file_types)

_SHEET_ACTIONS = (
    *("clear", "pen", "eraser", "thinner", "thicker", "dark_ink", "light_ink", "find_again", "layers"),
    *("to_part", "to_number", "to_digit"),
)
"""What works only while the sheet is on the stage: elsewhere the keys mean something else."""


class WindowMenus:
    """Builds the main menu, the specimen's menu and the language menu of a window."""

    def __init__(self, window: MainWindow, translator: Translator) -> None:
        self._window, self._translator = window, translator
        self.actions = Actions(window, translator)
        self._state: object = None
        self._add_file_actions()
        self._add_sheet_actions()
        self._add_view_actions()
        self.recent = self.actions.menu(text("Recent pictures"))
        self.recent.aboutToShow.connect(self._fill_recent)
        main = self._main_menu()
        window.header.menu.setMenu(main)
        window.header.specimen_menu.setMenu(self._specimen_menu())
        window.header.language.setMenu(self.actions.menu(text("Language"), *self._languages))
        for key, button in (("Alt+M", window.header.menu), ("Alt+S", window.header.specimen_menu)):
            self.actions.add(f"show.{button.objectName()}", text("Menu"), button.showMenu, key)
        self.actions.add("show.language", text("Language"), window.header.language.showMenu, "Alt+L")

    @property
    def _sheet(self) -> Sheet:
        return self._window.draw_lab.view.sheet

    def _widen_pen(self, by: int) -> None:
        self._sheet.pen_width.setValue(self._sheet.pen_width.value() + by)

    def _new_drawing(self) -> None:
        """Clear the sheet, and show it where another lab stood on the stage."""
        self._sheet.clear()
        self._window.show_lab(0)

    def refresh(self) -> None:
        """Let undo and redo be chosen only where there is something to undo or redo."""
        lab = self._window.current_lab
        changes = lab.changes
        state = lab, changes.can_undo, changes.can_redo, lab.steps is None
        if state == self._state:  # as at most of the steps through a calculation
            return
        self._state = state
        self.actions["undo"].setEnabled(changes.can_undo)
        self.actions["redo"].setEnabled(changes.can_redo)
        self.actions["save_steps"].setEnabled(lab.steps is not None)
        draws = lab is self._window.draw_lab
        for name in _SHEET_ACTIONS:
            self.actions[name].setEnabled(draws)

    def _tell_about(self) -> None:
        self._window.line.say(
            text(
                "CNN Studio {version}, under the MIT licence. MNIST: CC BY-SA 3.0; Pretendard: OFL 1.1.",
                version=__version__,
            )
        )

    def choose_image(self) -> None:
        """Ask for a picture file and open it."""
        from PySide6.QtWidgets import QFileDialog  # late, here and below: the start need not wait for it

        recent = self._window.settings.recent_files
        folder = str(Path(recent[0]).parent) if recent else ""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self._translator(text("Open a picture or numbers")),
            folder,
            f"{self._translator(text('Pictures'))} ({_IMAGES});;{self._translator(text('Numbers'))} ({_NUMBERS});;"
            f"{self._translator(text('All files'))} (*)",
        )
        if name:
            self._window.open_files([Path(name)])

    def save_stage(self) -> None:
        """Ask for a file name and save what is on the stage."""
        from PySide6.QtWidgets import QFileDialog

        from cnnstudio.widgets.picture_file import save_picture

        kinds = "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"
        title = self._translator(text("Save the picture of the lab"))
        name, kind = QFileDialog.getSaveFileName(self._window, title, "cnn-studio.png", kinds)
        if not name:
            return
        path = Path(name)
        if not path.suffix:
            path = path.with_suffix("." + kind[:3].lower())
        try:
            save_picture(self._window.current_lab.picture, path)
        except UserError as error:
            self._window.tell(error)
            return
        self._window.line.say(text("The picture was saved as {name}.", name=path.name))

    def save_steps(self) -> None:
        """Ask for a range of steps and save them as an animation."""
        from cnnstudio.app.animation_dialog import ask_and_save

        lab = self._window.current_lab
        if lab.steps is not None:
            ask_and_save(self._window, lab.picture, lab.steps, self._translator)

    def copy_picture(self) -> None:
        """Put the picture of the lab on the clipboard."""
        from cnnstudio.widgets.picture_file import copy_picture

        copy_picture(self._window.current_lab.picture)
        self._window.line.say(text("The picture is on the clipboard."))

    def _add_file_actions(self) -> None:
        window, add = self._window, self.actions.add
        add("open", text("Open image …"), self.choose_image, "Ctrl+O")
        add("paste", text("Paste picture"), lambda: self._sheet.paste(), "Ctrl+V")
        add("save", text("Save picture of the lab …"), self.save_stage, "Ctrl+E")
        add("save_steps", text("Save steps as an animation …"), self.save_steps, "Ctrl+Shift+E")
        add("copy_picture", text("Copy picture of the lab"), self.copy_picture, "Ctrl+Shift+C")
        add("random", text("Random digit"), lambda: self._sheet.random_digit(), "Ctrl+R")
        add("next", text("Next digit"), lambda: self._sheet.step_sample(1), "N")
        add("before", text("Digit before"), lambda: self._sheet.step_sample(-1), "Shift+N")
        add("quit", text("Quit"), window.close, "Ctrl+Q")

    def _add_sheet_actions(self) -> None:
        add = self.actions.add
        add("new_drawing", text("New drawing"), self._new_drawing, "Ctrl+N")
        add("clear", text("New drawing"), lambda: self._sheet.clear(), "Del")
        add("undo", text("Undo"), lambda: self._window.current_lab.changes.undo(), "Ctrl+Z")
        add("redo", text("Redo"), lambda: self._window.current_lab.changes.redo(), "Ctrl+Shift+Z", "Ctrl+Y")
        add("pen", text("Pen"), lambda: self._sheet.take_pen(), "P")
        add("eraser", text("Eraser"), lambda: self._sheet.take_eraser(), "E")
        add("thinner", text("Thinner pen"), lambda: self._widen_pen(-1), "[")
        add("thicker", text("Thicker pen"), lambda: self._widen_pen(1), "]")
        add("dark_ink", text("Dark ink"), lambda: self._sheet.opener.choose_ink(dark=True), "D")
        add("light_ink", text("Light ink"), lambda: self._sheet.opener.choose_ink(dark=False), "L")
        add("find_again", text("Find the digit again"), lambda: self._sheet.opener.find_again(), "F")
        add("layers", text("Every layer"), lambda: self._window.draw_lab.view.show_layers.toggle(), "M")
        add("to_part", text("Part of MNIST"), lambda: self._sheet.focus_part(), "T")
        add("to_number", text("Number of the digit"), lambda: self._sheet.focus_number(), "G")
        add("to_digit", text("Only this digit"), lambda: self._sheet.focus_digit(), "K")

    def _add_view_actions(self) -> None:
        window, add = self._window, self.actions.add
        add("larger", text("Larger type"), lambda: window.zoom_type(1), "Ctrl++", "Ctrl+=")
        add("smaller", text("Smaller type"), lambda: window.zoom_type(-1), "Ctrl+-")
        add("normal", text("Type at 100 %"), lambda: window.zoom_type(0), "Ctrl+0")
        add("full_screen", text("Full screen"), window.toggle_full_screen, "F11")
        add("present", text("Present"), window.toggle_presenting, "F5")
        add("settings", text("Settings at the right"), window.toggle_controls, "F9")
        add("explain", text("Explain this"), window.explain, "F1")
        add("about", text("About CNN Studio"), self._tell_about)
        for place, lab in enumerate(LABS):
            add(f"lab.{place + 1}", lab.title, lambda place=place: window.show_lab(place), f"Ctrl+{place + 1}")  # type: ignore[misc]
        self._themes = self.actions.add_choice("theme", THEMES, window.theme.wish, self._choose_theme)
        code = self._translator.language
        self._languages = self.actions.add_choice("language", LANGUAGE_NAMES, code, self._choose_language)

    def _main_menu(self) -> QMenu:
        a, menu = self.actions, self.actions.menu
        return menu(
            text("Menu"),
            menu(
                text("File"),
                *(a["open"], self.recent, a["paste"], None),
                *(a["save"], a["save_steps"], a["copy_picture"], None, a["quit"]),
            ),
            menu(
                text("Edit"),
                a["undo"],
                a["redo"],
                None,
                a["new_drawing"],
                a["pen"],
                a["eraser"],
                a["thinner"],
                a["thicker"],
            ),
            menu(text("MNIST digits"), a["random"], a["next"], a["before"]),
            menu(
                text("View"),
                *(a["larger"], a["smaller"], a["normal"], None, a["full_screen"], a["present"], a["settings"], None),
                menu(text("Light or dark"), *self._themes),
                menu(text("Language"), *self._languages),
            ),
            None,
            a["explain"],
            a["about"],
        )

    def _specimen_menu(self) -> QMenu:
        a = self.actions
        return a.menu(
            text("What all labs show"),
            *(a["new_drawing"], None, a["random"], a["next"], a["before"], None, a["open"], self.recent, a["paste"]),
        )

    def _fill_recent(self) -> None:
        self.recent.clear()
        for place, name in enumerate(self._window.settings.recent_files):
            action = self.recent.addAction(f"{place + 1}  {Path(name).name}")
            action.setToolTip(name)
            action.triggered.connect(lambda _, name=name: self._window.open_files([Path(name)]))
        if self.recent.isEmpty():
            self.recent.addAction(self._translator(text("None yet"))).setEnabled(False)

    def _choose_theme(self, wish: str) -> None:
        self._window.theme.wish = wish
        self._keep(theme=wish)

    def _keep(self, **changes: str) -> None:
        self._window.settings = replace(self._window.settings, **changes)  # type: ignore[arg-type]
        self._window.settings_changed.emit(self._window.settings)

    def _choose_language(self, code: str) -> None:
        self._translator.language = code
        self._keep(language=code)
