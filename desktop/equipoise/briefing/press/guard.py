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
