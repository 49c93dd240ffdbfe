"""A model tells its listeners that it changed, and forgets those that are gone."""

from __future__ import annotations

import gc
import weakref

from cnnstudio.core.observable import Observable


class View:
    """Counts how often it was told."""

    def __init__(self) -> None:
        self.told = 0

    def refresh(self) -> None:
        self.told += 1


def test_listeners_are_told_in_the_order_of_subscription() -> None:
    model, order = Observable(), list[str]()
    model.subscribe(lambda: order.append("first"))
    model.subscribe(lambda: order.append("second"))
    model.emit()
    assert order == ["first", "second"]


def test_a_view_that_is_gone_is_forgotten() -> None:
    model, view = Observable(), View()
    model.subscribe(view.refresh)
    gone = weakref.ref(view)
    del view
    gc.collect()
    assert gone() is None
    model.emit()
    model.emit()


def test_a_function_is_kept_alive() -> None:
    model, told = Observable(), list[int]()
    model.subscribe(lambda: told.append(1))
    gc.collect()
    model.emit()
    assert told == [1]


def test_unsubscribing_ends_it() -> None:
    model, view, other = Observable(), View(), View()
    model.subscribe(view.refresh)
    model.subscribe(other.refresh)
    model.unsubscribe(view.refresh)
    model.emit()
    assert (view.told, other.told) == (0, 1)


def test_unsubscribing_a_stranger_does_nothing() -> None:
    model, view = Observable(), View()
    model.subscribe(view.refresh)
    model.unsubscribe(View().refresh)
    model.emit()
    assert view.told == 1


def test_a_listener_may_unsubscribe_while_it_is_told() -> None:
    model, view = Observable(), View()

    def once() -> None:
        model.unsubscribe(once)
        view.refresh()

    model.subscribe(once)
    model.subscribe(view.refresh)
    model.emit()
    model.emit()
    assert view.told == 3


def test_a_listener_that_subscribes_another_is_heard_from_the_next_change_on() -> None:
    model, view = Observable(), View()
    model.subscribe(lambda: model.subscribe(view.refresh) if view.told == 0 else None)
    model.emit()
    assert view.told == 0
    model.emit()
    assert view.told == 1
