from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QTreeView
from pytestqt.qtbot import QtBot

from cnnstudio.app.words_of_qt import speak


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    speak(qapp, "ko")
    yield
    speak(qapp, "en")


@pytest.mark.usefixtures("korean")
def test_all_of_qt_s_file_dialog_speaks_korean(qtbot: QtBot) -> None:
    dialog = QFileDialog(None, "", "", "(*.png)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    qtbot.addWidget(dialog)
    words = {label.objectName(): label.text() for label in dialog.findChildren(QLabel)}
    box, tree = dialog.findChild(QDialogButtonBox), dialog.findChild(QTreeView)
    assert box is not None
    assert tree is not None
    model = tree.model()
    buttons = [button.text() for button in box.buttons()]
    columns = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]

    assert {"lookInLabel", "fileNameLabel", "fileTypeLabel"} <= set(words)
    for said in (*words.values(), *buttons, *columns):
        assert any("가" <= sign <= "힣" for sign in said), said


@pytest.mark.usefixtures("korean")
def test_a_folder_is_called_so_in_the_list_of_files() -> None:
    assert QCoreApplication.translate("QAbstractFileIconProvider", "Folder", "All other platforms") == "폴더"


@pytest.mark.usefixtures("korean")
def test_what_no_catalogue_knows_stays_as_it_is() -> None:
    assert QCoreApplication.translate("QFileDialog", "No such &words") == "No such &words"


def test_english_is_qt_s_own(qapp: QApplication) -> None:
    speak(qapp, "ko")
    speak(qapp, "en")

    assert QCoreApplication.translate("QFileDialog", "&Look in:") == "&Look in:"
