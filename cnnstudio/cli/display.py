"""Whether a window can be opened here, found out before Qt tries: Qt would end the program without a word of ours."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Mapping


def has_display(variables: Mapping[str, str], system: str) -> bool:
    """Return whether there is a screen: always but on a Linux without Wayland and without an X server that answers."""
    if not system.startswith("linux"):
        return True
    if variables.get("QT_QPA_PLATFORM") or variables.get("WAYLAND_DISPLAY"):
        return True
    return bool(variables.get("DISPLAY")) and _x_server_answers(variables["DISPLAY"])


def _x_server_answers(name: str) -> bool:
    """Return whether the X server can be connected to; yes where that cannot be found out."""
    library = ctypes.util.find_library("xcb")
    if library is None:
        return True
    xcb = ctypes.CDLL(library)
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(name.encode(), None)
    try:
        return bool(xcb.xcb_connection_has_error(connection) == 0)
    finally:
        xcb.xcb_disconnect(connection)
