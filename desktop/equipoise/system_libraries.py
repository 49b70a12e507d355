"""System libraries that Qt needs on Linux, and what to type where one is missing."""

from __future__ import annotations

import sys
from collections.abc import Mapping

_ALWAYS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def problem(environment: Mapping[str, str], *, qt_loads: bool = False) -> str:
    """One plain line on what keeps a window from opening here; empty if nothing is known to.

    Where `qt_loads`, what Qt needs on every screen is known to be there.
    """
    if not sys.platform.startswith("linux"):
        return ""
    platform = environment.get("QT_QPA_PLATFORM", "")
    needed = {} if qt_loads else dict(_ALWAYS)
    if not platform and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return (
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set). Start Equipoise "
            "in a graphical session; the commands project, export, import and brief need none."
        )
    if platform.startswith("xcb") or (not platform and not environment.get("WAYLAND_DISPLAY")):
        needed |= _X11
    missing = {library: package for library, package in needed.items() if not _loads(library)}
    if not missing:
        return ""
    return (
        f"Missing system libraries: {', '.join(missing)}. On Debian or Ubuntu install them with: "
        f"sudo apt install {' '.join(missing.values())}"
    )


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
