"""The one way in which a model tells its views that it changed."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakMethod

Listener = Callable[[], None]


class Observable:
    """Something that emits one `changed` to whoever subscribed.

    Bound methods are held weakly: a view that is gone is forgotten. A listener hears of a change without being
    told what it was; it reads the state it shows.
    """

    def __init__(self) -> None:
        self._listeners: list[WeakMethod[Listener] | Callable[[], Listener]] = []

    def subscribe(self, listener: Listener) -> None:
        """Call `listener` after each change, in the order of subscription."""
        if hasattr(listener, "__self__"):
            self._listeners.append(WeakMethod(listener))
        else:
            self._listeners.append(lambda: listener)

    def unsubscribe(self, listener: Listener) -> None:
        """Stop calling `listener`; nothing happens where it never subscribed."""
        self._listeners = [reference for reference in self._listeners if reference() != listener]

    def emit(self) -> None:
        """Tell every living listener that the state changed."""
        for reference in tuple(self._listeners):
            listener = reference()
            if listener is None:
                self._listeners.remove(reference)
            else:
                listener()
