"""What a transport bar drives: anything that is shown one step after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from cnnstudio.core.texts import Text


class Steps(Protocol):
    """A calculation that can stand at each of its steps; it emits one `changed` to whoever subscribed.

    A lab's model is one, or gives one out. The transport reads all of this again after each change, so that the
    number of steps may change while it stands there.
    """

    @property
    def position(self) -> int:
        """The step shown, 0 … count − 1."""
        ...

    @property
    def count(self) -> int:
        """How many steps there are; 0 while there is nothing to step through."""
        ...

    @property
    def row_length(self) -> int:
        """How many steps one row of the output takes; at least 1."""
        ...

    @property
    def unit(self) -> str:
        """What one step is: a key of `units`."""
        ...

    @property
    def units(self) -> Mapping[str, Text]:
        """The units there are and their names: "cell", "by cell" and so on."""
        ...

    def subscribe(self, listener: Callable[[], None], /) -> None:
        """Call `listener` after each change."""
        ...

    def go_to(self, position: int, /) -> None:
        """Show another step; positions beyond the ends mean the ends."""
        ...

    def use_unit(self, unit: str, /) -> None:
        """Take larger or smaller steps, staying at the same place of the output."""
        ...

    def words(self) -> Text:
        """Return the position in words, the number in bold: "Cell <b>348</b> of 784"."""
        ...
