"""One of the views of a lab, as the tab above the stage and the command line know it."""

from __future__ import annotations

from dataclasses import dataclass

from cnnstudio.core.texts import Text


@dataclass(frozen=True)
class Tab:
    """One view: its name, which view it is, and whether its calculation is stepped.

    Attributes
    ----------
    id
        What it is called in the code and on the command line.
    label
        What stands on it.
    view
        Tabs of the same view show it in another way; by default each has its own, called as the tab.
    is_stepped
        Whether the transport is shown.

    """

    id: str
    label: Text
    view: str = ""
    is_stepped: bool = True

    @property
    def view_id(self) -> str:
        """The name of its view."""
        return self.view or self.id
