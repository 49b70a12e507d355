"""What can go wrong with a briefing."""

from __future__ import annotations


class BriefingError(Exception):
    """A briefing that cannot be made or written; the message says why in plain words."""
