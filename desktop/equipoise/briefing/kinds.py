"""The kinds of briefing, and how many pages each may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of briefing: its key and the pages that it keeps to, None for any number."""

    key: str
    pages: int | None


KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("one-page", 1),
        Kind("full", 24),
        Kind("talking-points", 2),
        Kind("cable", 3),
        Kind("annex", None),
    )
}
"""Every kind by its key, in the order in which they are offered."""
