"""What is asked of a briefing: its kind, language, sections, and the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from equipoise import __version__
from equipoise.briefing.template import Template
from equipoise.briefing.template_folder.reading import standard_template


@dataclass(frozen=True, slots=True)
class Request:
    """Which briefing to make of the material at hand.

    `produced` is the day printed on it. `sections` are the keys of the sections to print, in their
    order; None for those of the template, or else those that the kind has by itself.
    `portion_marks` asks for each paragraph's own handling mark. `version` is the program's,
    `template` says how the briefing looks.
    """

    produced: date
    kind: str = "full"
    language: str = "en"
    sections: tuple[str, ...] | None = None
    portion_marks: bool = False
    version: str = __version__
    template: Template = field(default_factory=standard_template)
