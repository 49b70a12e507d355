"""What is asked of a briefing: its kind, language, sections, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from equipoise import __version__


@dataclass(frozen=True, slots=True)
class Request:
    """Which briefing to make of the material at hand.

    `produced` is the day printed on it. `sections` are the keys of the sections to print, in their
    order; None for those that the kind has by itself. `portion_marks` asks for each paragraph's own
    handling mark. `version` is the program's.
    """

    produced: date
    kind: str = "full"
    language: str = "en"
    sections: tuple[str, ...] | None = None
    portion_marks: bool = False
    version: str = __version__
