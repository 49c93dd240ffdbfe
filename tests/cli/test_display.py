from __future__ import annotations

import pytest

from cnnstudio.cli.display import has_display


@pytest.mark.parametrize(
    ("variables", "system", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":87"}, "linux", False),  # named, but nobody answers there
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_whether_a_window_can_be_opened(variables: dict[str, str], system: str, expected: bool) -> None:
    assert has_display(variables, system) is expected
