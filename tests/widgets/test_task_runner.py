from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.widgets.task_runner import TaskRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.stop()


def no_failure(error: UserError) -> None:
    raise AssertionError(error)


def test_the_answer_comes_back_to_the_thread_of_the_window(qtbot: QtBot, runner: TaskRunner) -> None:
    answers: list[tuple[int, bool]] = []
    here = threading.get_ident()

    runner.start(threading.get_ident, lambda there: answers.append((there, threading.get_ident() == here)), no_failure)
    assert runner.busy
    qtbot.waitUntil(lambda: bool(answers))

    assert answers[0][0] != here
    assert answers[0][1]
    assert not runner.busy


def test_only_the_newest_answer_is_delivered(qtbot: QtBot, runner: TaskRunner) -> None:
    answers: list[str] = []
    gate = threading.Event()

    runner.start(lambda: gate.wait(10) and "old", answers.append, no_failure)
    runner.start(lambda: "never begun", answers.append, no_failure)
    runner.start(lambda: "new", answers.append, no_failure)
    gate.set()
    qtbot.waitUntil(lambda: bool(answers))

    assert answers == ["new"]


def test_what_the_user_can_mend_is_told(qtbot: QtBot, runner: TaskRunner) -> None:
    def fail() -> None:
        raise UserError(text("The file is empty."))

    told: list[UserError] = []
    runner.start(fail, no_failure, told.append)
    qtbot.waitUntil(lambda: bool(told))

    assert str(told[0]) == "The file is empty."


def test_a_fault_of_ours_is_not_swallowed(qtbot: QtBot, runner: TaskRunner) -> None:
    with qtbot.captureExceptions() as caught:
        runner.start(lambda: 1 / 0, no_failure, no_failure)
        qtbot.waitUntil(lambda: bool(caught))

    assert caught[0][0] is ZeroDivisionError


def test_after_stopping_nothing_arrives(qtbot: QtBot, runner: TaskRunner) -> None:
    answers: list[str] = []

    runner.start(lambda: "late", answers.append, no_failure)
    runner.stop()
    qtbot.wait(20)

    assert answers == []


def test_what_is_dropped_is_not_waited_for_and_does_not_arrive(qtbot: QtBot, runner: TaskRunner) -> None:
    answers: list[str] = []
    gate = threading.Event()
    runner.start(lambda: gate.wait(10) and "dropped", answers.append, no_failure)

    runner.drop()
    assert not runner.busy
    gate.set()
    runner.start(lambda: "next", answers.append, no_failure)
    qtbot.waitUntil(lambda: bool(answers))

    assert answers == ["next"]


def test_a_window_that_closes_waits_for_no_answer(qtbot: QtBot) -> None:
    """Qt reports an exception in the thread as a failure of this test."""
    window, begun, gate = QWidget(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        gate.wait(10)

    TaskRunner(window).start(work, lambda _: None, no_failure)
    begun.wait(10)
    threading.Timer(0.05, gate.set).start()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
