"""The typesetter's own faults, made into errors that can be met."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")

_PANIC = "PanicException"


class PressFault(Exception):
    """typst has stumbled over itself; rare orders of marks and clusters make its shaper do so."""


def guarded(make: Callable[[], Made]) -> Made:
    """What `make` makes; a panic inside typst, which is no Exception, is raised as PressFault."""
    try:
        return make()
    except Exception:
        raise
    except BaseException as fault:
        if type(fault).__name__ != _PANIC:
            raise
        raise PressFault(str(fault)) from fault


_GENERATIONS = 11
"""For how many compilations the typesetter keeps what none of them has used, and one more."""


def forget() -> None:
    """Let the typesetter let go of the pages that it keeps to set the next ones faster.

    It keeps what one of its last ten compilations used, some hundred megabytes of a long briefing
    for each; there is no other way to tell it than to let as many small ones pass.
    """
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    for _ in range(_GENERATIONS):
        typst.compile(b"", font_paths=fonts, format="svg")
